import { dayTotals } from '../../core/record/dayRecord';
import { byDay, type PastTask } from '../../core/record/pastTask';
import type { DaySums } from '../../core/record/recordStore';
import type { ClosedTask, Outcome } from '../../core/task/task';
import { tokensSchema } from '../../core/task/tokensSchema';
import { Query, type Database, type Row, type Value } from './database';

const closedBetween = 'FROM task WHERE day >= ?1 AND day <= ?2 AND deleted = 0 AND day IS NOT NULL';

export const pastQueries = {
  tasks: `SELECT id, day, title, project, category, workstream, private, estimate ->> 'hours' AS hours,
      estimate ->> 'by' AS estimated_by, outcome ->> 'kind' AS outcome, closing ->> 'aiMinutes' AS ai_minutes,
      closing ->> 'supervisoryMinutes' AS supervisory_minutes, closing -> 'tokens' AS tokens
    ${closedBetween} ORDER BY day, closed_at, sequence, id`,
  // The cross join keeps SQLite from scanning the sessions. Each agent once is left to a set, which is faster.
  sessions: `SELECT closed.id, session.agent, session.transcript ->> 'models' AS models
    FROM (SELECT id ${closedBetween}) AS closed
    CROSS JOIN session ON session.task_id = closed.id AND session.deleted = 0`,
} as const;

/**
 * Reads what a history needs and no more: a record has thousands of tasks, and checking each with its schema takes
 * longer than all the rest. Instead, a day counts as read if its sums are those of the checked tasks; if not, its
 * tasks are read and checked one by one.
 */
export function pastTasksOf(
  database: Database,
  closedTasks: (day: string) => readonly ClosedTask[],
  daySums: () => readonly DaySums[],
): (from: string, to: string) => readonly PastTask[] {
  const tasks = new Query(database, pastQueries.tasks);
  const sessions = new Query(database, pastQueries.sessions);
  let known: { readonly all: readonly DaySums[]; readonly byDay: ReadonlyMap<string, DaySums> } | undefined;
  // A history asks for a few days at a time, of thousands.
  const sumsByDay = (): ReadonlyMap<string, DaySums> => {
    const all = daySums();
    if (known?.all !== all) {
      known = { all, byDay: new Map(all.map((each) => [each.day, each])) };
    }
    return known.byDay;
  };

  return (from, to) => {
    const sums = sumsByDay();
    const workers = workersOf(sessions.all(from, to));
    const read = tasks.all(from, to).map((row) => pastTask(row, workers));
    return [...byDay(read)].flatMap(([day, ofDay]) =>
      isSummed(ofDay, sums.get(day))
        ? ofDay
        : closedTasks(day).map((task) => ({ ...task, day, ...workersOn(task.id, workers) })),
    );
  };
}

function isSummed(tasks: readonly PastTask[], sums: DaySums | undefined): boolean {
  const { tasks: count, humanHours, aiMinutes, supervisoryMinutes, tokens } = dayTotals(tasks);
  return (
    sums !== undefined &&
    count === sums.tasks &&
    humanHours === sums.humanHours &&
    aiMinutes === sums.aiMinutes &&
    supervisoryMinutes === sums.supervisoryMinutes &&
    (tokens ?? 0) === sums.tokens
  );
}

interface Workers {
  readonly agents: readonly string[];
  readonly models: readonly string[];
}
const nobody: Workers = { agents: [], models: [] };

function pastTask(row: Row, workers: ReadonlyMap<string, Workers>): PastTask {
  const [id, hours, estimatedBy] = [String(row['id']), row['hours'], row['estimated_by']];
  const tokens = parsed(row['tokens']);
  return {
    id,
    day: String(row['day']),
    title: String(row['title']),
    project: textOrNull(row['project']),
    category: textOrNull(row['category']),
    workstream: textOrNull(row['workstream']),
    private: row['private'] === 1,
    estimate: typeof hours === 'number' ? { hours, by: String(estimatedBy) } : null,
    outcome: outcomeOf(row['outcome']),
    closing: {
      aiMinutes: Number(row['ai_minutes']),
      supervisoryMinutes: Number(row['supervisory_minutes']),
      ...(tokens !== undefined && { tokens: tokensSchema.safeParse(tokens).data }),
    },
    ...workersOn(id, workers),
  };
}

function outcomeOf(kind: Value | undefined): Pick<Outcome, 'kind'> | null {
  return kind === 'at-once' || kind === 'corrected' || kind === 'dropped' ? { kind } : null;
}

function workersOn(id: string, workers: ReadonlyMap<string, Workers>): Workers {
  return workers.get(id) ?? nobody;
}

function workersOf(rows: readonly Row[]): ReadonlyMap<string, Workers> {
  const found = new Map<string, { agents: Set<string>; models: Set<string> }>();
  for (const row of rows) {
    const id = String(row['id']);
    const ofTask = found.get(id) ?? { agents: new Set(), models: new Set() };
    found.set(id, ofTask);
    ofTask.agents.add(String(row['agent']));
    const models = parsed(row['models']);
    for (const model of Array.isArray(models) ? models : []) {
      if (typeof model === 'string') {
        ofTask.models.add(model);
      }
    }
  }
  return new Map(
    [...found].map(([id, { agents, models }]) => [id, { agents: [...agents], models: [...models] }]),
  );
}

function textOrNull(value: Value | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** @returns undefined for nothing, and for what is no JSON */
function parsed(value: Value | undefined): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}
