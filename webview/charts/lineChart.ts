import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { svg, type SVGTemplateResult } from 'lit';
import type { Chart, ChartColour } from './chart';
import { columnBox, labelsBelow, pixel, valueLines, type PlotArea } from './drawn';
import { fittingAxis, type ValueAxis } from './valueAxis';

const height = 220;
const dotRadius = 2.5;
/** More points than this are a line, not dots. */
const mostDots = 62;

/** One place on the axis of time: a day, week or month. */
export interface Moment {
  readonly key: string;
  /** In full, for its table and when it is read out. */
  readonly label: string;
  /** For the axis. */
  readonly short: string;
  readonly opens: string | null;
}

export interface LineSeries {
  readonly name: string;
  readonly colour: ChartColour;
  /** One for each moment; null where there is none. */
  readonly values: readonly (number | null)[];
}

export interface LineChartData {
  readonly title: string;
  /** Heads the moments in the table. */
  readonly momentHeading: string;
  readonly moments: readonly Moment[];
  readonly series: readonly LineSeries[];
  readonly format: (value: number | null) => string;
  /** Why a moment has no record; null if it has one. */
  readonly without: (index: number) => string | null;
}

/** Values over time; a moment without a value interrupts its line. */
export function lineChart(data: LineChartData, width: number): Chart {
  const { title, moments, series, format, without } = data;
  const area: PlotArea = { left: 52, right: width - 8, top: 10, bottom: height - 24 };
  const values = series.flatMap((each) => each.values.filter((value) => value !== null));
  const axis = fittingAxis(values, { from: area.bottom, to: area.top });
  const step = moments.length > 1 ? (area.right - area.left - 16) / (moments.length - 1) : 0;
  const x = scaleLinear()
    .domain([0, Math.max(1, moments.length - 1)])
    .range([moments.length > 1 ? area.left + 8 : (area.left + area.right) / 2, area.right - 8]);
  const figuresAt = (index: number): string[] =>
    series.map(({ values: each }) => without(index) ?? format(each[index] ?? null));
  return {
    title,
    width,
    height,
    drawing: svg`${valueLines(axis.ticks, area)}
      ${labelsBelow(
        moments.map(({ short }, index) => ({ x: x(index), text: short })),
        area,
      )}
      ${series.map((each, index) => drawnSeries(each, index, x, axis))}`,
    legend: series.map(({ name, colour }, index) => ({
      name,
      colour,
      look: index === 0 ? 'line' : 'dashes',
    })),
    marks: moments.map(({ key, label, opens }, index) => ({
      key,
      label,
      figures:
        without(index) ??
        series.map(({ name }, each) => `${name} ${figuresAt(index)[each] ?? ''}`).join(' · '),
      box: columnBox(x(index), Math.max(step, 8), area),
      opens,
    })),
    perColumn: 1,
    start: 'last',
    table: {
      head: [data.momentHeading, ...series.map(({ name }) => name)],
      rows: moments.map(({ label }, index) => [label, ...figuresAt(index)]),
    },
  };
}

function drawnSeries(
  { colour, values }: LineSeries,
  place: number,
  x: (index: number) => number,
  axis: ValueAxis,
): SVGTemplateResult {
  const points = values.map((value, index) =>
    value === null ? null : ([pixel(x(index)), pixel(axis.at(value))] as const),
  );
  const path = line<readonly [number, number] | null>()
    .defined((point) => point !== null)
    .x((point) => point?.[0] ?? 0)
    .y((point) => point?.[1] ?? 0)(points);
  const dots = points.filter(
    (point, index) =>
      point !== null &&
      (points.length <= mostDots ||
        ((points[index - 1] ?? null) === null && (points[index + 1] ?? null) === null)),
  );
  return svg`<path class="chart-line ${place === 0 ? '' : 'dashes'} ${colour}" d=${path ?? ''} />
    <path class="chart-dots ${colour}" d=${dots.map((dot) => (dot === null ? '' : dotPath(dot, place))).join('')} />`;
}

/** A circle for the first line, a diamond for others. */
function dotPath([x, y]: readonly [number, number], place: number): string {
  const r = dotRadius;
  return place === 0
    ? `M${x - r},${y}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`
    : `M${x},${y - r - 1}l${r + 1},${r + 1}l${-r - 1},${r + 1}l${-r - 1},${-r - 1}Z`;
}
