import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { laneRows } from '../../../src/core/timeline/laneRows';
import type { Lane } from '../../../src/core/timeline/timelineView';

function lane(id: string, start: number, end: number, agent: string | null = 'claude'): Lane {
  return {
    id,
    taskId: null,
    agent,
    evidence: 'measured',
    segments: [{ kind: 'busy', start, end }],
    growing: false,
  };
}

const ids = (lanes: readonly Lane[], apart: number): readonly string[] =>
  laneRows(lanes, apart).map((row) => `${row.agent}: ${row.lanes.map(({ id }) => id).join(' ')}`);

describe('rows of lanes', () => {
  it('hold sessions of one agent one after the other, where it can be seen that they are two', () => {
    const lanes = [
      lane('a', 0, 10),
      lane('b', 5, 20),
      lane('x', 6, 9, 'codex'),
      lane('c', 14, 30),
      lane('d', 22, 25),
    ];
    assert.deepEqual(ids(lanes, 5), ['claude: a d', 'claude: b', 'claude: c', 'codex: x']);
    assert.deepEqual(ids(lanes, 2), ['claude: a c', 'claude: b d', 'codex: x']);
    assert.deepEqual(ids([], 2), []);
  });

  it('never hold two at once, and are no more than agents were at once', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: 300 }),
            fc.integer({ min: 1, max: 60 }),
            fc.constantFrom('a', 'b'),
          ),
          { maxLength: 200 },
        ),
        fc.integer({ min: 0, max: 10 }),
        (given, apart) => {
          const lanes = given
            .map(([start, length, agent], index) => lane(`${index}`, start, start + length, agent))
            .sort((a, b) => (a.segments[0]?.start ?? 0) - (b.segments[0]?.start ?? 0));
          const rows = laneRows(lanes, apart);
          assert.deepEqual(
            rows.flatMap((row) => row.lanes.map(({ id }) => id)).sort(),
            lanes.map(({ id }) => id).sort(),
          );
          for (const row of rows) {
            const times = row.lanes.map(({ segments }) => segments[0]);
            assert.ok(row.lanes.every(({ agent }) => agent === row.agent));
            assert.ok(
              times.every(
                (each, index) => index === 0 || (each?.start ?? 0) >= (times[index - 1]?.end ?? 0) + apart,
              ),
            );
          }
          const most = Math.max(
            0,
            ...Array.from(
              { length: 380 },
              (_, at) =>
                lanes.filter(({ segments: [each] }) => each && each.start <= at && at < each.end + apart)
                  .length,
            ),
          );
          assert.ok(rows.length <= most * 2);
        },
      ),
      { numRuns: 100 },
    );
  });
});
