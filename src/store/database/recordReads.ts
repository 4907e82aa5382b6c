import type { FileProblem } from '../../core/record/storeProblem';
import type { Entity } from '../../core/task/change';
import { sessionFieldsSchema, type AgentSession } from '../../core/task/agentSession';
import type {
  DayReads,
  ImportedTask,
  ProposalReads,
  SessionReads,
  TaskReads,
} from '../../core/record/recordStore';
import type { Coverage } from '../../core/task/agentSession';
import { spanFieldsSchema, type Span } from '../../core/task/span';
import type { GroupedTask } from '../../core/task/grouping';
import { isClosed } from '../../core/task/isClosed';
import { taskFieldsSchema, type Task } from '../../core/task/task';
import { untouchedDayText } from '../../core/task/untouchedDayText';
import { dayTextFieldsSchema, type DayTextFields } from '../../core/task/dayText';
import { plainlyValid } from '../../core/plainlyValid';
import { proposalFieldsSchema, type Proposal } from '../../core/task/proposal';
import { Query, type Database, type Row } from './database';
import { fieldsOfRow } from './entityTable';
import type { KeptReads } from './keptReads';
import { textOrNull } from './rowValues';
import { tableColumns, longSpanMs } from './schema';

export type RecordReads = TaskReads & DayReads & SessionReads & ProposalReads;

/**
 * The columns a read needs of an entity. Most of the time goes into fetching columns, so those for folding are left
 * out.
 */
const columnsOf = (entity: Entity): string =>
  ['id', ...tableColumns[entity].map(({ name }) => name)].map((name) => `${entity}.${name}`).join(', ');
const [ofTask, ofSession, ofSpan] = [columnsOf('task'), columnsOf('session'), columnsOf('span')];
const ofProposal = columnsOf('proposal');
const ofDayText = columnsOf('dayText');

const isPlainly = {
  task: plainlyValid(taskFieldsSchema),
  session: plainlyValid(sessionFieldsSchema),
  span: plainlyValid(spanFieldsSchema),
  proposal: plainlyValid(proposalFieldsSchema),
  dayText: plainlyValid(dayTextFieldsSchema),
};

