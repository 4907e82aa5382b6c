import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { clockAtRest } from '../../src/core/journal/stamp';
import { ActionQueue } from '../../src/store/actions/actionQueue';
import { loadSqlite } from '../../src/store/database/database';
import { recordDatabase, type RecordDatabase } from '../../src/store/database/recordDatabase';
import { schema } from '../../src/store/database/schema';
import { setTask, startOfWork } from './recordBuilders';
import { sqliteWasm } from './storeInTemporaryFolder';

interface Queue {
  readonly queue: ActionQueue;
  readonly record: RecordDatabase;
  /** How often the database took in what waited. */
  readonly settled: () => number;
}

describe('Actions on their way to the disk', () => {
  it('wait for the database while others follow, whatever is read meanwhile is right', async () => {
    const { queue, record, settled } = await queueOf();
    for (let count = 0; count < 10; count += 1) {
      await queue.append([setTask(`task-${count}`)]);
    }
    assert.equal(settled(), 0);
    assert.equal(record.reads.openTasks().length, 10);
    await queue.append([setTask('last')]);
    await nextTurn();
    assert.equal(settled(), 1, 'once nobody waits');
    assert.equal(record.reads.openTasks().length, 11);
  });

  it('don’t wait in any number', async () => {
    const { queue, record, settled } = await queueOf();
    for (let count = 0; count < 100; count += 1) {
      await queue.append([setTask(`task-${count}`)]);
    }
    assert.ok(settled() >= 2 && settled() <= 5, String(settled()));
    assert.equal(record.reads.openTasks().length, 100);
  });
});

/** Each write is done at once, so that the next action follows without a pause. */
async function queueOf(): Promise<Queue> {
  const database = (await loadSqlite(await sqliteWasm())).open();
  database.exec(schema);
  const record = recordDatabase(database, (problem) => assert.fail(problem.kind));
  let settled = 0;
  const counted: RecordDatabase = Object.create(record, {
    settle: {
      value: () => {
        settled += 1;
        record.settle();
      },
    },
  });
  const queue = new ActionQueue({
    writer: 'w',
    now: () => startOfWork,
    record: counted,
    seenClock: () => clockAtRest,
    write: () => Promise.resolve(),
    onStored: () => undefined,
    onFailed: (error) => assert.fail(String(error)),
  });
  return { queue, record, settled: () => settled };
}
