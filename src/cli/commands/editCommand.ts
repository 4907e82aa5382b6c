import type { Change } from '../../core/task/change';
import { editFigure } from '../../core/typed/editFigure';
import { parseTitle } from '../../core/typed/parseTitle';
import type { EditableField } from '../../core/typed/editableField';
import type { Task, TaskFields } from '../../core/task/task';
import { chosenTasks, namedTasks } from './chosenTasks';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { readOptions, recordOptions, understood, type GivenOptions } from '../input/commandOptions';
import { UsageError } from '../input/usageError';
import { withRecord } from '../record/withRecord';

const kinds = {
  ...recordOptions,
  title: 'string',
  hours: 'string',
  'ai-minutes': 'string',
  'supervisory-minutes': 'string',
  tokens: 'string',
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
    const changes = task === undefined ? [] : editChanges(task, options, environment.now());
    await record.append(changes);
    const title = record.task(id)?.title ?? id;
    environment.print(changes.length === 0 ? `“${title}” already has these values` : `Edited “${title}”`);
    return 0;
  });
}

function mustSaySomething(options: GivenOptions): void {
  const isGiven = [...figures.map(([name]) => name), 'project'].some(
    (name) => options.text(name) !== undefined,
  );
  if (!isGiven && !options.isOn('private') && !options.isOn('public')) {
    throw new UsageError('No changes given. See leverage-record edit --help.');
  }
  if (options.isOn('private') && options.isOn('public')) {
    throw new UsageError('--private and --public contradict each other. Give one of them.');
  }
}

function editChanges(task: Task, options: GivenOptions, now: number): Change[] {
  let edited = task;
  for (const [name, field] of figures) {
    const text = options.text(name);
    const changes = text === undefined ? [] : understood(name, editFigure(edited, field, text, now));
    for (const change of changes) {
      edited = { ...edited, ...fieldsOf(change) };
    }
  }
  const project = projectOf(task, options);
  const isPrivate = options.isOn('private') || (task.private && !options.isOn('public'));
  const fields: Partial<TaskFields> = {
    ...(edited.title !== task.title && { title: edited.title }),
    ...(edited.estimate !== task.estimate && { estimate: edited.estimate }),
    ...(edited.closing !== task.closing && { closing: edited.closing }),
    ...(project !== task.project && { project }),
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

function fieldsOf(change: Change): Partial<TaskFields> {
  return change.entity === 'task' && change.kind === 'set' ? change.fields : {};
}
