import type { FileProblem } from '../../core/record/storeProblem';
import type { Entity } from '../../core/task/change';
import { applied, type EntityState } from '../../core/journal/entityState';
import type { HistoryReads } from '../../core/record/recordStore';
import type { Fields, Operation } from '../../core/journal/operation';
import { dayChanges } from './dayChanges';
import { Query, transactionOn, type Database } from './database';
import { daySumsTable, type DaySumsTable } from './daySumsTable';
import { entityTable, type EntityTable, type Visibility } from './entityTable';
import { keptReads } from './keptReads';
import { keptStates, textOfKey } from './keptStates';
import { pastTasksOf } from './pastTasks';
import { recordReads, type RecordReads } from './recordReads';

export interface StateChange {
  readonly entity: Entity;
  readonly id: string;
  readonly before: EntityState;
  readonly after: EntityState;
}

/** The in-memory database, as used by the rest of the store. */
export interface RecordDatabase {
  readonly reads: RecordReads;
  readonly daySums: DaySumsTable;
  readonly past: Omit<HistoryReads, 'daySums'>;
  /** How many tasks are recorded on days after this one, and the first of those days. */
  closedAfter(day: string): { readonly tasks: number; readonly firstDay: string | null };
  state(entity: Entity, id: string): EntityState;
  /** Increases with everything taken in. */
  readonly revision: number;
  /** False once something couldn't be taken in, so that the journal holds more. */
  readonly isWhole: boolean;
  /**
   * Takes in states computed beforehand; valid only if `revision` hasn't changed since. They wait outside the
   * database for `settle`, but reads include them from then on.
   */
  keep(changes: readonly StateChange[]): void;
  /**
   * Writes waiting states to the database. Never throws: a state that can't be written is reported as a problem, and
   * the journal still holds it.
   */
  settle(): void;
  /** The same in short steps, with what is kept in between. */
  settleSteps(): Generator<undefined, undefined>;
  /** Takes in operations, all or none. @returns whether the answer to any read may have changed. */
  apply(operations: Iterable<Operation>): boolean;
}

/** A millisecond's worth or two. */
const statesAtOnce = 25;

export function recordDatabase(
  database: Database,
  onProblem: (problem: FileProblem) => void,
): RecordDatabase {
  const tables: Readonly<Record<Entity, EntityTable>> = {
    task: entityTable(database, 'task'),
    session: entityTable(database, 'session'),
    span: entityTable(database, 'span'),
    folder: entityTable(database, 'folder'),
    proposal: entityTable(database, 'proposal'),
    dayText: entityTable(database, 'dayText'),
  };
  const transaction = transactionOn(database);
  const kept = keptReads();
  const { reads, closedTasksOnce } = recordReads(database, onProblem, settle, kept);
  const daySums = daySumsTable(database, closedTasksOnce, settle);
  const changedOn = dayChanges(database, settle);
  const pastTasks = pastTasksOf(database, closedTasksOnce, () => daySums.all());
  const after = new Query(
    database,
    'SELECT count(*) AS tasks, min(day) AS first_day FROM task WHERE day > ? AND deleted = 0 AND day IS NOT NULL',
  );
  const closedAfter = kept.whileUnchanged(['task'], (day) => {
    const row = after.first(day);
    const firstDay = row?.['first_day'];
    return { tasks: Number(row?.['tasks'] ?? 0), firstDay: typeof firstDay === 'string' ? firstDay : null };
  });
  const waiting = new Map<string, StateChange>();
  const written = keptStates();
  let revision = 0;
  let isWhole = true;

  function applyOne(operation: Operation): boolean {
    const { entity, id } = operation;
    written.forget(operation);
    const table = tables[entity];
    if (operation.kind === 'set' && table.create(operation)) {
      touch(entity, operation.fields);
      return true;
    }
    if (operation.kind !== 'set') {
      const deleted = operation.kind === 'delete';
      if (showOne(entity, id, { deleted, visibilityStamp: operation.stamp })) {
        return true;
      }
    }
    const before = table.state(id);
    const after = applied(before, operation);
    if (after === before) {
      return false;
    }
    saveOne({ entity, id, before, after });
    return true;
  }

  /** @returns whether that was all there was to do. */
  function showOne(entity: Entity, id: string, visibility: Visibility): boolean {
    const shown = tables[entity].show(id, visibility);
    if (shown?.day !== undefined) {
      daySums.touchDay(shown.day);
      changedOn.noteDay(shown.day);
    }
    if (shown !== undefined && entity === 'session' && changedOn.isAsked) {
      changedOn.note(entity, tables.session.state(id).fields);
    }
    return shown !== undefined;
  }

  function touch(entity: Entity, fields: Fields): void {
    daySums.touch(entity, fields);
    changedOn.note(entity, fields);
  }

  function saveOne({ entity, id, before, after }: StateChange): void {
    if (after.fields === before.fields && showOne(entity, id, after)) {
      return;
    }
    touch(entity, before.fields);
    touch(entity, after.fields);
    tables[entity].save(id, after);
  }

  function keep(changes: readonly StateChange[]): void {
    revision += 1;
    for (const change of changes) {
      const key = textOfKey(change);
      waiting.set(key, { ...change, before: waiting.get(key)?.before ?? change.before });
    }
  }

  function settle(): void {
    if (waiting.size > 0) {
      const changes = [...waiting.values()];
      waiting.clear();
      write(changes);
    }
  }

  function* settleSteps(): Generator<undefined, undefined> {
    let some: StateChange[] = [];
    // One walk for all steps, which goes on where it was: there can be 100,000.
    for (const [key, change] of waiting) {
      waiting.delete(key);
      some.push(change);
      if (some.length === statesAtOnce) {
        write(some);
        some = [];
        yield;
      }
    }
    write(some);
  }

  function write(changes: readonly StateChange[]): void {
    changes.forEach((change) => written.forget(change));
    try {
      transaction(() => changes.forEach(saveOne));
      written.keep(changes);
      kept.note(changes);
    } catch (error) {
      kept.forget();
      // A bug, or out of memory. The next opening reads it from the journal.
      isWhole = false;
      onProblem({ kind: 'changeNotShown', why: error instanceof Error ? error.message : String(error) });
    }
  }

  function apply(operations: Iterable<Operation>): boolean {
    settle();
    revision += 1;
    kept.forget();
    try {
      return transaction(() => {
        let changed = false;
        for (const operation of operations) {
          changed = applyOne(operation) || changed;
        }
        return changed;
      });
    } catch (error) {
      isWhole = false;
      throw error;
    }
  }

  return {
    reads,
    daySums,
    past: { pastTasks, changedDays: (since) => changedOn.since(since) },
    closedAfter(day) {
      settle();
      return closedAfter(day);
    },
    state(entity, id) {
      const key = { entity, id };
      return waiting.get(textOfKey(key))?.after ?? written.state(key) ?? tables[entity].state(id);
    },
    get revision() {
      return revision;
    },
    get isWhole() {
      return isWhole;
    },
    keep,
    settle,
    settleSteps,
    apply,
  };
}
