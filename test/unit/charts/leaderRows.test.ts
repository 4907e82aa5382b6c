import assert from 'node:assert/strict';
import type { LeaderView } from '../../../src/core/page/historyProtocol';
import { LeaderRows, rowsInSight } from '../../../webview/history/leaderRows';
import { rowByKey } from '../../../webview/history/leaderGrid';

const leader = (number: number): LeaderView => ({
  id: `task-${number}`,
  rank: number + 1,
  title: `Task ${number}`,
  private: false,
  day: '2026-04-12',
  dayLabel: '12 Apr 2026',
  project: null,
  agents: [],
  dropped: false,
  humanHours: 1,
  aiMinutes: 1,
  supervisoryMinutes: 1,
  leverageFactor: 60,
  supervisoryLeverageFactor: 60,
});
const leaders = (from: number, count: number): LeaderView[] =>
  Array.from({ length: count }, (_, index) => leader(from + index));

describe('The rows of the leaderboard', () => {
  it('that are missing are asked for in slices, each once, and never after its end', () => {
    const asked: unknown[] = [];
    const rows = new LeaderRows((revision, from) => asked.push([revision, from]));
    rows.start({ revision: 7, leaderboard: { count: 450, rows: leaders(0, 100) } });
    rows.need(0, 40);
    assert.deepEqual(asked, []);
    rows.need(90, 130);
    rows.need(95, 135);
    rows.need(440, 600);
    assert.deepEqual(asked, [
      [7, 0],
      [7, 400],
    ]);
    assert.equal(rows.at(120), undefined);
    assert.equal(rows.add(7, 0, leaders(0, 200)), true);
    assert.equal(rows.at(120)?.id, 'task-120');
  });

  it('of an older state are not taken', () => {
    const rows = new LeaderRows(() => undefined);
    rows.start({ revision: 1, leaderboard: { count: 300, rows: leaders(0, 100) } });
    rows.start({ revision: 2, leaderboard: { count: 300, rows: leaders(0, 100) } });
    assert.equal(rows.add(1, 200, leaders(200, 100)), false);
    assert.equal(rows.at(200), undefined);
  });

  for (const [scrollTop, count, expected] of [
    [0, 20_000, { from: 0, to: 22 }],
    [2600, 20_000, { from: 94, to: 122 }],
    [999_999, 100, { from: 94, to: 100 }],
    [-50, 3, { from: 0, to: 3 }],
    [0, 0, { from: 0, to: 0 }],
  ] as const) {
    it(`in sight are few at ${scrollTop} of ${count}`, () =>
      assert.deepEqual(rowsInSight(scrollTop, 416, 26, count), expected));
  }

  for (const [key, from, to] of [
    ['ArrowDown', 3, 4],
    ['ArrowUp', 0, 0],
    ['PageDown', 3, 17],
    ['End', 3, 99],
    ['Home', 3, 0],
    ['x', 3, undefined],
  ] as const) {
    it(`are walked with ${key}`, () => assert.equal(rowByKey(key, from, 100), to));
  }
});
