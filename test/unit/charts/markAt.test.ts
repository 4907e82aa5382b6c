import assert from 'node:assert/strict';
import type { ChartMark } from '../../../webview/charts/chart';
import { markAtPoint, markByKey } from '../../../webview/charts/markAt';

const mark = (x: number): ChartMark => ({
  key: `${x}`,
  label: '',
  figures: '',
  box: { x, y: 0, width: 10, height: 10 },
  opens: null,
});
const marks = Array.from({ length: 30 }, (_, index) => mark(index * 20));

describe('A key in a chart', () => {
  for (const [key, from, to] of [
    ['ArrowRight', 3, 4],
    ['ArrowRight', 29, 29],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 3, 4],
    ['ArrowUp', 3, 2],
    ['PageDown', 3, 13],
    ['PageUp', 3, 0],
    ['Home', 20, 0],
    ['End', 20, 29],
    ['a', 20, undefined],
  ] as const) {
    it(`${key} leads from ${from} to ${to}`, () =>
      assert.equal(markByKey(key, from, { marks, perColumn: 1 }), to));
  }

  for (const [key, from, to] of [
    ['ArrowRight', 3, 10],
    ['ArrowRight', 25, 25],
    ['ArrowLeft', 3, 3],
    ['ArrowLeft', 8, 1],
    ['ArrowDown', 3, 4],
    ['PageDown', 1, 29],
  ] as const) {
    it(`${key} in a calendar leads from day ${from} to ${to}`, () =>
      assert.equal(markByKey(key, from, { marks, perColumn: 7 }), to));
  }
});

describe('A point in a chart', () => {
  for (const [x, y, found] of [
    [45, 5, 2],
    [31, 5, 1],
    [-50, 500, 0],
    [9999, 5, 29],
  ] as const) {
    it(`at ${x}, ${y} is nearest to mark ${found}`, () =>
      assert.equal(markAtPoint({ marks }, { x, y }), found));
  }

  it('is at no mark where there is none', () =>
    assert.equal(markAtPoint({ marks: [] }, { x: 0, y: 0 }), undefined));
});
