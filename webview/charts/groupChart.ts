import { scaleLinear } from 'd3-scale';
import { svg } from 'lit';
import { largest } from '../../src/core/figures/extremes';
import type { Chart, ChartColour } from './chart';
import { boxPath, chartText, cutText, labelWidth } from './drawn';

const rowHeight = 24;
const barHeight = 14;
const margin = 4;

export interface GroupBar {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  /** The value as it stands next to its bar. */
  readonly text: string;
  /** Further figures, for the table and when it is read out. */
  readonly details: readonly string[];
}

export interface GroupChartData {
  readonly title: string;
  readonly groupHeading: string;
  readonly valueHeading: string;
  readonly detailHeadings: readonly string[];
  readonly groups: readonly GroupBar[];
  readonly colour: ChartColour;
}

/** Bars below each other, each with its name and its value. */
export function groupChart(data: GroupChartData, width: number): Chart {
  const { groups } = data;
  const widest = (texts: readonly string[]): number =>
    texts.reduce((most, text) => Math.max(most, labelWidth(text)), 0);
  const names = Math.min(widest(groups.map(({ label }) => label)) + 8, width * 0.4);
  const left = margin + names + 6;
  const right = width - margin - widest(groups.map(({ text }) => text)) - 8;
  const x = scaleLinear()
    .domain([0, Math.max(largest(groups.map(({ value }) => value)), Number.MIN_VALUE)])
    .range([0, Math.max(right - left, 1)]);
  const length = (value: number): number => (value > 0 ? Math.max(x(value), 1) : 0);
  const top = (index: number): number => margin + index * rowHeight;
  return {
    title: data.title,
    width,
    height: groups.length * rowHeight + 2 * margin,
    drawing: svg`<path class="chart-bars ${data.colour}" d=${groups
      .map(({ value }, index) =>
        boxPath({
          x: left,
          y: top(index) + (rowHeight - barHeight) / 2,
          width: length(value),
          height: barHeight,
        }),
      )
      .join('')} />
      ${groups.map(({ label, value, text }, index) => {
        const middle = top(index) + rowHeight / 2 + 4;
        return svg`${chartText(cutText(label, names), margin + names, middle, 'end')}
          ${chartText(text, left + length(value) + 5, middle, 'start')}`;
      })}`,
    legend: [],
    marks: groups.map(({ key, label, text, details }, index) => ({
      key,
      label,
      figures: [
        `${data.valueHeading} ${text}`,
        ...details.map((detail, each) => `${data.detailHeadings[each] ?? ''} ${detail}`),
      ].join(' · '),
      box: { x: 0, y: top(index), width, height: rowHeight },
      opens: null,
    })),
    perColumn: 1,
    start: 'first',
    table: {
      head: [data.groupHeading, data.valueHeading, ...data.detailHeadings],
      rows: groups.map(({ label, text, details }) => [label, text, ...details]),
    },
  };
}
