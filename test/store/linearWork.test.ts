import assert from 'node:assert/strict';
import type initSqlJs from 'sql.js';
import { AddedTasks } from '../../src/cli/commands/addedTasks';
import { standingOf, undoableAction } from '../../src/cli/undo/undoableAction';
import type { Change } from '../../src/core/task/change';
import { findRows } from '../../src/core/exchange/importing/findRows';
import { inOneGo } from '../../src/core/exchange/importing/inOneGo';
import type { ImportedRow } from '../../src/core/exchange/importedRow';
import { importedTaskId } from '../../src/core/task/importedTaskId';
import { formatStamp } from '../../src/core/journal/stamp';
import { loadSqlite, Query, type Database } from '../../src/store/database/database';
import { recordDatabase, type RecordDatabase } from '../../src/store/database/recordDatabase';
import { schema } from '../../src/store/database/schema';
import { closedTask } from '../fixtures/tasks';
import { sqliteWasm } from './storeInTemporaryFolder';

interface Counts {
  steps: number;
  names: number;
}

/** A database whose statements count what they are asked. */
async function countingDatabase(): Promise<{ readonly database: Database; readonly counts: Counts }> {
  const database = (await loadSqlite(await sqliteWasm())).open();
  const counts = { steps: 0, names: 0 };
  const prepare = database.prepare.bind(database);
  database.prepare = (sql, parameters) => {
    const statement: initSqlJs.Statement = prepare(sql, parameters);
    const step = statement.step.bind(statement);
    const getColumnNames = statement.getColumnNames.bind(statement);
    statement.step = () => {
      counts.steps += 1;
      return step();
    };
    statement.getColumnNames = () => {
      counts.names += 1;
      return getColumnNames();
    };
    return statement;
  };
  return { database, counts };
}

function setting(id: string, sequence: number): Extract<Change, { kind: 'set' }> {
  const { id: _id, ...fields } = closedTask(1, 10, 2, { title: id });
  return { entity: 'task', id, kind: 'set', fields: { ...fields, closing: { ...fields.closing, sequence } } };
}