// The conditions repeat those of the partial indexes word for word; otherwise SQLite wouldn't use them.
export const readQueries = {
  task: `SELECT ${ofTask} FROM task WHERE id = ? AND deleted = 0`,
  // The cross joins keep SQLite from scanning the whole table.
  tasksById: `SELECT ${ofTask} FROM json_each(?) AS asked CROSS JOIN task ON task.id = asked.value AND deleted = 0`,
  deletedTask: 'SELECT 1 FROM task WHERE id = ? AND deleted = 1',
  openTasks: `SELECT ${ofTask} FROM task WHERE deleted = 0 AND day IS NULL ORDER BY started_at, id`,
  closedTasks: `SELECT ${ofTask} FROM task WHERE day = ? AND deleted = 0 AND day IS NOT NULL
    ORDER BY closed_at, sequence, id`,
  tasksWithRealEffort: `SELECT ${ofTask} FROM task WHERE deleted = 0 AND day IS NOT NULL AND real_effort IS NOT NULL
    ORDER BY closed_at, id`,
  groupedTasks: `SELECT id, title, folder, started_at, category, workstream, day FROM task
    WHERE deleted = 0 AND (category IS NOT NULL OR workstream IS NOT NULL) ORDER BY started_at DESC, id DESC LIMIT ?`,
  taskByImportKey: `SELECT ${ofTask}, deleted FROM task WHERE import_key = ? AND import_key IS NOT NULL
    ORDER BY deleted, id LIMIT 1`,
  tasksByImportKeys: `SELECT ${ofTask}, task.deleted, asked.key AS asked FROM json_each(?) AS asked
    CROSS JOIN task ON task.import_key = asked.value AND task.import_key IS NOT NULL ORDER BY task.deleted, task.id`,
  spansOfTask: `SELECT ${ofSpan} FROM span WHERE task_id = ? AND deleted = 0 ORDER BY start_ms, end_ms, id`,
  spansOfSession: `SELECT ${ofSpan} FROM span WHERE session_id = ? AND deleted = 0
    ORDER BY start_ms, end_ms, id`,
  // What a deleted task had belongs to no task; a task that isn't known (yet) keeps what it has.
  spansBetween: `SELECT * FROM (
      SELECT ${ofSpan} FROM span WHERE deleted = 0 AND start_ms > ?1 - ${longSpanMs} AND start_ms < ?2
        AND end_ms > ?1 AND end_ms - start_ms <= ${longSpanMs}
      UNION ALL SELECT ${ofSpan} FROM span WHERE deleted = 0 AND end_ms - start_ms > ${longSpanMs}
        AND start_ms < ?2 AND end_ms > ?1
    ) AS within WHERE NOT EXISTS (SELECT 1 FROM task WHERE task.id = within.task_id AND task.deleted = 1)
    ORDER BY start_ms, end_ms, id`,
  sessionsOfTask: `SELECT ${ofSession} FROM session WHERE task_id = ? AND deleted = 0
    ORDER BY started_at, id`,
  sessionsOfTasks: `SELECT ${ofSession} FROM json_each(?) AS asked
    CROSS JOIN session ON session.task_id = asked.value AND deleted = 0`,
  openSessions: `SELECT ${ofSession} FROM session WHERE deleted = 0 AND ended_at IS NULL
    ORDER BY started_at, id`,
  session: `SELECT ${ofSession} FROM session WHERE id = ? AND deleted = 0`,
  // As above, for a deleted task.
  coverage: `SELECT session.id, CASE WHEN task.deleted = 1 THEN NULL ELSE task_id END AS task_id, agent, ignored,
      transcript ->> 'externalId' AS external_id,
      transcript ->> 'from' AS covers_from, transcript ->> 'to' AS covers_to
    FROM session LEFT JOIN task ON task.id = session.task_id
    WHERE session.deleted = 0 AND transcript IS NOT NULL ORDER BY session.started_at, session.id`,
  ignoredFolders: 'SELECT id FROM folder WHERE deleted = 0 AND ignored = 1 ORDER BY id',
  proposal: `SELECT ${ofProposal} FROM proposal WHERE id = ? AND deleted = 0`,
  openProposals: `SELECT ${ofProposal} FROM proposal WHERE deleted = 0 AND decision IS NULL
    ORDER BY proposed_at, id`,
  dayText: `SELECT ${ofDayText} FROM dayText WHERE id = ? AND deleted = 0`,
  decidedProposals: `SELECT ${ofProposal} FROM proposal WHERE deleted = 0 AND decision IS NOT NULL
    AND proposed_at >= ? AND proposed_at < ? ORDER BY proposed_at, id`,
} as const;

/**
 * @param onProblem called for rows whose values the schema doesn't allow; they are left out.
 * @returns also the read of a day for those who won't ask again, so that nothing is kept for them.
 * @param settle writes waiting states to the database; called before anything is read.
 */
