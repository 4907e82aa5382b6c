import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { clockAtRest } from '../../src/core/journal/stamp';
import type { Change } from '../../src/core/task/change';
import { loadSqlite, type Sqlite } from '../../src/store/database/database';
import { ActionPreparation } from '../../src/store/actions/preparedAction';
import { recordDatabase, type RecordDatabase } from '../../src/store/database/recordDatabase';
import type { RecordReads } from '../../src/store/database/recordReads';
import { schema } from '../../src/store/database/schema';
import { noTokens } from '../../src/core/task/tokens';
import { proposedFields } from '../fixtures/proposals';
import { closing, sessionFields, spanFields, startOfWork, taskFields } from './recordBuilders';
import { sqliteWasm } from './storeInTemporaryFolder';

const task = fc.constantFrom('task-1', 'task-2', null);
const aDayMs = 24 * 3_600_000;
const moment = fc.constantFrom(0, 1_000, 5_000, 2 * aDayMs).map((ms) => startOfWork + ms);
const spanId = fc.constantFrom('a', 'b', 'c', 'd');
const dismissed = { kind: 'dismissed', at: startOfWork, taskId: null } as const;
const proposalId = fc.constantFrom('proposal-1', 'proposal-2');
const transcript = {
  externalId: 'x',
  branch: null,
  version: null,
  models: [],
  turns: 1,
  prompts: 1,
  tokens: noTokens,
  from: startOfWork,
  to: null,
};
const change: fc.Arbitrary<Change> = fc.oneof(
  fc
    .record({
      id: spanId,
      taskId: task,
      sessionId: fc.constantFrom('session-1', null),
      start: moment,
      end: moment,
    })
    .map(({ id, ...fields }): Change => ({ entity: 'span', id, kind: 'set', fields: spanFields(fields) })),
  fc
    .record({ id: spanId, kind: fc.constantFrom('delete' as const, 'restore' as const) })
    .map((shown): Change => ({ entity: 'span', ...shown })),
  fc
    .record({ id: fc.constantFrom('task-1', 'task-2'), isClosed: fc.boolean() })
    .map(({ id, isClosed }): Change => ({
      entity: 'task',
      id,
      kind: 'set',
      fields: { closing: isClosed ? closing() : null },
    })),
  fc
    .record({
      id: fc.constantFrom('session-1', 'session-2'),
      taskId: task,
      endedAt: fc.constantFrom(null, startOfWork + 5_000),
    })
    .map(({ id, taskId, endedAt }): Change => ({
      entity: 'session',
      id,
      kind: 'set',
      fields: sessionFields({ taskId, transcript, endedAt }),
    })),
  fc.record({ id: proposalId, isDecided: fc.boolean() }).map(({ id, isDecided }): Change => ({
    entity: 'proposal',
    id,
    kind: 'set',
    fields: { ...proposedFields(), decision: isDecided ? dismissed : null },
  })),
  fc
    .record({ id: proposalId, kind: fc.constantFrom('delete' as const, 'restore' as const) })
    .map((shown): Change => ({ entity: 'proposal', ...shown })),
  fc
    .record({
      id: fc.constantFrom('task-1', 'task-2'),
      kind: fc.constantFrom('delete' as const, 'restore' as const),
    })
    .map((shown): Change => ({ entity: 'task', ...shown })),
);

describe('What the store keeps of its reads', () => {
  let sqlite: Sqlite;

  before(async () => {
    sqlite = await loadSqlite(await sqliteWasm());
  });

  it('is what the database says, whatever has changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
        (actions) => {
          const database = sqlite.open();
          try {
            database.exec(schema);
            const record = recordDatabase(database, ({ kind }) => assert.fail(kind));
            const begun: Change[] = ['task-1', 'task-2'].map((id) => ({
              entity: 'task',
              id,
              kind: 'set',
              fields: taskFields(),
            }));
            let now = startOfWork;
            for (const changes of [begun, ...actions]) {
              asked(record.reads);
              now += 1;
              store(record, changes, now);
              assert.deepEqual(
                asked(record.reads),
                asked(recordDatabase(database, ({ kind }) => assert.fail(kind)).reads),
              );
            }
          } finally {
            database.close();
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is the same list of spans until something on it changes', () => {
    const database = sqlite.open();
    database.exec(schema);
    const record = recordDatabase(database, ({ kind }) => assert.fail(kind));
    const set = (id: string, taskId: string): Change => ({
      entity: 'span',
      id,
      kind: 'set',
      fields: spanFields({ taskId }),
    });
    store(record, [set('a', 'task-1'), set('b', 'task-2')], startOfWork);
    const [one, two] = [record.reads.spansOfTask('task-1'), record.reads.spansOfTask('task-2')];
    store(record, [set('c', 'task-1')], startOfWork + 1);
    assert.equal(record.reads.spansOfTask('task-2'), two);
    assert.deepEqual(
      record.reads.spansOfTask('task-1').map(({ id }) => id),
      ['a', 'c'],
    );
    assert.equal(one.length, 1, 'whoever has the list keeps what it said');
    assert.equal(record.reads.spansOfTask('task-1')[0], one[0]);
    database.close();
  });

  it('is the same list of open sessions and proposals until one of them changes', () => {
    const database = sqlite.open();
    database.exec(schema);
    const record = recordDatabase(database, ({ kind }) => assert.fail(kind));
    const { reads } = record;
    const begun: Change[] = [
      { entity: 'session', id: 'session-1', kind: 'set', fields: sessionFields() },
      { entity: 'proposal', id: 'proposal-1', kind: 'set', fields: proposedFields() },
    ];
    store(record, begun, startOfWork);
    const [sessions, proposals] = [reads.openSessions(), reads.openProposals()];
    assert.deepEqual([sessions.length, proposals.length], [1, 1]);
    store(record, [{ entity: 'span', id: 'a', kind: 'set', fields: spanFields() }], startOfWork + 1);
    assert.deepEqual([reads.openSessions() === sessions, reads.openProposals() === proposals], [true, true]);
    const ended: Change[] = [
      { entity: 'session', id: 'session-1', kind: 'set', fields: { endedAt: startOfWork + 5_000 } },
      { entity: 'proposal', id: 'proposal-1', kind: 'set', fields: { decision: dismissed } },
    ];
    store(record, ended, startOfWork + 2);
    assert.deepEqual([reads.openSessions(), reads.openProposals()], [[], []]);
    database.close();
  });
});

function store(record: RecordDatabase, changes: readonly Change[], now: number): void {
  const preparation = new ActionPreparation('writer', now, clockAtRest, (entity, id) =>
    record.state(entity, id),
  );
  try {
    preparation.prepare(changes);
  } catch {
    // A span that was never set can't be changed; nothing is stored then.
    return;
  }
  record.keep(preparation.stateChanges());
}

function asked(reads: RecordReads) {
  return {
    tasks: ['task-1', 'task-2'].map((id) => reads.spansOfTask(id)),
    session: reads.spansOfSession('session-1'),
    all: reads.spansBetween(0, Number.MAX_SAFE_INTEGER),
    some: reads.spansBetween(startOfWork + 1_000, startOfWork + 6_000),
    open: reads.openTasks(),
    closed: reads.closedTasks('2026-03-10'),
    coverage: reads.coverage(),
    openSessions: reads.openSessions(),
    proposals: reads.openProposals(),
  };
}
