import assert from 'node:assert/strict';
import type { Lane, TimelineView } from '../../src/core/timeline/timelineView';
import { chartRows } from '../../webview/record/timeline/chartRows';
import {
  findPlace,
  moveInChart,
  placeAgain,
  segmentAt,
  type ChartPlace,
} from '../../webview/record/timeline/moveInChart';

const lane = (agent: string, taskId: string, ...times: readonly (readonly [number, number])[]): Lane => ({
  id: `${agent} ${taskId}`,
  taskId,
  agent,
  evidence: 'measured',
  segments: times.map(([start, end]) => ({ kind: 'busy', start, end })),
  growing: false,
});

const view: TimelineView = {
  start: 0,
  end: 1000,
  offsets: [{ since: 0, offsetMs: 0 }],
  lanes: [
    lane('claude', 'a', [100, 200], [300, 400]),
    lane('claude', 'b', [150, 350]),
    lane('codex', 'c', [900, 950]),
  ],
  user: [
    { kind: 'typing', start: 90, end: 100, taskId: 'a', evidence: 'measured' },
    { kind: 'composing', start: 500, end: 600, taskId: 'c', evidence: 'estimated' },
  ],
  tasks: [],
  most: null,
};
const rows = chartRows(view, { start: 0, end: 1000 });

describe('walking through the timeline', () => {
  it('has the user first, then the sessions of each agent', () => {
    assert.deepEqual(
      rows.map(({ of, agent, segments }) => [of, agent, segments.map(({ taskId }) => taskId).join('')]),
      [
        ['user', null, 'ac'],
        ['agents', 'claude', 'aa'],
        ['agents', 'claude', 'b'],
        ['agents', 'codex', 'c'],
      ],
    );
  });

  const cases: readonly (readonly [string, ChartPlace, ChartPlace])[] = [
    ['ArrowRight', { row: 0, index: 0 }, { row: 0, index: 1 }],
    ['ArrowRight', { row: 0, index: 1 }, { row: 0, index: 1 }],
    ['ArrowLeft', { row: 1, index: 0 }, { row: 1, index: 0 }],
    ['ArrowDown', { row: 0, index: 0 }, { row: 1, index: 0 }],
    ['ArrowDown', { row: 0, index: 1 }, { row: 1, index: 1 }],
    ['ArrowDown', { row: 3, index: 0 }, { row: 3, index: 0 }],
    ['ArrowUp', { row: 0, index: 1 }, { row: 0, index: 1 }],
    ['ArrowUp', { row: 3, index: 0 }, { row: 2, index: 0 }],
    ['ArrowUp', { row: 2, index: 0 }, { row: 1, index: 0 }],
    ['Home', { row: 1, index: 1 }, { row: 1, index: 0 }],
    ['End', { row: 1, index: 0 }, { row: 1, index: 1 }],
    ['Control+Home', { row: 1, index: 1 }, { row: 0, index: 0 }],
    ['Control+End', { row: 0, index: 0 }, { row: 3, index: 0 }],
  ];
  for (const [pressed, from, to] of cases) {
    it(`leads with ${pressed} from ${from.row}, ${from.index} to ${to.row}, ${to.index}`, () => {
      const key = pressed.replace('Control+', '');
      assert.deepEqual(moveInChart({ key, control: key !== pressed }, from, rows), to);
    });
  }

  it('leaves other keys alone', () => {
    assert.equal(moveInChart({ key: 'a', control: false }, { row: 0, index: 0 }, rows), undefined);
  });

  it('finds a task where its agents worked, and a segment again when the rows have changed', () => {
    assert.deepEqual(
      findPlace(rows, ({ taskId }) => taskId === 'a'),
      { row: 1, index: 0 },
    );
    const before = segmentAt({ row: 3, index: 0 }, rows);
    const after = chartRows({ ...view, user: [], lanes: view.lanes.slice(1) }, { start: 0, end: 1000 });
    assert.ok(before);
    assert.deepEqual(placeAgain(before, after), { row: 1, index: 0 });
    assert.equal(placeAgain(before, after.slice(0, 1)), undefined);
  });
});