export function recordReads(
  database: Database,
  onProblem: (problem: FileProblem) => void,
  settle: () => void,
  kept: KeptReads,
): { readonly reads: RecordReads; readonly closedTasksOnce: RecordReads['closedTasks'] } {
  function query(name: keyof typeof readQueries): Pick<Query, 'all'> {
    const prepared = new Query(database, readQueries[name]);
    return {
      all(...parameters) {
        settle();
        return prepared.all(...parameters);
      },
    };
  }
  const task = query('task');
  const tasksById = query('tasksById');
  const deletedTask = query('deletedTask');
  const openTasks = query('openTasks');
  const closedTasks = query('closedTasks');
  const tasksWithRealEffort = query('tasksWithRealEffort');
  const groupedTasks = query('groupedTasks');
  const taskByImportKey = query('taskByImportKey');
  const tasksByImportKeys = query('tasksByImportKeys');
  const spansOfTask = query('spansOfTask');
  const spansOfSession = query('spansOfSession');
  const spansBetween = query('spansBetween');
  const sessionsOfTask = query('sessionsOfTask');
  const sessionsOfTasks = query('sessionsOfTasks');
  const openSessions = query('openSessions');
  const session = query('session');
  const coverage = query('coverage');
  const ignoredFolders = query('ignoredFolders');
  const proposal = query('proposal');
  const openProposals = query('openProposals');
  const decidedProposals = query('decidedProposals');
  const dayText = query('dayText');

  /** A list of one, or none if the row is invalid, for flatMap. */
  function checked<T extends { readonly id: string }>(
    entity: Entity,
    row: Row,
    isPlainly: (fields: unknown) => fields is Omit<T, 'id'>,
    parse: (fields: unknown) => { data?: Omit<T, 'id'> | undefined },
  ): readonly (Omit<T, 'id'> & { readonly id: string })[] {
    const found = fieldsOfRow(entity, row);
    const fields = isPlainly(found) ? found : parse(found).data;
    if (fields === undefined) {
      onProblem({ kind: 'rowLeftOut', entity, id: String(row['id']) });
      return [];
    }
    return [{ ...fields, id: String(row['id']) }];
  }
  const toTask = (row: Row): readonly Task[] =>
    checked<Task>('task', row, isPlainly.task, (fields) => taskFieldsSchema.safeParse(fields));
  const toSession = (row: Row): readonly AgentSession[] =>
    checked<AgentSession>('session', row, isPlainly.session, (fields) =>
      sessionFieldsSchema.safeParse(fields),
    );
  const toSpan = (row: Row): readonly Span[] =>
    checked<Span>('span', row, isPlainly.span, (fields) => spanFieldsSchema.safeParse(fields));
  const toProposal = (row: Row): readonly Proposal[] =>
    checked<Proposal>('proposal', row, isPlainly.proposal, (fields) =>
      proposalFieldsSchema.safeParse(fields),
    );

  function spans(question: string, ask: () => Row[], belongs: (span: Span) => boolean): readonly Span[] {
    settle();
    return kept.spans.list(question, () => ask().flatMap(toSpan), belongs);
  }

  /** The same read, whose answer is kept while it can't be another. */
  function whileUnchanged<Answer>(
    entities: readonly Entity[],
    read: (key: string) => Answer,
  ): (key: string) => Answer {
    const keptRead = kept.whileUnchanged(entities, read);
    return (key) => {
      settle();
      return keptRead(key);
    };
  }
  const taskKept = whileUnchanged(['task'], (id) => task.all(id).flatMap(toTask)[0]);
  const openTasksKept = whileUnchanged(['task'], () => openTasks.all().flatMap(toTask));
  const closedTasksOn = (day: string) => closedTasks.all(day).flatMap(toTask).filter(isClosed);
  const closedTasksKept = whileUnchanged(['task'], closedTasksOn);
  const tasksWithRealEffortKept = whileUnchanged(['task'], () =>
    tasksWithRealEffort.all().flatMap(toTask).filter(isClosed),
  );
  const groupedTasksKept = whileUnchanged(['task'], (most) =>
    groupedTasks.all(Number(most)).map(toGroupedTask),
  );
  const sessionKept = whileUnchanged(['session'], (id) => session.all(id).flatMap(toSession)[0]);
  // Both are asked for after each change of anything, and are about what changes rarely.
  const openSessionsKept = whileUnchanged(['session'], () => openSessions.all().flatMap(toSession));
  const openProposalsKept = whileUnchanged(['proposal'], () => openProposals.all().flatMap(toProposal));
  const sessionsOfTaskKept = whileUnchanged(['session'], (id) => sessionsOfTask.all(id).flatMap(toSession));
  const ignoredFoldersKept = whileUnchanged(['folder'], () =>
    ignoredFolders.all().map((row) => String(row['id'])),
  );
  const toDayText = (row: Row): readonly DayTextFields[] =>
    checked<DayTextFields & { id: string }>('dayText', row, isPlainly.dayText, (fields) =>
      dayTextFieldsSchema.safeParse(fields),
    );
  const dayTextKept = whileUnchanged(
    ['dayText'],
    (day) => dayText.all(day).flatMap(toDayText)[0] ?? untouchedDayText,
  );
  const coverageKept = whileUnchanged(['session', 'task'], () => coverage.all().map(toCoverage));
  const reads: RecordReads = {
    task: taskKept,
    tasksById: (ids) => {
      const plain = tasksById.all(JSON.stringify(ids.filter(isPlain)));
      const others = ids.filter((id) => !isPlain(id)).flatMap((id) => task.all(id));
      return new Map([...plain, ...others].flatMap(toTask).map((each) => [each.id, each]));
    },
    openTasks: () => openTasksKept(''),
    closedTasks: closedTasksKept,
    tasksWithRealEffort: () => tasksWithRealEffortKept(''),
    groupedTasks: (most = -1) => groupedTasksKept(String(most)),
    taskByImportKey: (key) => taskByImportKey.all(key).flatMap(toTask)[0],
    tasksByImportKeys(keys) {
      const found = new Map<string, ImportedTask>();
      const take = (key: string, row: Row) => {
        for (const each of toTask(row)) {
          // If there are several, the first is what a single read returns.
          if (!found.has(key)) {
            found.set(key, { task: each, deleted: row['deleted'] === 1 });
          }
        }
      };
      for (const row of tasksByImportKeys.all(JSON.stringify(keys))) {
        take(keys[Number(row['asked'])] ?? '', row);
      }
      for (const key of keys.filter((each) => !isPlain(each))) {
        taskByImportKey.all(key).forEach((row) => take(key, row));
      }
      return found;
    },
    spansOfTask: (id) =>
      spans(
        `task ${id}`,
        () => spansOfTask.all(id),
        (span) => span.taskId === id,
      ),
    spansOfSession: (id) =>
      spans(
        `session ${id}`,
        () => spansOfSession.all(id),
        (span) => span.sessionId === id,
      ),
    spansBetween: (from, to) =>
      spans(
        `between ${from} ${to}`,
        () => spansBetween.all(from, to),
        (span) => span.start < to && span.end > from && deletedTask.all(span.taskId).length === 0,
      ),
    sessionsOfTask: sessionsOfTaskKept,
    sessionsOfTasks: (ids) => sessionsOfTasks.all(JSON.stringify(ids)).flatMap(toSession),
    openSessions: () => openSessionsKept(''),
    session: sessionKept,
    coverage: () => coverageKept(''),
    ignoredFolders: () => ignoredFoldersKept(''),
    proposal: (id) => proposal.all(id).flatMap(toProposal)[0],
    openProposals: () => openProposalsKept(''),
    decidedProposals: (from = 0, to = Number.POSITIVE_INFINITY) =>
      decidedProposals.all(from, to).flatMap(toProposal),
    dayText: dayTextKept,
  };
  return { reads, closedTasksOnce: closedTasksOn };
}

/** Whether JSON in SQLite equals a bound text. */
function isPlain(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text) && !text.includes('\0');
}

/** Not checked with a schema, since there can be thousands; anything but a number covers nothing. */
function toCoverage(row: Row): Coverage {
  const to = row['covers_to'];
  return {
    sessionId: String(row['id']),
    taskId: typeof row['task_id'] === 'string' ? row['task_id'] : null,
    agent: String(row['agent']),
    externalId: String(row['external_id']),
    from: Number(row['covers_from'] ?? 0),
    to: typeof to === 'number' ? to : null,
    ignored: row['ignored'] === 1,
  };
}

/** Not checked with a schema either, for the same reason: the columns are strict. */
function toGroupedTask(row: Row): GroupedTask {
  return {
    id: String(row['id']),
    title: String(row['title']),
    folder: textOrNull(row['folder']),
    startedAt: Number(row['started_at']),
    category: textOrNull(row['category']),
    workstream: textOrNull(row['workstream']),
    day: textOrNull(row['day']),
  };
}
