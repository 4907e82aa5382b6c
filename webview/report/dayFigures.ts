import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { formatAverage, formatCount, formatMinutes, formatTotalHours } from '../../src/core/figures/format';
import type { RecordState } from '../../src/core/page/protocol';

/** The two factors in large type, with the sums they were computed from below. */
export function dayFigures({ totals, dayLabel }: RecordState): TemplateResult {
  return html`<section aria-label=${l10n.t("Today's figures")}>
    <h2>${dayLabel}</h2>
    ${totals === null ? nothing : figures(totals)}
  </section>`;
}

function figures(totals: NonNullable<RecordState['totals']>): TemplateResult {
  return html`<dl class="factors">
      <div>
        <dt>${l10n.t('Leverage factor')}</dt>
        <dd>${formatAverage(totals.leverageFactor)}</dd>
      </div>
      <div>
        <dt>${l10n.t('Supervisory factor')}</dt>
        <dd>${formatAverage(totals.supervisoryLeverageFactor)}</dd>
      </div>
    </dl>
    <dl class="figures">
      ${figure(l10n.t('Human-equivalent hours'), formatTotalHours(totals.humanHours))}
      ${figure(l10n.t('AI minutes'), formatMinutes(totals.aiMinutes), wallClock(totals.wallClockMinutes))}
      ${figure(l10n.t('Supervisory minutes'), formatMinutes(totals.supervisoryMinutes))}
      ${figure(l10n.t('Tasks'), formatCount(totals.tasks))}
      ${totals.tokens === null ? nothing : figure(l10n.t('Tokens'), formatCount(totals.tokens))}
    </dl>`;
}

function wallClock(minutes: number | null): string | undefined {
  return minutes === null ? undefined : l10n.t('{0} of wall-clock time', formatMinutes(minutes));
}

/** A name with its figure, and what goes with it below. */
export function figure(name: string, value: string, beside?: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}${beside === undefined ? nothing : html`<span class="beside">${beside}</span>`}</dd>
  </div>`;
}
