import type { Change } from '../../core/task/change';
import { editRealEffort } from '../../core/typed/editRealEffort';
import { editFigure } from '../../core/typed/editFigure';
import { parseTitle } from '../../core/typed/parseTitle';
import type { EditableField } from '../../core/typed/editableField';
import type { RecordStore } from '../../core/record/recordStore';
import { outcomeSchema, type Task, type TaskFields } from '../../core/task/task';
import { chosenTasks, namedTasks } from './chosenTasks';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { oneOf, readOptions, recordOptions, understood, type GivenOptions } from '../input/commandOptions';
import { groupOptions, givenGroups, spelledAsKnown } from '../input/groupOptions';
import { UsageError } from '../input/usageError';
import { withRecord } from '../record/withRecord';

const kinds = {
  ...recordOptions,
  ...groupOptions,
  title: 'string',
  hours: 'string',
  'ai-minutes': 'string',
  'supervisory-minutes': 'string',
  tokens: 'string',
  'real-effort': 'string',
  outcome: 'string',
  project: 'string',
  private: 'boolean',
  public: 'boolean',
} as const;

const figures = [
  ['title', 'title'],
  ['hours', 'estimate'],
  ['ai-minutes', 'aiMinutes'],
  ['supervisory-minutes', 'supervisoryMinutes'],
  ['tokens', 'tokens'],
] as const satisfies readonly (readonly [keyof typeof kinds, EditableField])[];

/** Changes the given fields of a task as one action. */
export async function editCommand(args: readonly string[], environment: CommandEnvironment): Promise<number> {
  const options = readOptions('edit', args, kinds, true);
  const [id = '', ...others] = namedTasks('edit', options);
  if (others.length > 0) {
    throw new UsageError('edit changes one task at a time. Give one id.');
  }
  mustSaySomething(options);
  return withRecord(options, environment, 'change', async (record) => {
    const [task] = chosenTasks(record, [id]);
    const changes = task === undefined ? [] : editChanges(task, options, record, environment.now());
    await record.append(changes);
    const title = record.task(id)?.title ?? id;
    environment.print(changes.length === 0 ? `“${title}” already has these values` : `Edited “${title}”`);
    return 0;
  });
}

function mustSaySomething(options: GivenOptions): void {
  const isGiven = Object.entries(kinds).some(
    ([name, kind]) => kind === 'string' && !(name in recordOptions) && options.text(name) !== undefined,
  );
  if (!isGiven && !options.isOn('private') && !options.isOn('public')) {
    throw new UsageError('No changes given. See leverage-record edit --help.');
  }
  if (options.isOn('private') && options.isOn('public')) {
    throw new UsageError('--private and --public contradict each other. Give one of them.');
  }
}

function editChanges(
  task: Task,
  options: GivenOptions,
  record: Pick<RecordStore, 'groupedTasks'>,
  now: number,
): Change[] {
  let edited = task;
  for (const [name, field] of figures) {
    const text = options.text(name);
    const changes = text === undefined ? [] : understood(name, editFigure(edited, field, text, now));
    for (const change of changes) {
      edited = { ...edited, ...fieldsOf(change) };
    }
  }
  const project = projectOf(task, options);
  const { category, workstream } = spelledAsKnown(givenGroups(options, task), task, record);
  const realEffort = realEffortOf(task, options, now);
  const outcome = outcomeOf(task, options);
  const isPrivate = options.isOn('private') || (task.private && !options.isOn('public'));
  const fields: Partial<TaskFields> = {
    ...(edited.title !== task.title && { title: edited.title }),
    ...(edited.estimate !== task.estimate && { estimate: edited.estimate }),
    ...(edited.closing !== task.closing && { closing: edited.closing }),
    ...(realEffort !== task.realEffort && { realEffort }),
    ...(outcome !== task.outcome && { outcome }),
    ...(project !== task.project && { project }),
    ...(category !== task.category && { category }),
    ...(workstream !== task.workstream && { workstream }),
    ...(isPrivate !== task.private && { private: isPrivate }),
  };
  return Object.keys(fields).length > 0 ? [{ entity: 'task', id: task.id, kind: 'set', fields }] : [];
}

/** An empty one removes the project. */
function projectOf(task: Task, options: GivenOptions): string | null {
  const text = options.text('project');
  if (text === undefined) {
    return task.project;
  }
  return text.trim() === '' ? null : understood('project', parseTitle(text));
}

function realEffortOf(task: Task, options: GivenOptions, now: number): Task['realEffort'] {
  const text = options.text('real-effort');
  return text === undefined ? task.realEffort : understood('real-effort', editRealEffort(task, text, now));
}

/** The same word again keeps how often the work was corrected; an empty one removes both. */
function outcomeOf({ outcome }: Task, options: GivenOptions): Task['outcome'] {
  const text = options.text('outcome')?.trim();
  if (text === undefined || text === outcome?.kind) {
    return outcome;
  }
  return text === '' ? null : { kind: oneOf('outcome', text, outcomeSchema.shape.kind.options) };
}

function fieldsOf(change: Change): Partial<TaskFields> {
  return change.entity === 'task' && change.kind === 'set' ? change.fields : {};
}
