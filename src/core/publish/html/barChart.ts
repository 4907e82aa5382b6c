import { markup, type Markup } from './markup';

/** A bar, and where there is a second measure, a dot above or below its end. */
export interface Bar {
  /** Below the bar; short. */
  readonly label: string;
  readonly value: number | undefined;
  readonly dot?: number | undefined;
  /** All of it in words, shown on hover. */
  readonly text: string;
}

export interface BarChart {
  /** Unique in its document. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Factors lie on powers of ten; sums on even steps. */
  readonly scale: 'logarithmic' | 'linear';
  /** What the axis measures. */
  readonly axis: string;
  readonly bars: readonly Bar[];
}

const width = 720;
const height = 210;
const margin = { left: 46, right: 6, top: 20, bottom: 22 };
const widestBar = 40;
const narrowestLabel = 15;

/** A chart as SVG that needs no script: its words are its title and description, its data is in a table next to it. */
export function barChart(chart: BarChart): Markup {
  const { id, title, description, bars, axis } = chart;
  const scale = scaleOf(chart);
  const step = (width - margin.left - margin.right) / Math.max(1, bars.length);
  // Labels that would run into each other are left out evenly.
  const every = Math.max(1, Math.ceil((narrowestLabel * longestLabel(bars)) / 2 / step));
  return markup`<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-text">
<title id="${id}-title">${title}</title>
<desc id="${id}-text">${description}</desc>
${scale.ticks.map((tick) => gridLine(tick, scale.at(tick)))}
<text class="axis" x="0" y="9">${axis}</text>
${bars.map((bar, index) => drawn(bar, margin.left + step * (index + 0.5), step, scale))}
${bars.flatMap(({ label }, index) => (index % every === 0 ? [labelBelow(label, margin.left + step * (index + 0.5))] : []))}
</svg>`;
}

interface Scale {
  readonly ticks: readonly number[];
  readonly at: (value: number) => number;
}

function scaleOf({ bars, scale }: BarChart): Scale {
  const values = bars
    .flatMap(({ value, dot }) => [value, dot])
    .filter((value) => value !== undefined && value > 0);
  const most = values.reduce<number>((a, b) => Math.max(a, b ?? 0), 0);
  const least = values.reduce<number>((a, b) => Math.min(a, b ?? a), most);
  const [top, bottom] = [margin.top, height - margin.bottom];
  if (scale === 'linear' || most === 0) {
    const ticks = evenTicks(most);
    const end = ticks.at(-1) ?? 1;
    return { ticks, at: (value) => bottom - (value / end) * (bottom - top) };
  }
  const first = Math.floor(Math.log10(least)) - (Number.isInteger(Math.log10(least)) ? 1 : 0);
  const last = Math.max(first + 1, Math.ceil(Math.log10(most)));
  return {
    ticks: Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index)),
    at: (value) =>
      value <= 0 ? bottom : bottom - ((Math.log10(value) - first) / (last - first)) * (bottom - top),
  };
}

const mostTicks = 5;

/** From 0 in steps of 1, 2 or 5 times a power of ten. */
function evenTicks(most: number): readonly number[] {
  if (most <= 0) {
    return [0, 1];
  }
  const rough = most / mostTicks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  const count = Math.ceil(most / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

function gridLine(tick: number, y: number): Markup {
  return markup`<line class="grid" x1="${margin.left}" x2="${width - margin.right}" y1="${place(y)}" y2="${place(y)}"/>
<text class="axis" x="${margin.left - 4}" y="${place(y + 3)}" text-anchor="end">${tickText(tick)}</text>
`;
}

function drawn({ value, dot, text }: Bar, x: number, step: number, scale: Scale): Markup {
  const barWidth = Math.min(widestBar, step * 0.7);
  const bottom = height - margin.bottom;
  const bar =
    value === undefined
      ? []
      : [
          markup`<rect class="bar" x="${place(x - barWidth / 2)}" y="${place(scale.at(value))}" width="${place(barWidth)}" height="${place(Math.max(0, bottom - scale.at(value)))}"/>`,
        ];
  const second =
    dot === undefined
      ? []
      : [markup`<circle class="dot" cx="${place(x)}" cy="${place(scale.at(dot))}" r="2.5"/>`];
  return markup`<g><title>${text}</title>${bar}${second}</g>
`;
}

function labelBelow(label: string, x: number): Markup {
  return markup`<text class="axis" x="${place(x)}" y="${height - 8}" text-anchor="middle">${label}</text>
`;
}

function longestLabel(bars: readonly Bar[]): number {
  return bars.reduce((most, { label }) => Math.max(most, label.length), 0) / 2;
}

function place(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function tickText(tick: number): string {
  const [size, sign] = tick >= 1e6 ? [1e6, 'M'] : tick >= 10_000 ? [1000, 'k'] : [1, ''];
  return `${String(Math.round((tick / size) * 1e4) / 1e4)}${sign}`;
}
