import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Change } from '../../../src/core/task/change';
import {
  applied,
  inverse,
  isComplete,
  latestStamp,
  nothingKnown,
  withLaterFields,
  type EntityState,
} from '../../../src/core/journal/entityState';
import type { Operation } from '../../../src/core/journal/operation';
import { formatStamp } from '../../../src/core/journal/stamp';
import { sessionFields } from '../../store/recordBuilders';
import { folded } from '../../fixtures/folded';

const stamps = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 3 })), {
    selector: ([time, writer]) => `${time} ${writer}`,
    maxLength: 30,
  })
  .map((all) => all.map(([time, writer]) => formatStamp({ time, counter: 0 }, `w${writer}`)));

const content = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    fields: fc.dictionary(fc.constantFrom('title', 'project', 'branch'), fc.string({ maxLength: 3 })),
  }),
  fc.record({ kind: fc.constantFrom('delete' as const, 'restore' as const), fields: fc.constant({}) }),
);

/** Operations on one task, no two with the same stamp, as one writer never gives a stamp twice. */
const operations: fc.Arbitrary<Operation[]> = stamps.chain((all) =>
  fc
    .array(content, { minLength: all.length, maxLength: all.length })
    .map((contents) =>
      contents.map((each, index) => ({ ...each, stamp: all[index] ?? '', entity: 'task', id: 'a' })),
    ),
);

describe('The fold of operations', () => {
  it('is the same in any order, with any of them twice, and from any part already folded', () => {
    const arrival = operations.chain((all) =>
      fc.record({
        all: fc.constant(all),
        shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
        again: fc.subarray(all),
        earlier: fc.subarray(all),
      }),
    );
    fc.assert(
      fc.property(arrival, ({ all, shuffled, again, earlier }) => {
        const inOrder = folded([...all].sort((a, b) => (a.stamp < b.stamp ? -1 : 1)));
        assert.deepEqual(folded([...earlier, ...shuffled, ...again]), inOrder);
      }),
    );
  });

  it('holds for each field the value with the highest stamp', () => {
    fc.assert(
      fc.property(operations, (all) => {
        const { fields } = folded(all);
        for (const name of ['title', 'project', 'branch']) {
          const writers = all.filter((operation) => operation.kind === 'set' && name in operation.fields);
          const last = writers.sort((a, b) => (a.stamp < b.stamp ? 1 : -1))[0];
          assert.equal(fields[name], last?.fields[name]);
        }
      }),
    );
  });

  it('does not change its input and keeps the object if nothing is newer', () => {
    const state: EntityState = Object.freeze(folded([set('5', { title: 'new' })]));
    assert.equal(applied(state, set('4', { title: 'old' })), state);
    assert.equal(applied(state, set('6', { title: 'newest' })).fields['title'], 'newest');
    assert.equal(state.fields['title'], 'new');
  });

  it('knows nothing of an entity without operations', () => {
    assert.equal(folded([]), nothingKnown);
    assert.equal(isComplete('task', nothingKnown.fields), false);
    assert.equal(latestStamp(nothingKnown), '');
  });

  it('is complete without the fields of later versions, which read as if written before anything else', () => {
    const { transcript, ignored, ...older } = sessionFields();
    const state = folded([{ stamp: '5', entity: 'session', id: 's', kind: 'set', fields: older }]);
    assert.ok(isComplete('session', state.fields));
    const whole = withLaterFields('session', state);
    assert.deepEqual(whole.fields, { ...older, transcript, ignored });
    assert.equal(whole.stamps['ignored'], '');
    assert.equal(whole.stamps['agent'], '5');
    assert.equal(withLaterFields('session', whole), whole);
    assert.equal(isComplete('session', { transcript, ignored }), false);
  });

  it('has the latest stamp of a field or of a deletion', () => {
    assert.equal(latestStamp(folded([set('5', { title: 'a' }), set('6', { project: 'b' })])), '6');
    assert.equal(
      latestStamp(
        folded([
          set('5', { title: 'a' }),
          { stamp: '7', entity: 'task', id: 'a', kind: 'delete', fields: {} },
        ]),
      ),
      '7',
    );
  });
});

const spanFields = {
  taskId: null,
  sessionId: null,
  kind: 'agent',
  start: 1,
  end: 2,
  evidence: 'measured',
} as const;
describe('An entity', () => {
  const seen = (...kinds: readonly ('delete' | 'restore')[]): boolean =>
    kinds.reduce(
      (state, kind, at) => applied(state, { stamp: `${at}`, entity: 'task', id: 'a', kind, fields: {} }),
      nothingKnown,
    ).deleted;

  it('is deleted by a deletion and there again by a restoration, whichever came last', () => {
    assert.deepEqual(
      [seen(), seen('delete'), seen('delete', 'restore'), seen('restore', 'delete')],
      [false, true, false, true],
    );
  });
});

const change = (kind: 'delete' | 'restore'): Change => ({ entity: 'span', id: 'a', kind });

describe('The inverse of a change', () => {
  const present: EntityState = { ...nothingKnown, fields: spanFields };
  const deleted: EntityState = { ...present, deleted: true };
  for (const [name, given, before, expected] of [
    [
      'deletes a created entity',
      { entity: 'span', id: 'a', kind: 'set', fields: spanFields },
      nothingKnown,
      [change('delete')],
    ],
    [
      'sets only the changed fields back',
      { entity: 'span', id: 'a', kind: 'set', fields: { end: 9 } },
      present,
      [{ entity: 'span', id: 'a', kind: 'set', fields: { end: 2 } }],
    ],
    ['restores a deleted one', change('delete'), present, [change('restore')]],
    ['deletes a restored one', change('restore'), deleted, [change('delete')]],
    ['is nothing for a second deletion', change('delete'), deleted, []],
    ['is nothing for restoring an existing one', change('restore'), present, []],
    ['is nothing for deleting one that never existed', change('delete'), nothingKnown, []],
    ['is nothing for setting no fields', { entity: 'span', id: 'a', kind: 'set', fields: {} }, present, []],
  ] as const satisfies readonly (readonly [string, Change, EntityState, readonly Change[]])[]) {
    it(name, () => assert.deepEqual(inverse(given, before), expected));
  }
});

function set(stamp: string, fields: Operation['fields']): Operation {
  return { stamp, entity: 'task', id: 'a', kind: 'set', fields };
}
