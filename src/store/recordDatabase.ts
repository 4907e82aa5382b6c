import type { Entity } from '../core/task/change';
import { applied, type EntityState } from '../core/journal/entityState';
import type { Operation } from '../core/journal/operation';
import { Query, transactionOn, type Database } from './database';
import { daySumsTable, type DaySumsTable } from './daySumsTable';
import { entityTable, type EntityTable, type Visibility } from './entityTable';
import { recordReads, type RecordReads } from './recordReads';

export interface StateChange {
  readonly entity: Entity;
  readonly id: string;
  readonly before: EntityState;
  readonly after: EntityState;
}

/** The in-memory database as the rest of the store uses it. */
export interface RecordDatabase {
  readonly reads: RecordReads;
  readonly daySums: DaySumsTable;
  /** How many tasks are recorded on days after this one, and the first of those days. */
  closedAfter(day: string): { readonly tasks: number; readonly firstDay: string | null };
  state(entity: Entity, id: string): EntityState;
  /** Rises with everything taken in. */
  readonly revision: number;
  /** False once something could not be brought in: then the journal holds more. */
  readonly isWhole: boolean;
  /**
   * Takes in states worked out beforehand; right only if `revision` is still what it was then. They wait for `settle`
   * outside the database, but everything asked from then on answers with them.
   */
  keep(changes: readonly StateChange[]): void;
  /** Brings what waits into the database. Never throws: what can't be brought in is a problem, and in the journal. */
  settle(): void;
  /** Takes operations in, all or none. @returns whether anything the reads answer may have changed. */
  apply(operations: Iterable<Operation>): boolean;
}

export function recordDatabase(database: Database, onProblem: (message: string) => void): RecordDatabase {
  const tables: Readonly<Record<Entity, EntityTable>> = {
    task: entityTable(database, 'task'),
    session: entityTable(database, 'session'),
    span: entityTable(database, 'span'),
    folder: entityTable(database, 'folder'),
  };
  const transaction = transactionOn(database);
  const reads = recordReads(database, onProblem, settle);
  const daySums = daySumsTable(database, reads.closedTasks, settle);
  const after = new Query(
    database,
    'SELECT count(*) AS tasks, min(day) AS first_day FROM task WHERE day > ? AND deleted = 0 AND day IS NOT NULL',
  );
  const waiting = new Map<string, StateChange>();
  let revision = 0;
  let isWhole = true;

  function applyOne(operation: Operation): boolean {
    const { entity, id } = operation;
    const table = tables[entity];
    if (operation.kind === 'set' && table.create(operation)) {
      daySums.touch(entity, operation.fields);
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

  /** @returns whether that was all there is to do. */
  function showOne(entity: Entity, id: string, visibility: Visibility): boolean {
    const shown = tables[entity].show(id, visibility);
    if (shown?.day !== undefined) {
      daySums.touchDay(shown.day);
    }
    return shown !== undefined;
  }

  function saveOne({ entity, id, before, after }: StateChange): void {
    if (after.fields === before.fields && showOne(entity, id, after)) {
      return;
    }
    daySums.touch(entity, before.fields);
    daySums.touch(entity, after.fields);
    tables[entity].save(id, after);
  }

  function keep(changes: readonly StateChange[]): void {
    revision += 1;
    for (const change of changes) {
      const key = keyOf(change);
      waiting.set(key, { ...change, before: waiting.get(key)?.before ?? change.before });
    }
  }

  function settle(): void {
    if (waiting.size === 0) {
      return;
    }
    const changes = [...waiting.values()];
    waiting.clear();
    try {
      transaction(() => changes.forEach(saveOne));
    } catch (error) {
      // A bug, or memory ran out. The next opening reads it from the journal.
      isWhole = false;
      onProblem(
        `What was just stored can't be shown (${error instanceof Error ? error.message : String(error)}). It is in the journal; reload the window to see it.`,
      );
    }
  }

  function apply(operations: Iterable<Operation>): boolean {
    settle();
    revision += 1;
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
    closedAfter(day) {
      settle();
      const row = after.first(day);
      const firstDay = row?.['first_day'];
      return { tasks: Number(row?.['tasks'] ?? 0), firstDay: typeof firstDay === 'string' ? firstDay : null };
    },
    state: (entity, id) => waiting.get(keyOf({ entity, id }))?.after ?? tables[entity].state(id),
    get revision() {
      return revision;
    },
    get isWhole() {
      return isWhole;
    },
    keep,
    settle,
    apply,
  };
}

function keyOf({ entity, id }: Pick<StateChange, 'entity' | 'id'>): string {
  return `${entity} ${id}`;
}
