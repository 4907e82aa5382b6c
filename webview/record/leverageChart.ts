import { countedHours } from '../../src/core/task/countedHours';
import * as l10n from '@vscode/l10n';
import { largest, smallest } from '../../src/core/figures/extremes';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { formatAverage, formatCount, formatFactor, formatTotalHours } from '../../src/core/figures/format';
import type { RecordState, RowView } from '../../src/core/page/protocol';
import type { CopyChart, CopyFormat } from '../charts/copyChart';
import { copyTools } from '../charts/copyTools';

const width = 340;
const height = 190;
const margin = { left: 44, right: 14, top: 22, bottom: 32 };
/** Fewer points are quicker to read in the table. */
const fewest = 5;

interface Point {
  readonly row: RowView;
  readonly hours: number;
  readonly minutes: number;
}

/**
 * Human hours over AI minutes, both logarithmic, so that equal factors lie on parallel lines: points above the line of
 * the average raised it, and the scatter of the points shows how evenly.
 */
export class LeverageChart {
  private day: string | undefined;
  /** What came of copying. */
  private outcome = '';

  constructor(private readonly page: { readonly copy: CopyChart; readonly draw: () => void }) {}

  view(state: RecordState): TemplateResult | typeof nothing {
    if (state.day !== this.day) {
      this.day = state.day;
      this.outcome = '';
    }
    const tools = copyTools({
      title: chartTitle(),
      outcome: this.outcome,
      copy: (format) => this.copy(format),
    });
    return figure(state, tools);
  }

  private async copy(format: CopyFormat): Promise<void> {
    const svg = document.querySelector<SVGSVGElement>('svg.leverage');
    if (svg) {
      this.say('');
      this.say(await this.page.copy(format, { title: chartTitle(), svg, width, height, legend: [] }));
    }
  }

  private say(outcome: string): void {
    this.outcome = outcome;
    this.page.draw();
  }
}

function chartTitle(): string {
  return l10n.t('Human hours against AI minutes');
}

function figure(
  { rows, totals, rowDecimals }: RecordState,
  tools: TemplateResult,
): TemplateResult | typeof nothing {
  const points = rows.flatMap(pointOf);
  const average = totals?.leverageFactor ?? null;
  if (points.length < fewest || average === null) {
    return nothing;
  }
  const x = logarithmic(
    powersAround(points.map((point) => point.minutes)),
    margin.left,
    width - margin.right,
  );
  const y = logarithmic(powersAround(points.map((point) => point.hours)), height - margin.bottom, margin.top);
  const above = points.filter(({ row }) => (row.leverageFactor ?? 0) > average).length;
  return html`<figure>
    <svg
      class="leverage"
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-labelledby="chart-title chart-text"
    >
      <title id="chart-title">${chartTitle()}</title>
      <desc id="chart-text">
        ${l10n.t(
          '{0} of {1} tasks are above the weighted average of {2}.',
          formatCount(above),
          formatCount(points.length),
          formatAverage(average),
        )}
      </desc>
      ${x.powers.map((power) => verticalLine(x.at(power), powerText(power)))}
      ${y.powers.map((power) => horizontalLine(y.at(power), powerText(power)))} ${averageLine(x, y, average)}
      ${points.map((point) => dot(point, x.at(point.minutes), y.at(point.hours), rowDecimals))}
      <text class="axis" x=${width - margin.right} y=${height - 4} text-anchor="end">
        ${l10n.t('AI minutes')}
      </text>
      <text class="axis" x=${0} y=${10}>${l10n.t('Human hours')}</text>
    </svg>
    <figcaption>
      ${l10n.t(
        'Each point is a task; the line is the weighted average of {0}, with {1} of {2} tasks above it.',
        formatAverage(average),
        formatCount(above),
        formatCount(points.length),
      )}
    </figcaption>
    <div class="chart-tools">${tools}</div>
  </figure>`;
}

function pointOf(row: RowView): Point[] {
  const hours = countedHours(row) ?? 0;
  return hours > 0 && row.aiMinutes > 0 ? [{ row, hours, minutes: row.aiMinutes }] : [];
}

interface Scale {
  /** Powers of ten from the first to the last of the axis. */
  readonly powers: readonly number[];
  readonly at: (value: number) => number;
}

function logarithmic([first, last]: readonly [number, number], from: number, to: number): Scale {
  const powers = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
  return { powers, at: (value) => from + ((Math.log10(value) - first) / (last - first)) * (to - from) };
}

/** Exponents of the powers of ten below and above all values, at least one apart. */
function powersAround(values: readonly number[]): readonly [number, number] {
  const first = Math.floor(Math.log10(smallest(values)));
  return [first, Math.max(first + 1, Math.ceil(Math.log10(largest(values))))];
}

/** Short enough for the space next to an axis: `0.01`, `1,000`, `10k`, `1M`. */
function powerText(power: number): string {
  return power >= 1e6
    ? `${formatCount(power / 1e6)}M`
    : power >= 1e4
      ? `${power / 1e3}k`
      : formatTotalHours(power);
}

function verticalLine(x: number, label: string): SVGTemplateResult {
  return svg`<line class="grid" x1=${x} x2=${x} y1=${margin.top} y2=${height - margin.bottom} />
    <text class="tick" x=${x} y=${height - margin.bottom + 13} text-anchor="middle">${label}</text>`;
}

function horizontalLine(y: number, label: string): SVGTemplateResult {
  return svg`<line class="grid" x1=${margin.left} x2=${width - margin.right} y1=${y} y2=${y} />
    <text class="tick" x=${margin.left - 5} y=${y + 4} text-anchor="end">${label}</text>`;
}

/** The line on which each task has the average factor, cut off where it leaves the chart. */
function averageLine(x: Scale, y: Scale, average: number): SVGTemplateResult {
  const [left, right] = [x.powers[0] ?? 1, x.powers.at(-1) ?? 1];
  const [bottom, top] = [y.powers[0] ?? 1, y.powers.at(-1) ?? 1];
  const from = Math.max(left, (bottom * 60) / average);
  const to = Math.min(right, (top * 60) / average);
  return svg`<line class="average"
    x1=${x.at(from)} y1=${y.at((from * average) / 60)} x2=${x.at(to)} y2=${y.at((to * average) / 60)} />`;
}

function dot({ row }: Point, x: number, y: number, decimals: 1 | 2): SVGTemplateResult {
  return svg`<circle class="dot" cx=${x} cy=${y} r="3.5">
    <title>${row.title}: ${formatFactor(row.leverageFactor, decimals)}</title>
  </circle>`;
}
