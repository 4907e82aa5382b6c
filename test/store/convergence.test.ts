import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { isComplete, withLaterFields } from '../../src/core/journal/entityState';
import type { Operation } from '../../src/core/journal/operation';
import { formatStamp } from '../../src/core/journal/stamp';
import { loadSqlite, type Sqlite } from '../../src/store/database/database';
import type { RecordDatabase } from '../../src/store/database/recordDatabase';
import { emptySnapshot, openSnapshot, sealed } from '../../src/store/snapshot/snapshotFile';
import { folded } from '../fixtures/folded';
import { closing, sessionFields, taskFields } from './recordBuilders';
import { sqliteWasm } from './storeInTemporaryFolder';
import type { FileProblem } from '../../src/core/record/storeProblem';

const ids = ['a', 'b', 'c'];
const days = ['2026-03-10', '2026-03-11'];

const content = fc.oneof(
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('one', 'two')
      .map((title) => ({ kind: 'set' as const, fields: { ...taskFields({ title }) } })),
  },
  fc.string({ minLength: 1, maxLength: 2 }).map((title) => ({ kind: 'set' as const, fields: { title } })),
  fc
    .constantFrom(...days)
    .chain((day) => fc.nat(9).map((aiMinutes) => closing({ day, aiMinutes })))
    .map((each) => ({ kind: 'set' as const, fields: { closing: each } })),
  fc.constant({ kind: 'set' as const, fields: { closing: null } }),
  fc.constantFrom('delete' as const, 'restore' as const).map((kind) => ({ kind, fields: {} })),
);

/** Operations on a few tasks, each with a stamp of its own. */
const operations: fc.Arbitrary<Operation[]> = fc
  .array(fc.tuple(content, fc.constantFrom(...ids)), { maxLength: 14 })
  .map((all) =>
    all.map(([each, id], index) => ({
      stamp: formatStamp({ time: 1_000 + index, counter: 0 }, `w${index % 3}`),
      entity: 'task',
      id,
      ...each,
    })),
  );

const arrival = operations.chain((all) =>
  fc.record({
    all: fc.constant(all),
    shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
    again: fc.subarray(all),
    cut: fc.nat(all.length),
  }),
);

describe('The database', () => {
  let sqlite: Sqlite;
  before(async () => {
    sqlite = await loadSqlite(await sqliteWasm());
  });

  it('shows what the fold of the operations says, in whatever order and parts they come, and after being saved', () =>
    fc.assert(
      fc.asyncProperty(arrival, async ({ all, shuffled, again, cut }) => {
        const first = emptySnapshot(sqlite, failOnProblem);
        const { record } = first;
        record.apply(shuffled.slice(0, cut));
        record.daySums.all();
        record.apply([...again.slice(0, cut), ...shuffled.slice(cut)]);
        record.apply(again);
        const expected = expectedOf(all);
        assert.deepEqual(shownBy(record), expected);
        const answer = await openSnapshot(sqlite, await sealed(first.database.export()), failOnProblem);
        first.database.close();
        assert.ok(answer.kind === 'loaded');
        const reopened = answer.snapshot.record;
        assert.deepEqual(shownBy(reopened), expected);
        // Stamps survived too: what is older than what was saved still changes nothing.
        reopened.apply(shuffled);
        assert.deepEqual(shownBy(reopened), expected);
        answer.snapshot.database.close();
      }),
      { numRuns: 60 },
    ));

  it('shows sessions of a version that knew fewer fields, in whatever order what newer ones say of them comes', () =>
    fc.assert(
      fc.property(sessionArrival, ({ all, shuffled, cut }) => {
        const { database, record } = emptySnapshot(sqlite, failOnProblem);
        record.apply(shuffled.slice(0, cut));
        record.apply(shuffled.slice(cut));
        const state = withLaterFields('session', folded(all));
        const expected = isComplete('session', state.fields) ? { ...state.fields, id: 'a' } : undefined;
        assert.deepEqual(record.reads.session('a'), expected);
        database.close();
      }),
    ));
});

const { transcript, ignored, ...olderFields } = sessionFields();
const sessionContent = fc.oneof(
  fc.constantFrom('claude', 'codex').map((agent) => ({ ...olderFields, agent })),
  fc.boolean().map((each) => ({ ...olderFields, transcript, ignored: each })),
  fc.boolean().map((each) => ({ ignored: each })),
  fc.constant({ transcript, ignored }),
  fc.nat(9).map((exitCode) => ({ exitCode })),
);
const sessionArrival = fc
  .array(sessionContent, { maxLength: 6 })
  .map((contents) =>
    contents.map((fields, index): Operation => {
      const stamp = formatStamp({ time: 1_000 + index, counter: 0 }, 'w');
      return { stamp, entity: 'session', id: 'a', kind: 'set', fields };
    }),
  )
  .chain((all) =>
    fc.record({
      all: fc.constant(all),
      shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
      cut: fc.nat(all.length),
    }),
  );

interface Shown {
  readonly tasks: unknown;
  readonly sums: readonly (readonly [day: string, tasks: number, aiMinutes: number])[];
}

function shownBy(record: RecordDatabase): Shown {
  return {
    tasks: ids.map((id) => record.reads.task(id)),
    sums: record.daySums.all().map(({ day, tasks, aiMinutes }) => [day, tasks, aiMinutes]),
  };
}

/** The same, straight from core's fold. */
function expectedOf(all: readonly Operation[]): Shown {
  const states = ids.map((id) => ({ id, ...folded(all.filter((operation) => operation.id === id)) }));
  const visible = states.filter((state) => isComplete('task', state.fields) && !state.deleted);
  const sums = days.flatMap((day) => {
    const closings = visible.map((state) => state.fields['closing']).filter((each) => isClosingOn(each, day));
    const aiMinutes = closings.reduce((sum, each) => sum + each.aiMinutes, 0);
    return closings.length > 0 ? [[day, closings.length, aiMinutes] as const] : [];
  });
  return {
    tasks: states.map((state) => (visible.includes(state) ? { ...state.fields, id: state.id } : undefined)),
    sums,
  };
}

function isClosingOn(value: unknown, day: string): value is { readonly aiMinutes: number } {
  return typeof value === 'object' && value !== null && 'day' in value && value.day === day;
}

function failOnProblem(problem: FileProblem): void {
  assert.fail(problem.kind);
}
