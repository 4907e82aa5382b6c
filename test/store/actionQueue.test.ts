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
  readonly written: readonly string[];
  /** For how many states the database was asked. */
  readonly asked: () => number;
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

  it('leave the thread to others every now and then where they are long, and are stored as a whole', async () => {
    const { queue, record, written, asked } = await queueOf();
    const long = Array.from({ length: 1_000 }, (_, index) => setTask(`task-${index}`));
    const seen: number[] = [];
    const turns: string[] = [];
    const progress = { stored: false };
    const storing = (async () => {
      await queue.append(long);
      progress.stored = true;
    })();
    const after = queue.append([setTask('task-0', { title: 'Later' })]);
    assert.equal(asked(), 0, 'whoever hands it over has worked enough');
    while (!progress.stored) {
      await nextTurn();
      turns.push(written.length === 0 ? 'preparing' : 'taking in');
      // Nobody ever sees a part of it.
      seen.push(record.reads.openTasks().length);
    }
    await storing;
    await after;
    assert.ok(turns.filter((turn) => turn === 'preparing').length >= 40, turns.join());
    assert.deepEqual([...new Set(seen)], [0, 1_000]);
    assert.equal(written.length, 2);
    assert.equal(written[0]?.trimEnd().split('\n').length, 1_000);
    assert.equal(record.reads.task('task-0')?.title, 'Later');
  });

  it('are taken in a little at a time where they are long, before anybody hears of them', async () => {
    const { queue, record, settled } = await queueOf();
    let turns = 0;
    const progress = { stored: false };
    const storing = (async () => {
      await queue.append(Array.from({ length: 1_000 }, (_, index) => setTask(`task-${index}`)));
      progress.stored = true;
      assert.equal(settled(), 0, 'nothing is left to be taken in at once');
    })();
    for (; !progress.stored; turns += 1) {
      await nextTurn();
    }
    await storing;
    assert.ok(turns >= 115, String(turns));
    assert.equal(record.reads.openTasks().length, 1_000);
  });
});

/** Each write is done at once, so that the next action follows without a pause. */
async function queueOf(): Promise<Queue> {
  const database = (await loadSqlite(await sqliteWasm())).open();
  database.exec(schema);
  const record = recordDatabase(database, (problem) => assert.fail(problem.kind));
  let settled = 0;
  let asked = 0;
  const written: string[] = [];
  const counted: RecordDatabase = Object.create(record, {
    settle: {
      value: () => {
        settled += 1;
        record.settle();
      },
    },
    state: {
      value: (...of: Parameters<RecordDatabase['state']>) => {
        asked += 1;
        return record.state(...of);
      },
    },
  });
  const queue = new ActionQueue({
    writer: 'w',
    now: () => startOfWork,
    record: counted,
    seenClock: () => clockAtRest,
    async write(text) {
      written.push(text);
    },
    onStored: () => undefined,
    onFailed: (error) => assert.fail(String(error)),
  });
  return { queue, record, settled: () => settled, written, asked: () => asked };
}
