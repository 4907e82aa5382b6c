import { svg, type SVGTemplateResult } from 'lit';
import type { ChartBox } from './chart';
import type { AxisTick } from './valueAxis';

/** Of a letter of an axis, on average; texts are placed before they are drawn. */
const letterWidth = 6.5;
const betweenLabels = 14;

/** The area of a chart in which its values are drawn. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** About how wide a text of an axis is, in pixels. */
export function labelWidth(text: string): number {
  return text.length * letterWidth;
}

/** The text, cut to about so many pixels. */
export function cutText(text: string, pixels: number): string {
  const letters = Array.from(text);
  const most = Math.max(1, Math.floor(pixels / letterWidth));
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** Lines across the plot, each with its value at the left. */
export function valueLines(ticks: readonly AxisTick[], { left, right }: PlotArea): SVGTemplateResult {
  return svg`<path class="chart-grid" d=${ticks.map(({ at }) => `M${left},${pixel(at)}H${right}`).join('')} />
    ${ticks.map(({ at, text }) => chartText(text, left - 6, at + 3.5, 'end'))}`;
}

interface Labelled {
  readonly x: number;
  readonly text: string;
}

/** Labels below the plot: as many as have room, evenly. */
export function labelsBelow(labels: readonly Labelled[], area: PlotArea): SVGTemplateResult {
  const shown = withRoom(labels);
  return svg`${shown.map(({ x, text }) => {
    const half = labelWidth(text) / 2;
    const within = Math.min(Math.max(x, half), area.right + 8 - half);
    return chartText(text, within, area.bottom + 14, 'middle');
  })}`;
}

/** Every label, or every second, third … such that none touches the next. */
export function withRoom(labels: readonly Labelled[]): readonly Labelled[] {
  const [first, second] = labels;
  if (first === undefined || second === undefined) {
    return labels;
  }
  const widest = labels.reduce((most, { text }) => Math.max(most, labelWidth(text)), 0) + betweenLabels;
  const step = Math.max(1, Math.ceil(widest / Math.max(second.x - first.x, 0.01)));
  return labels.filter((_, index) => index % step === 0);
}

/** A text of a chart, placed in pixels. */
export function chartText(
  text: string,
  x: number,
  y: number,
  anchor: 'start' | 'middle' | 'end',
): SVGTemplateResult {
  return svg`<text class="chart-text" x=${pixel(x)} y=${pixel(y)} text-anchor=${anchor}>${text}</text>`;
}

/** The part of the plot around a place on the axis of time, from its top to its bottom. */
export function columnBox(middle: number, width: number, area: PlotArea): ChartBox {
  const x = Math.max(area.left, middle - width / 2);
  const right = Math.min(area.right, middle + width / 2);
  return { x, y: area.top, width: right - x, height: area.bottom - area.top };
}

/** A rectangle as the data of a path. */
export function boxPath({ x, y, width, height }: ChartBox): string {
  return `M${pixel(x)},${pixel(y)}h${pixel(width)}v${pixel(height)}h${pixel(-width)}Z`;
}

/** To a hundredth: finer is not seen, and makes a copied chart twice as long. */
export function pixel(value: number): number {
  return Math.round(value * 100) / 100;
}
