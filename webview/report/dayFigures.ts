import { html, nothing, type TemplateResult } from 'lit';
import { formatAverage, formatCount, formatMinutes, formatTotalHours } from '../../src/core/record/format';
import type { RecordState } from '../../src/core/page/protocol';

/** The two factors large, what they were computed from below. */
export function dayFigures({ totals, dayLabel }: RecordState): TemplateResult {
  return html`<section aria-label="Today’s figures">
    <h2>${dayLabel}</h2>
    ${totals === null ? nothing : figures(totals)}
  </section>`;
}

function figures(totals: NonNullable<RecordState['totals']>): TemplateResult {
  return html`<dl class="factors">
      <div>
        <dt>Leverage factor</dt>
        <dd>${formatAverage(totals.leverageFactor)}</dd>
      </div>
      <div>
        <dt>Supervisory factor</dt>
        <dd>${formatAverage(totals.supervisoryLeverageFactor)}</dd>
      </div>
    </dl>
    <dl class="figures">
      ${figure('Human-equivalent hours', formatTotalHours(totals.humanHours))}
      ${figure('AI minutes', formatMinutes(totals.aiMinutes), wallClock(totals.wallClockMinutes))}
      ${figure('Supervisory minutes', formatMinutes(totals.supervisoryMinutes))}
      ${figure('Tasks', formatCount(totals.tasks))}
      ${totals.tokens === null ? nothing : figure('Tokens', formatCount(totals.tokens))}
    </dl>`;
}

function wallClock(minutes: number | null): string | undefined {
  return minutes === null ? undefined : `${formatMinutes(minutes)} by the wall clock`;
}

function figure(name: string, value: string, beside?: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}${beside === undefined ? nothing : html`<span class="beside">${beside}</span>`}</dd>
  </div>`;
}
