import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { columnChart } from '../../../webview/charts/columnChart';
import { calendarChart } from '../../../webview/charts/calendarChart';
import type { Chart } from '../../../webview/charts/chart';
import { movedPath } from '../../../webview/charts/drawnShapes';
import { cutText, withRoom } from '../../../webview/charts/drawn';
import { groupChart } from '../../../webview/charts/groupChart';
import { lineChart } from '../../../webview/charts/lineChart';

const widths = [200, 300, 560, 1560];
const value = fc.oneof(
  fc.constant(null),
  fc.double({ min: 0, max: 1e9, noNaN: true }),
  fc.integer({ min: 0, max: 9 }),
);
const values = fc.array(value, { maxLength: 60 });

function checked(chart: Chart): void {
  const paths = pathsOf(chart.drawing).join(' ');
  assert.doesNotMatch(paths, /NaN|Infinity|undefined/u);
  for (const { box } of chart.marks) {
    assert.ok([box.x, box.y, box.width, box.height].every(Number.isFinite));
    assert.ok(box.width >= 0 && box.height >= 0);
    assert.ok(box.x >= -8 && box.x + box.width <= chart.width + 8, JSON.stringify(box));
    assert.ok(box.y >= 0 && box.y + box.height <= chart.height, JSON.stringify(box));
  }
}

/** All that a drawing is given, in it or in its parts. */
function pathsOf(drawing: unknown): string[] {
  if (Array.isArray(drawing)) {
    return drawing.flatMap(pathsOf);
  }
  return typeof drawing === 'object' && drawing !== null && 'values' in drawing
    ? pathsOf(drawing.values)
    : [String(drawing)];
}

describe('A chart of any values', () => {
  for (const width of widths) {
    it(`of lines has every mark in the drawing and the same in its table, at ${width} px`, () => {
      fc.assert(
        fc.property(values, values, (first, second) => {
          const moments = first.map((_, index) => ({
            key: `${index}`,
            label: `Day ${index}`,
            short: `${index}`,
            opens: null,
          }));
          const chart = lineChart(
            {
              title: 'Factors',
              momentHeading: 'Day',
              moments,
              series: [first, first.map((_, index) => second[index] ?? null)].map((each, index) => ({
                name: `Series ${index}`,
                colour: 'blue',
                values: each,
              })),
              format: (each) => (each === null ? '–' : each.toFixed(1)),
              without: (index) => (index % 3 === 0 ? 'no record' : null),
            },
            width,
          );
          checked(chart);
          assert.equal(chart.table.rows.length, chart.marks.length);
          for (const [index, { label, figures }] of chart.marks.entries()) {
            const [heading, ...cells] = chart.table.rows[index] ?? [];
            assert.equal(heading, label);
            assert.ok(cells.every((cell) => figures.includes(cell)));
          }
        }),
        { numRuns: 60 },
      );
    });

    it(`of bars has every bar in the drawing and the same in its table, at ${width} px`, () => {
      fc.assert(
        fc.property(values, (all) => {
          const chart = columnChart(
            {
              title: 'Hours',
              barHeading: 'Day',
              valueHeading: 'Hours',
              bars: all.map((each, index) => ({
                key: `${index}`,
                label: `Day ${index}`,
                short: `${index}`,
                value: each,
                text: `${each}`,
                opens: null,
              })),
              colour: 'green',
              start: 'last',
            },
            width,
          );
          checked(chart);
          assert.deepEqual(
            chart.table.rows,
            chart.marks.map(({ label, figures }) => [label, figures]),
          );
        }),
        { numRuns: 60 },
      );
    });

    it(`of groups draws names of any length within ${width} px`, () => {
      fc.assert(
        fc.property(
          fc.array(
            fc.record({
              label: fc.string({ maxLength: 300 }),
              value: fc.double({ min: 0, max: 1e9, noNaN: true }),
            }),
            { maxLength: 20 },
          ),
          (groups) => {
            const chart = groupChart(
              {
                title: 'Groups',
                groupHeading: 'Project',
                valueHeading: 'Hours',
                detailHeadings: ['Tasks'],
                groups: groups.map((each, index) => ({
                  ...each,
                  key: `${index}`,
                  text: '12',
                  details: ['3'],
                })),
                colour: 'green',
              },
              width,
            );
            checked(chart);
            assert.equal(chart.table.rows.length, groups.length);
          },
        ),
        { numRuns: 60 },
      );
    });
  }

  for (const width of [300, 1560]) {
    it(`of a year has a square for each of its days, at ${width} px`, () => {
      const days = Array.from({ length: 365 }, (_, index) => {
        const day = new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10);
        return { day, label: day, value: index < 40 ? null : index % 9, text: 'text' };
      });
      const chart = calendarChart(
        {
          title: 'Year',
          dayHeading: 'Day',
          valueHeading: 'Hours',
          days,
          colour: 'green',
          monthName: (day) => day.slice(5, 7),
          weekdayName: () => 'Mon',
        },
        width,
      );
      checked(chart);
      const places = new Set(chart.marks.map(({ box }) => `${box.x} ${box.y}`));
      assert.equal(places.size, 365);
      // Mondays are on top of their column: 5 January 2026 is one.
      const [monday, tuesday] = [chart.marks[4]?.box, chart.marks[5]?.box];
      assert.ok(monday && tuesday && monday.x === tuesday.x && monday.y < tuesday.y);
      assert.ok(chart.marks.every(({ key, opens }) => opens === key));
      assert.equal(chart.table.rows.length, 325);
    });
  }
});

describe('The words of a chart', () => {
  it('are cut to the room that they have, between letters', () => {
    assert.equal(cutText('learner-simulator', 60), 'learner-…');
    assert.equal(cutText('shop', 60), 'shop');
    assert.equal(cutText('👩‍💻'.repeat(40), 30).includes('\uFFFD'), false);
  });

  it('below it never touch', () => {
    const labels = Array.from({ length: 60 }, (_, index) => ({ x: index * 9, text: `${index} Apr` }));
    const shown = withRoom(labels);
    assert.ok(shown.length > 3);
    for (const [index, { x, text }] of shown.entries()) {
      assert.ok(index === 0 || x - (shown[index - 1]?.x ?? 0) > text.length * 6);
    }
  });
});

describe('A path that is moved', () => {
  for (const [path, moved] of [
    ['M1,2L3.5,4Z', 'M11,22L13.5,24Z'],
    ['M0,5H22', 'M10,25H32'],
    ['M1,2h5v-3h-5Z', 'M11,22h5v-3h-5Z'],
    ['M1,2a2.5,2.5 0 1,0 5,0', 'M11,22a2.5,2.5 0 1,0 5,0'],
  ] as const) {
    it(`is ${moved} for ${path}`, () => assert.equal(movedPath(path, 10, 20), moved));
  }
});
