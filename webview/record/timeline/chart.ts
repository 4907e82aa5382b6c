import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Interval } from '../../../src/core/days/interval';
import { endNow } from '../../../src/core/timeline/endNow';
import type { HourTick } from '../../../src/core/timeline/hours';
import type { ChartRow, ChartSegment } from './chartRows';
import { segmentAt, type ChartPlace } from './moveInChart';
import { agentName } from './segmentText';

/** In pixels. Across, everything is a share of the width, so that the chart is crisp at any. */
const axisHeight = 18;
const headingHeight = 17;
const rowHeight = 16;
const barHeight = 12;
/** Less could not be seen. */
const leastShare = 0.0012;

/** The rows with their places from top to bottom. */
export interface ChartLayout {
  readonly rows: readonly (ChartRow & { readonly y: number; readonly heading: string | undefined })[];
  readonly height: number;
}

export function chartLayout(rows: readonly ChartRow[]): ChartLayout {
  let y = axisHeight;
  let before: ChartRow | undefined;
  const placed = rows.map((row) => {
    const isNew = before === undefined || before.of !== row.of || before.agent !== row.agent;
    const heading = isNew ? (row.of === 'user' ? l10n.t('You') : agentName(row.agent)) : undefined;
    before = row;
    y += isNew ? headingHeight : 0;
    const at = y;
    y += rowHeight;
    return { ...row, y: at, heading };
  });
  return { rows: placed, height: y + 2 };
}

/** Everything that stays while the chart is walked through. */
export function chartBars(
  { rows, height }: ChartLayout,
  shown: Interval,
  ticks: readonly HourTick[],
): SVGTemplateResult {
  return svg`${patterns()}
    ${ticks.map((tick) => hour(tick, shown, height))}
    ${rows.map(
      ({ segments, y, heading }, row) =>
        svg`${heading === undefined ? nothing : svg`<text class="agent" x="0" y=${y - 4}>${heading}</text>`}
          ${segments.map((segment, index) => bar(segment, shown, y, `${row} ${index}`))}`,
    )}`;
}

/** The frame around one of the segments. */
export function chartFrame(
  segment: ChartSegment,
  shown: Interval,
  y: number,
  now: number,
): SVGTemplateResult {
  const end = endNow(segment, segment.growing, now);
  return svg`<rect class="frame" x=${inPercent(shareOf(segment.start, shown))} width=${inPercent(width({ ...segment, end }, shown))}
    y=${y - 2} height=${barHeight + 4} />`;
}

/** Lets the bars of what still goes on reach up to now. */
export function growBars(drawn: Element, { rows }: ChartLayout, shown: Interval, now: number): void {
  for (const grown of drawn.querySelectorAll<SVGElement>('[data-growing]')) {
    const place = placeOfBar(grown);
    const segment = place && segmentAt(place, rows);
    if (segment) {
      grown.setAttribute('width', inPercent(width({ ...segment, end: endNow(segment, true, now) }, shown)));
    }
  }
}

/** Undefined for what is no bar. */
export function placeOfBar({ dataset }: SVGElement): ChartPlace | undefined {
  const place = dataset['place'];
  const [row, index] = (place ?? '').split(' ').map(Number);
  return place === undefined || row === undefined || index === undefined ? undefined : { row, index };
}

function inPercent(share: number): string {
  return `${(share * 100).toFixed(4)}%`;
}

/** How wide a stretch of time is, as a share of the chart. */
function width({ start, end }: Interval, shown: Interval): number {
  return Math.max(leastShare, shareOf(Math.min(end, shown.end), shown) - shareOf(start, shown));
}

export function legend(): TemplateResult {
  const sign = (kind: ChartSegment['kind'], words: string): TemplateResult =>
    html`<li>
      <svg class="sign" width="18" height="10" aria-hidden="true">
        <rect class=${kind} x="1" y="1" width="16" height="8" fill=${fillOf(kind)} />
      </svg>
      ${words}
    </li>`;
  return html`<ul class="legend">
    ${sign('busy', l10n.t('agent busy'))} ${sign('waiting', l10n.t('waiting for you'))}
    ${sign('typing', l10n.t('typing'))} ${sign('composing', l10n.t('composing, estimated'))}
  </ul>`;
}

function bar(segment: ChartSegment, shown: Interval, y: number, place: string): SVGTemplateResult {
  const { kind, start, growing } = segment;
  return svg`<rect class=${kind} data-place=${place} ?data-growing=${growing}
    fill=${fillOf(kind)} x=${inPercent(shareOf(start, shown))} width=${inPercent(width(segment, shown))}
    y=${y} height=${barHeight} />`;
}

/** Patterns tell the kinds apart where colours don't. */
function patterns(): SVGTemplateResult {
  const hatched = (kind: 'waiting' | 'composing'): SVGTemplateResult =>
    svg`<pattern id=${`timeline-${kind}`} class=${kind} width="5" height="5" patternUnits="userSpaceOnUse"
      patternTransform=${kind === 'waiting' ? 'rotate(45)' : 'rotate(90)'}>
      <line x1="1" y1="0" x2="1" y2="5" />
    </pattern>`;
  return svg`<defs>${hatched('waiting')} ${hatched('composing')}</defs>`;
}

function fillOf(kind: ChartSegment['kind']): string | typeof nothing {
  return kind === 'waiting' || kind === 'composing' ? `url(#timeline-${kind})` : nothing;
}

function hour({ at, label }: HourTick, shown: Interval, height: number): SVGTemplateResult {
  const share = shareOf(at, shown);
  const anchor = share < 0.02 ? 'start' : share > 0.98 ? 'end' : 'middle';
  return svg`<line class="grid" x1=${inPercent(share)} x2=${inPercent(share)} y1=${axisHeight - 4} y2=${height} />
    <text class="tick" x=${inPercent(share)} y="10" text-anchor=${anchor}>${label}</text>`;
}

function shareOf(ms: number, { start, end }: Interval): number {
  return (ms - start) / (end - start);
}