describe('work that grows no faster than the record', () => {
  const day = closedTask(1, 10, 2).closing.day;
  let counts: Counts;
  let database: Database;
  let record: RecordDatabase;

  beforeEach(async () => {
    ({ database, counts } = await countingDatabase());
    database.exec(schema);
    record = recordDatabase(database, ({ kind }) => assert.fail(kind));
  });
  afterEach(() => database.close());

  function add(count: number): readonly string[] {
    const ids = Array.from({ length: count }, (_, index) => `task-${index}`);
    record.apply(
      ids.map((id, index) => {
        const { kind, fields } = setting(id, index);
        return { stamp: formatStamp({ time: 1, counter: index }, 'w'), entity: 'task', id, kind, fields };
      }),
    );
    return ids;
  }

  it('asks for the names of a statement’s columns once, and takes a step a row', () => {
    database.exec('CREATE TABLE numbers (a INTEGER, b TEXT) STRICT');
    for (let index = 0; index < 300; index += 1) {
      database.run('INSERT INTO numbers VALUES (?, NULL)', [index]);
    }
    Object.assign(counts, { steps: 0, names: 0 });
    const query = new Query(database, 'SELECT * FROM numbers WHERE a < ? ORDER BY a');
    assert.deepEqual(query.all(300)[299], { a: 299, b: null });
    assert.deepEqual(query.first(1), { a: 0, b: null });
    assert.deepEqual(counts, { steps: 302, names: 1 });
  });

  it('stores, reads, deletes and restores each task in a step of its own', () => {
    const ids = add(400);
    assert.ok(counts.steps <= 400 + 10, `${counts.steps} to store`);
    counts.steps = 0;
    assert.equal(record.reads.closedTasks(day).length, 400);
    assert.ok(counts.steps <= 400 + 10, `${counts.steps} to read`);
    for (const [time, kind, left] of [
      [2, 'delete', 0],
      [3, 'restore', 400],
    ] as const) {
      counts.steps = 0;
      const stamp = formatStamp({ time, counter: 0 }, 'w');
      assert.ok(record.apply(ids.map((id) => ({ stamp, entity: 'task', id, kind, fields: {} }))));
      // An update that answers with the row takes one more.
      assert.ok(counts.steps <= 2 * 400 + 10, `${counts.steps} to ${kind}`);
      assert.equal(record.reads.closedTasks(day).length, left);
      assert.equal(record.daySums.all()[0]?.tasks ?? 0, left);
    }
  });

  it('lets an older deletion change nothing, and one that comes before its task wait for it', () => {
    const [id = ''] = add(1);
    const shown = (kind: 'delete' | 'restore', time: number) =>
      record.apply([{ stamp: formatStamp({ time, counter: 0 }, 'w'), entity: 'task', id, kind, fields: {} }]);
    assert.equal(shown('restore', 5), true);
    assert.equal(shown('delete', 4), false);
    assert.equal(shown('restore', 5), false);
    assert.equal(record.reads.task(id)?.title, id);
    const late = { ...setting('late', 0), stamp: formatStamp({ time: 1, counter: 0 }, 'w') };
    const deletion = {
      stamp: formatStamp({ time: 2, counter: 0 }, 'w'),
      entity: 'task',
      id: 'late',
    } as const;
    assert.equal(record.apply([{ ...deletion, kind: 'delete', fields: {} }]), true);
    assert.equal(record.apply([late]), true);
    assert.equal(record.reads.task('late'), undefined);
    assert.equal(record.state('task', 'late').deleted, true);
  });

  it('asks the record about each row of a file once, many at a time, and about each day twice', () => {
    const asked = { questions: 0, keys: 0, days: 0 };
    const rows = Array.from({ length: 500 }, (_, index): ImportedRow => {
      const figures = {
        aiMinutes: 1,
        supervisoryMinutes: 1,
        estimate: undefined,
        tokens: undefined,
        project: undefined,
        recorded: undefined,
      };
      return { line: index + 1, title: `row ${index}`, private: false, day, dayFrom: 'user', ...figures };
    });
    const found = findRows(rows, {
      task: () => undefined,
      tasksByImportKeys: (keys) => {
        asked.questions += 1;
        asked.keys += keys.length;
        return new Map();
      },
      closedTasks: () => {
        asked.days += 1;
        return [];
      },
    });
    assert.equal(inOneGo(found).filter(({ kind }) => kind === 'new').length, 500);
    assert.deepEqual(asked, { questions: 5, keys: 500, days: 2 });
  });

  it('looks at each task that an earlier file adds once, however many files follow', () => {
    let looks = 0;
    const { id: _id, ...fields } = closedTask(1, 10, 2);
    const change = (id: string): Change => ({
      entity: 'task',
      id,
      kind: 'set',
      get fields() {
        looks += 1;
        return { ...fields, importKey: id };
      },
    });
    const existing = { task: () => undefined, tasksByImportKeys: () => new Map(), closedTasks: () => [] };
    const added = new AddedTasks(existing);
    for (let file = 0; file < 50; file += 1) {
      const ids = Array.from({ length: 10 }, (_, row) => `task-${file}-${row}`);
      assert.equal(added.tasksByImportKeys(ids).size, 0);
      added.add(ids.map(change));
      assert.equal(added.tasksByImportKeys(ids).size, 10);
      assert.equal(added.closedTasks(day).length, (file + 1) * 10);
    }
    assert.equal(added.task('task-3-7')?.importKey, 'task-3-7');
    assert.equal(looks, 500);
  });

  it('asks the record nothing to keep what takes an import back, and about each task once to take it back', () => {
    const asked = { tasks: 0, times: 0, sessions: 0 };
    const { id: _id, ...fields } = closedTask(1, 10, 2);
    const store = {
      tasksById: (ids: readonly string[]) => {
        asked.tasks += ids.length;
        asked.times += 1;
        return new Map(ids.map((id) => [id, { ...fields, id }]));
      },
      session: () => undefined,
      sessionsOfTasks: () => {
        asked.sessions += 1;
        return [];
      },
    };
    const ids = Array.from({ length: 500 }, (_, index) => `task-${index}`);
    const changes = ids.map((id): Change => ({ entity: 'task', id, kind: 'set', fields }));
    const inverse = ids.map((id): Change => ({ entity: 'task', id, kind: 'delete' }));
    const kept = undoableAction('Add 500 tasks', changes, inverse, store);
    assert.deepEqual(asked, { tasks: 0, times: 0, sessions: 0 });
    assert.equal(standingOf(kept, store).kind, 'as it was left');
    assert.deepEqual(asked, { tasks: 500, times: 1, sessions: 1 });
  });

  it('gives an imported task the id it always had', () => {
    const inBigInt = (key: string) => {
      let hash = 0x6c62272e07bb014262b821756295c58dn;
      for (let index = 0; index < key.length; index += 1) {
        hash = BigInt.asUintN(
          128,
          (hash ^ BigInt(key.charCodeAt(index))) * 0x0000000001000000000000000000013bn,
        );
      }
      return `imported-${hash.toString(16).padStart(32, '0')}`;
    };
    let key = '';
    for (let index = 0; index < 300; index += 1) {
      assert.equal(importedTaskId(key), inBigInt(key));
      key += String.fromCharCode((index * 7_919) % 65_536);
    }
  });
});
