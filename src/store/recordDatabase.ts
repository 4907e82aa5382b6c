import type { Entity } from '../core/change';
import { applied, type EntityState } from '../core/journal/entityState';
import type { Operation } from '../core/journal/operation';
import { transactionOn, type Database } from './database';
import { daySumsTable, type DaySumsTable } from './daySumsTable';
import { entityTable, type EntityTable } from './entityTable';
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
  state(entity: Entity, id: string): EntityState;
  /** Rises with everything taken in. */
  readonly revision: number;
  /** Stores states worked out beforehand, all or none; right only if `revision` is still what it was then. */
  save(changes: Iterable<StateChange>): void;
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
  const reads = recordReads(database, onProblem);
  const daySums = daySumsTable(database, reads.closedTasks);
  const transaction = transactionOn(database);
  let revision = 0;

  function applyOne(operation: Operation): boolean {
    const { entity, id } = operation;
    const table = tables[entity];
    if (operation.kind === 'set' && table.create(operation)) {
      daySums.touch(entity, operation.fields);
      return true;
    }
    const before = table.state(id);
    const after = applied(before, operation);
    if (after === before) {
      return false;
    }
    saveOne({ entity, id, before, after });
    return true;
  }

  function saveOne({ entity, id, before, after }: StateChange): void {
    daySums.touch(entity, before.fields);
    daySums.touch(entity, after.fields);
    tables[entity].save(id, after);
  }

  function save(changes: Iterable<StateChange>): void {
    revision += 1;
    transaction(() => {
      for (const change of changes) {
        saveOne(change);
      }
    });
  }

  function apply(operations: Iterable<Operation>): boolean {
    revision += 1;
    return transaction(() => {
      let changed = false;
      for (const operation of operations) {
        changed = applyOne(operation) || changed;
      }
      return changed;
    });
  }

  return {
    reads,
    daySums,
    state: (entity, id) => tables[entity].state(id),
    get revision() {
      return revision;
    },
    save,
    apply,
  };
}
