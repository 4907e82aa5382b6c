import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { loadSqlite, Query, transactionOn } from '../../src/store/database/database';
import { pastQueries } from '../../src/store/database/pastTasks';
import { readQueries } from '../../src/store/database/recordReads';
import { schema } from '../../src/store/database/schema';
import { sqliteWasm } from './storeInTemporaryFolder';

describe('The SQLite that is shipped', () => {
  it('is of 1.15.2 or later, since before that export() rolled an open transaction back without a word', async () => {
    const manifest = join(
      dirname(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm')),
      '../package.json',
    );
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, 'utf8')));
    const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
    assert.ok(major > 1 || (major === 1 && (minor > 15 || (minor === 15 && patch >= 2))), version);
  });

  it('throws for export() inside a transaction, and keeps prepared statements alive outside', async () => {
    const database = (await loadSqlite(await sqliteWasm())).open();
    database.exec('CREATE TABLE t (a INTEGER) STRICT');
    const query = new Query(database, 'SELECT count(*) AS count FROM t');
    assert.throws(() =>
      transactionOn(database)(() => {
        database.run('INSERT INTO t VALUES (1)');
        database.export();
      }),
    );
    assert.deepEqual(query.all(), [{ count: 0 }]);
    database.export();
    assert.deepEqual(query.all(), [{ count: 0 }]);
    database.close();
  });

  it('has its own mathematical functions and not the deprecated ones of sql.js, whose log() is another', async () => {
    const database = (await loadSqlite(await sqliteWasm())).open();
    assert.deepEqual(database.exec('SELECT log(100)')[0]?.values, [[2]]);
    database.close();
  });

  it('answers every read by index, whatever the size; what is read whole has an index of its own', async () => {
    const database = (await loadSqlite(await sqliteWasm())).open();
    database.exec(schema);
    for (const [name, sql] of Object.entries({ ...readQueries, ...pastQueries })) {
      const plan = database.exec(`EXPLAIN QUERY PLAN ${sql}`)[0]?.values.map((row) => String(row[3])) ?? [];
      assert.ok(plan.length > 0);
      for (const step of plan) {
        assert.doesNotMatch(
          step,
          /^SCAN (?!asked VIRTUAL TABLE|.*USING (?:COVERING )?INDEX (?:open_|decided_|session_with_transcript|task_with_real_effort|ignored_folder|grouped_task))/u,
          `${name}: ${plan.join('; ')}`,
        );
      }
    }
    const sums = 'SELECT kind, start_ms, end_ms FROM span WHERE task_id = ? AND deleted = 0';
    assert.match(
      String(database.exec(`EXPLAIN QUERY PLAN ${sums}`)[0]?.values[0]?.[3]),
      /COVERING INDEX span_by_task/u,
    );
    database.close();
  });
});

describe('A transaction', () => {
  it('tells the first error, also where SQLite has already rolled back', async () => {
    const database = (await loadSqlite(await sqliteWasm())).open();
    const failure = new Error('the first');
    assert.throws(
      () =>
        transactionOn(database)(() => {
          database.run('ROLLBACK');
          throw failure;
        }),
      failure,
    );
    database.close();
  });
});
