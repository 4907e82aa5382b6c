import { scaleBand } from 'd3-scale';
import { svg } from 'lit';
import type { Chart, ChartColour } from './chart';
import { boxPath, columnBox, labelsBelow, valueLines, type PlotArea } from './drawn';
import { linearAxis } from './valueAxis';

const height = 150;
const widestBar = 36;
/** What is more than nothing is seen. */
const lowestBar = 1;

export interface ChartColumn {
  readonly key: string;
  /** In full, for the table and when it is read out. */
  readonly label: string;
  /** For the axis. */
  readonly short: string;
  /** Null where there is none. */
  readonly value: number | null;
  /** The value in words, or why there is none. */
  readonly text: string;
  readonly opens: string | null;
}

export interface ColumnChartData {
  readonly title: string;
  /** Head the table. */
  readonly barHeading: string;
  readonly valueHeading: string;
  readonly bars: readonly ChartColumn[];
  readonly colour: ChartColour;
  readonly start: Chart['start'];
}

/** Bars from 0, side by side; where there is no record, there is none. */
export function columnChart(data: ColumnChartData, width: number): Chart {
  const { title, bars, colour } = data;
  const area: PlotArea = { left: 52, right: width - 8, top: 10, bottom: height - 24 };
  const values = bars.flatMap(({ value }) => value ?? []);
  const axis = linearAxis(values, { from: area.bottom, to: area.top }, values.every(Number.isInteger));
  const x = scaleBand<number>(bars.keys(), [area.left, area.right])
    .paddingInner(bars.length > 120 ? 0.1 : 0.25)
    .paddingOuter(0.1);
  const barWidth = Math.min(x.bandwidth(), widestBar);
  const middle = (index: number): number => (x(index) ?? 0) + x.bandwidth() / 2;
  const boxes = bars.map(({ value }, index) => {
    const top =
      value === null || value === 0 ? area.bottom : Math.min(axis.at(value), area.bottom - lowestBar);
    return { x: middle(index) - barWidth / 2, y: top, width: barWidth, height: area.bottom - top };
  });
  return {
    title,
    width,
    height,
    drawing: svg`${valueLines(axis.ticks, area)}
      ${labelsBelow(
        bars.map(({ short }, index) => ({ x: middle(index), text: short })),
        area,
      )}
      <path class="chart-bars ${colour}"
        d=${boxes.map((box) => (box.height > 0 ? boxPath(box) : '')).join('')} />`,
    legend: [],
    marks: bars.map(({ key, label, text, opens }, index) => ({
      key,
      label,
      figures: text,
      box: columnBox(middle(index), x.step(), area),
      opens,
    })),
    perColumn: 1,
    start: data.start,
    table: {
      head: [data.barHeading, data.valueHeading],
      rows: bars.map(({ label, text }) => [label, text]),
    },
  };
}
