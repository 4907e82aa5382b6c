import { startTask as startTaskChanges } from '../../core/actions';
import { parseEstimate } from '../../core/parseEstimate';
import { parseTitle } from '../../core/parseTitle';
import { askText } from '../quickInput/askText';
import type { FormDraft } from '../formDrafts';
import { valueOf } from './closingFigures';
import type { CommandParts } from './commandParts';
import { fieldTexts } from './fieldTexts';
import type { PlaceOfWork } from './placeOfWork';
import { quoted } from './taskText';

type StartingParts = Pick<CommandParts, 'recorder' | 'undo' | 'drafts' | 'clock' | 'newId'>;
const draftKey = 'start';

/**
 * Asks for a description and, if it is known already, an estimate. The new task becomes the current one.
 * @returns its id, or undefined if the person left; what was typed is then offered again.
 */
export async function startTask(
  parts: StartingParts,
  place: () => Promise<PlaceOfWork>,
): Promise<string | undefined> {
  const { recorder, undo, drafts, clock, newId } = parts;
  const asked = await askTitleAndEstimate(drafts.get(draftKey), (draft) => drafts.set(draftKey, draft));
  if (asked === undefined) {
    return undefined;
  }
  const now = clock();
  const hours = valueOf(asked.estimate, parseEstimate);
  const title = valueOf(asked.title, parseTitle) ?? asked.title;
  const estimate = hours ? { ...hours, by: 'me', at: now } : null;
  const id = newId();
  const changes = startTaskChanges(id, { ...(await place()), title, estimate }, now);
  await undo.apply(`Start ${quoted({ title })}`, changes);
  recorder.setCurrentTask(id);
  drafts.forget(draftKey);
  return id;
}

interface Asked {
  readonly title: string;
  /** Empty: to be given later. */
  readonly estimate: string;
}

/** @param keep is told what was typed after each box, in case the person leaves. */
async function askTitleAndEstimate(
  draft: FormDraft,
  keep: (draft: FormDraft) => void,
): Promise<Asked | undefined> {
  let { title = '', estimate = '' } = draft.unfinished;
  for (;;) {
    const titleAnswer = await askText({
      ...fieldTexts.title,
      title: `Start Task: ${fieldTexts.title.label}`,
      step: { number: 1, of: 2 },
      value: title,
      check: parseTitle,
    });
    title = titleAnswer.text;
    keep({ typed: {}, unfinished: { title, estimate } });
    if (titleAnswer.kind !== 'accepted') {
      return undefined;
    }
    const estimateAnswer = await askText({
      ...fieldTexts.estimate,
      title: `Start Task: ${fieldTexts.estimate.label}`,
      step: { number: 2, of: 2 },
      canGoBack: true,
      value: estimate,
      check: parseEstimate,
      emptyMeans: 'Empty means later.',
    });
    estimate = estimateAnswer.text;
    keep({ typed: {}, unfinished: { title, estimate } });
    if (estimateAnswer.kind !== 'back') {
      return estimateAnswer.kind === 'accepted' ? { title, estimate } : undefined;
    }
  }
}
