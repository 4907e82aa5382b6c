import * as l10n from '@vscode/l10n';
import { mapParsed, rejected, type Parsed } from '../../typed/parsed';
import { isMeasured } from '../measuredFields';
import { parseProposalInput, type ProposalInput } from '../proposalInput';

/** What a model is asked for; it says nothing of itself, of the user or of what is measured. */
const asked: readonly string[] = ['title', 'hours', 'low', 'high', 'because'];
/** Any useful answer is far shorter. */
const longest = 20_000;

/**
 * A model's answer as a proposal of that model, checked like those of agents. A refusal is a sentence for the user.
 * @param model an estimator's name, made by `estimatorName`
 */
export function readSuggestion(answer: string, model: string): Parsed<ProposalInput> {
  if (answer.length > longest) {
    return rejected(l10n.t('The answer is too long.'));
  }
  const raw = objectIn(answer);
  if (raw === undefined) {
    return rejected(l10n.t('The answer is not a JSON object.'));
  }
  // Names are not repeated: this is shown where a text can have links.
  const more = Object.keys(raw).filter((name) => !asked.includes(name));
  if (more.some(isMeasured)) {
    return rejected(l10n.t('It gives minutes, tokens or times, which are measured.'));
  }
  return more.length > 0
    ? rejected(l10n.t('It gives fields that it was not asked for.'))
    : mapParsed(parseProposalInput(raw), (input) => ({ ...input, model }));
}

/** The name under which a model's estimates are recorded: what the user knows it by, unless that is no name. */
export function estimatorName({
  name,
  vendor,
  id,
}: {
  readonly name: string;
  readonly vendor: string;
  readonly id: string;
}): string {
  const names = [name, id, `${vendor} ${id}`].map((model) =>
    parseProposalInput({ title: 'x', hours: 1, model }),
  );
  const valid = names.flatMap((each) =>
    each.ok && each.value.model !== undefined ? [each.value.model] : [],
  );
  return valid[0] ?? 'language model';
}

/** Models like to wrap what they were asked for in a block of code or a sentence. */
function objectIn(answer: string): object | undefined {
  const text = answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1);
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
