import { finishedTaskChanges, type FinishedTask } from '../../core/task/actions';
import type { Change } from '../../core/task/change';
import { importedTaskId } from '../../core/task/importedTaskId';
import { parseEstimate } from '../../core/typed/parseEstimate';
import { parseMinutes } from '../../core/typed/parseMinutes';
import { parseTitle } from '../../core/typed/parseTitle';
import { parseTokens } from '../../core/typed/parseTokens';
import type { RecordStore } from '../../core/record/recordStore';
import type { Task } from '../../core/task/task';
import { UserError } from '../../core/userError';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { readOptions, required, understood, type GivenOptions } from '../input/commandOptions';
import { dayOption, dayOptions } from '../input/dayOptions';
import { groupOptions, givenGroups, spelledAsKnown } from '../input/groupOptions';
import { UsageError } from '../input/usageError';
import { withRecord } from '../record/withRecord';

const kinds = {
  ...dayOptions,
  ...groupOptions,
  title: 'string',
  hours: 'string',
  'ai-minutes': 'string',
  'supervisory-minutes': 'string',
  tokens: 'string',
  project: 'string',
  private: 'boolean',
  key: 'string',
} as const;

const longestKey = 200;

/**
 * Prints the id of the task once it is on disk. With a key it is recorded only once, however often the command runs.
 */
export async function closeCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('close', args, kinds);
  const title = understood('title', parseTitle(required(options, 'title', 'close')));
  const hours = understood('hours', parseEstimate(required(options, 'hours', 'close')));
  const aiMinutes = understood('ai-minutes', parseMinutes(required(options, 'ai-minutes', 'close')));
  const supervisoryMinutes = understood(
    'supervisory-minutes',
    parseMinutes(required(options, 'supervisory-minutes', 'close')),
  );
  const tokens = understood('tokens', parseTokens(options.text('tokens') ?? ''));
  const project = options.text('project')?.trim() ?? '';
  const day = dayOption(options, environment);
  const now = environment.now();
  const key = keyOf(options);
  // Derived from the key, so that processes closing with the same key at once agree on it.
  const id = key === undefined ? environment.newId() : importedTaskId(key);
  const task = {
    title,
    day,
    zone: environment.zone,
    estimate: { ...hours, by: 'me', at: now },
    aiMinutes,
    supervisoryMinutes,
    tokens,
    project: project === '' ? null : understood('project', parseTitle(project)),
    private: options.isOn('private'),
  };
  const groups = givenGroups(options, { category: null, workstream: null });
  await withRecord(options, environment, 'write', async (record) => {
    const known = key === undefined ? undefined : record.taskByImportKey(key);
    if (known !== undefined) {
      sayKnown(known, task, record, environment);
    } else {
      const grouped = { ...task, ...spelledAsKnown(groups, { id }, record) };
      await record.append(keyed(finishedTaskChanges(id, grouped, now), key));
    }
    environment.print(known?.id ?? id);
  });
  return 0;
}

function keyOf(options: GivenOptions): string | undefined {
  const text = options.text('key');
  if (text === undefined) {
    return undefined;
  }
  const key = text.trim();
  if (key === '' || key.length > longestKey) {
    throw new UsageError(`--key has ${key === '' ? 'no' : 'too many'} characters. Give 1 to ${longestKey}.`);
  }
  return `key:${key}`;
}

function keyed(changes: readonly Change[], importKey: string | undefined): Change[] {
  return changes.map((change) =>
    importKey !== undefined && change.entity === 'task' && change.kind === 'set'
      ? { ...change, fields: { ...change.fields, importKey } }
      : change,
  );
}

/** @throws {UserError} if the task was deleted, since a script that runs again mustn't bring it back. */
function sayKnown(
  known: Task,
  given: FinishedTask,
  record: Pick<RecordStore, 'task'>,
  environment: CommandEnvironment,
): void {
  const title = `“${known.title.slice(0, 60)}”`;
  if (record.task(known.id) === undefined) {
    throw new UserError(
      `${title} was recorded with this key and has since been deleted, so nothing was recorded. Use another key to record it again.`,
    );
  }
  const day = known.closing === null ? '' : ` on ${known.closing.day}`;
  const edit = isSame(known, given)
    ? ''
    : ` It differs from these figures; use edit ${known.id} to change it.`;
  environment.remark(`Already recorded with this key: ${title}${day}. Nothing was added.${edit}`);
}

function isSame({ title, estimate, closing }: Task, given: FinishedTask): boolean {
  return (
    title === given.title &&
    estimate?.hours === given.estimate?.hours &&
    closing?.day === given.day &&
    closing.aiMinutes === given.aiMinutes &&
    closing.supervisoryMinutes === given.supervisoryMinutes
  );
}
