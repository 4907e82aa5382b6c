import type { Entity } from '../core/change';
import { applied, type EntityState } from '../core/journal/entityState';
import type { Operation } from '../core/journal/operation';
import { transaction, type Database } from './database';
import { daySumsTable, type DaySumsTable } from './daySumsTable';
import { entityTable, type EntityTable } from './entityTable';
import { recordReads, type RecordReads } from './recordReads';

/** The in-memory database as the rest of the store uses it. */
export interface RecordDatabase {
  readonly reads: RecordReads;
  readonly daySums: DaySumsTable;
  state(entity: Entity, id: string): EntityState;
  /** Takes operations in, all or none. @returns whether anything the reads answer may have changed. */
  apply(operations: Iterable<Operation>): boolean;
}

export function recordDatabase(database: Database, onProblem: (message: string) => void): RecordDatabase {
  const tables: Readonly<Record<Entity, EntityTable>> = {
    task: entityTable(database, 'task'),
    session: entityTable(database, 'session'),
    span: entityTable(database, 'span'),
  };
  const reads = recordReads(database, onProblem);
  const daySums = daySumsTable(database, reads.closedTasks);

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
    daySums.touch(entity, before.fields);
    daySums.touch(entity, after.fields);
    table.save(id, after);
    return true;
  }

  function apply(operations: Iterable<Operation>): boolean {
    return transaction(database, () => {
      let changed = false;
      for (const operation of operations) {
        changed = applyOne(operation) || changed;
      }
      return changed;
    });
  }

  return { reads, daySums, state: (entity, id) => tables[entity].state(id), apply };
}
