import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { unproposedParts } from '../../../src/core/proposal/confirming/unproposedParts';
import { unassignedParts } from '../../../src/core/transcript/inbox/inbox';
import { proposal } from '../../fixtures/proposals';
import { minute, nine, summary } from '../../fixtures/transcripts';

const session = summary('a', { end: nine + 30 * minute });
const other = summary('b');

function joined(stretches: readonly (readonly [from: number, to: number | null])[]) {
  const [whole] = unassignedParts({ summaries: [session], coverage: [], ignoredFolders: [] });
  assert.ok(whole);
  const parts = stretches.map(([from, to]) => ({ ...whole, from, to, whole: false, later: from > 0 }));
  return [
    { proposal: proposal(), join: { kind: 'transcript' as const, parts, takenBy: [], growing: false } },
  ];
}

function left(stretches: Parameters<typeof joined>[0]) {
  const parts = unassignedParts({ summaries: [session, other], coverage: [], ignoredFolders: [] });
  return unproposedParts(parts, joined(stretches)).map((part) => [
    part.session.externalId,
    part.from,
    part.to,
  ]);
}

describe('What no open proposal has', () => {
  it('is the rest of its session, and every other session', () => {
    assert.deepEqual(left([]), [
      ['a', 0, null],
      ['b', 0, null],
    ]);
    assert.deepEqual(left([[0, nine + minute]]), [
      ['a', nine + minute, null],
      ['b', 0, null],
    ]);
    assert.deepEqual(left([[0, null]]), [['b', 0, null]]);
  });

  it('has no moment of one, and with them is the whole session', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 8 }),
        (minutes) => {
          const moments = minutes.toSorted((a, b) => a - b).map((each) => nine + each * minute);
          const stretches = moments.flatMap((from, index) => {
            const to = moments[index + 1];
            return index % 2 === 0 && to !== undefined ? [[from, to] as const] : [];
          });
          const rest = left(stretches).flatMap(([name, from, to]) =>
            name === 'a' ? [[from, to] as const] : [],
          );
          const all = [...stretches, ...rest].toSorted(([a], [b]) => Number(a) - Number(b));
          assert.deepEqual(
            all.map(([from]) => from),
            [0, ...all.slice(0, -1).map(([, to]) => to)],
            'each begins where the one before ends',
          );
          assert.equal(all.at(-1)?.[1], null);
        },
      ),
    );
  });
});
