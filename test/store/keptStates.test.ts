import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { nothingKnown, withLaterFields } from '../../src/core/journal/entityState';
import type { Operation } from '../../src/core/journal/operation';
import { clockAtRest, formatStamp } from '../../src/core/journal/stamp';
import type { Change } from '../../src/core/task/change';
import { ActionPreparation } from '../../src/store/actions/preparedAction';
import { loadSqlite } from '../../src/store/database/database';
import { keptStates } from '../../src/store/database/keptStates';
import {
  recordDatabase,
  type RecordDatabase,
  type StateChange,
} from '../../src/store/database/recordDatabase';
import { schema } from '../../src/store/database/schema';
import { changeTask, closing, setTask, startOfWork } from './recordBuilders';
import { sqliteWasm } from './storeInTemporaryFolder';

const ids = ['task-1', 'task-2'] as const;

/** What may happen to a state: own actions, their way into the database, entries of other writers. */
const step = fc.record({
  id: fc.constantFrom(...ids),
  what: fc.constantFrom('create', 'rename', 'close', 'delete', 'restore'),
  by: fc.constantFrom('here', 'elsewhere', 'elsewhere, later'),
  settled: fc.boolean(),
});

describe('The states that were written last', () => {
  it('are those that the database has, whoever changes them', async () => {
    const sqlite = await loadSqlite(await sqliteWasm());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const database = sqlite.open();
        try {
          database.exec(schema);
          const fresh = () => recordDatabase(database, ({ kind }) => assert.fail(kind));
          const record = fresh();
          for (const [index, { id, what, by, settled }] of steps.entries()) {
            const change = changeOf(what, id, `${what} ${index}`);
            if (by === 'here') {
              keepOwn(record, change, startOfWork + index);
            } else {
              record.apply([entryOf(change, startOfWork + (by === 'elsewhere' ? 0 : index))]);
            }
            if (settled) {
              record.settle();
            }
          }
          record.settle();
          const states = (from: RecordDatabase) =>
            ids.map((id) => withLaterFields('task', from.state('task', id)));
          assert.deepEqual(states(record), states(fresh()));
        } finally {
          database.close();
        }
      }),
      { numRuns: 100 },
    );
  });

  it('are so many at most, the latest', () => {
    const kept = keptStates();
    const changes = Array.from({ length: 3_000 }, (_, index): StateChange => ({
      entity: 'task',
      id: `task-${index}`,
      before: nothingKnown,
      after: nothingKnown,
    }));
    const keptOf = (some: readonly StateChange[]) => some.filter((each) => kept.state(each) === nothingKnown);
    const [first, second, last] = [changes.slice(0, 1), changes.slice(1, 2), changes.slice(-1)];
    const full = changes.slice(0, 1_000);
    full.forEach((each) => kept.keep([each]));
    assert.deepEqual(keptOf(changes), full);
    kept.keep([...first, ...last]);
    assert.deepEqual(keptOf(second), [], 'the one that was written longest ago goes');
    assert.deepEqual(keptOf(first), first);
    kept.keep(changes);
    assert.deepEqual(keptOf(changes), changes.slice(-1_000));
    last.forEach((each) => kept.forget(each));
    assert.deepEqual(keptOf(changes), changes.slice(-1_000, -1));
  });
});

function changeOf(what: string, id: string, title: string): Change {
  switch (what) {
    case 'create':
      return setTask(id, { title });
    case 'rename':
      return changeTask(id, { title });
    case 'close':
      return changeTask(id, { closing: closing() });
    default:
      return { entity: 'task', id, kind: what === 'delete' ? 'delete' : 'restore' };
  }
}

function keepOwn(record: RecordDatabase, change: Change, now: number): void {
  const preparation = new ActionPreparation('here', now, clockAtRest, (entity, id) =>
    record.state(entity, id),
  );
  try {
    preparation.prepare([change]);
  } catch {
    // A task that isn't there can't be changed.
    return;
  }
  record.keep(preparation.stateChanges());
}

function entryOf(change: Change, time: number): Operation {
  const { entity, id, kind } = change;
  const stamp = formatStamp({ time, counter: 7 }, 'elsewhere');
  return { stamp, entity, id, kind, fields: kind === 'set' ? { ...change.fields } : {} };
}
