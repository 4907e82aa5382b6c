import { agentOfVariables } from '../../../core/proposal/agentOfVariables';
import { isMeasured, measuredRefusal } from '../../../core/proposal/measuredFields';
import { proposeChanges } from '../../../core/proposal/proposalChanges';
import { parseProposalInput, proposalInputNames } from '../../../core/proposal/proposalInput';
import type { PlainEnvironment } from '../../input/commandEnvironment';
import { readOptions, type GivenOptions } from '../../input/commandOptions';
import { UsageError } from '../../input/usageError';
import { findDataFolder } from '../../record/dataFolder';
import { mustBeOfRecord, remarkNew } from '../../record/recordFolder';

const fieldOptions = Object.fromEntries(proposalInputNames.map((name) => [name, 'string' as const]));
const kinds = { ...fieldOptions, data: 'string', json: 'boolean' } as const;
const numbers = ['hours', 'low', 'high', 'corrections'];
/** Any proposal is far shorter. */
const mostBytes = 100_000;

/** Prints the proposal's id once it is on disk. Never opens the record, so that no agent waits for it. */
export async function proposeCommand(
  args: readonly string[],
  environment: PlainEnvironment,
): Promise<number> {
  refuseMeasured(args);
  const options = readOptions('propose', args, kinds, true);
  const input = parseProposalInput(await givenFields(options, environment));
  if (!input.ok) {
    throw new UsageError(`${input.problem} Nothing was proposed; see leverage-record propose --help.`);
  }
  const folder = findDataFolder(options.text('data'), { ...environment, remark: () => undefined });
  const isNew = mustBeOfRecord(folder, 'write');
  const { id, changes } = proposeChanges(
    input.value,
    {
      way: 'command-line',
      at: environment.now(),
      folder: environment.workFolder,
      processes: await environment.ownProcesses(),
      guessed: agentOfVariables(environment.variables),
    },
    environment.newId,
  );
  await environment.appendToRecord(folder, changes);
  if (isNew) {
    remarkNew(folder, environment);
  }
  if (options.isOn('json')) {
    environment.printJson(JSON.stringify({ id }));
  } else {
    environment.print(id);
  }
  return 0;
}

/** @throws {UsageError} for an option that would give what is measured. */
function refuseMeasured(args: readonly string[]): void {
  const end = args.indexOf('--');
  const names = (end === -1 ? args : args.slice(0, end)).flatMap(
    (each) => /^--([^=]{1,200})/u.exec(each)?.[1] ?? [],
  );
  const measured = names.filter((name) => !Object.hasOwn(kinds, name) && isMeasured(name));
  if (measured.length > 0) {
    throw new UsageError(`${measuredRefusal(measured)} Nothing was proposed.`);
  }
}

async function givenFields(options: GivenOptions, environment: PlainEnvironment): Promise<unknown> {
  const given = proposalInputNames.flatMap((name) => {
    const value = options.text(name);
    return value === undefined ? [] : [[name, fieldValue(name, value)] as const];
  });
  const [file, ...more] = options.files;
  if (file === undefined) {
    return Object.fromEntries(given);
  }
  if (file !== '-' || more.length > 0) {
    throw new UsageError(
      'A proposal is given by options, or as one JSON object on standard input with “-”. Quote a text with spaces.',
    );
  }
  if (given.length > 0) {
    throw new UsageError('Give the proposal by options or as JSON, not both.');
  }
  return objectIn(await environment.readStdin());
}

function fieldValue(name: string, text: string): unknown {
  // Any other text is refused where all fields are checked.
  return numbers.includes(name) && /^-?\d{1,9}(?:\.\d{1,9})?$/u.test(text.trim()) ? Number(text) : text;
}

function objectIn(bytes: Uint8Array): unknown {
  if (bytes.length > mostBytes) {
    throw new UsageError('The JSON is too long for a proposal. Nothing was proposed.');
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new UsageError('Standard input is not one JSON object in UTF-8. Nothing was proposed.');
  }
}
