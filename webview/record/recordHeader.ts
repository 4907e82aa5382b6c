import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { formatAverage, formatCount, formatTotalHours } from '../../src/core/figures/format';
import type { RecordState } from '../../src/core/page/protocol';
import { commandButton, iconButton } from '../commandButton';
import type { Host } from '../host';
import { chevronLeftIcon, chevronRightIcon, undoIcon } from '../icons';

/** Earlier days are typing slips while a year is being entered. */
const earliestDay = '1990-01-01';

export function recordHeader(state: RecordState, host: Host): TemplateResult {
  return html`<header class="page">
    <h1>${state.dayLabel}</h1>
    <nav aria-label=${l10n.t('Day')}>${dayNavigation(state, host)}</nav>
    <div class="commands">${commands(state, host)}</div>
  </header>`;
}

function dayNavigation({ day, today, previousDay, nextDay }: RecordState, host: Host): TemplateResult {
  const show = (to: string | null) => () => to !== null && host.send({ type: 'showDay', day: to });
  return html`${iconButton({
      icon: chevronLeftIcon,
      label: l10n.t('Previous Recorded Day'),
      disabled: previousDay === null,
      run: show(previousDay),
    })}
    <input
      type="date"
      aria-label=${l10n.t('Day shown')}
      min=${earliestDay}
      max=${today}
      .value=${day}
      @change=${(event: Event) => pickDay(event.currentTarget, host)}
      @blur=${(event: Event) => showPickedDay(event.currentTarget, day)}
    />
    ${iconButton({
      icon: chevronRightIcon,
      label: l10n.t('Next Recorded Day'),
      disabled: nextDay === null,
      run: show(nextDay),
    })}
    ${commandButton({ label: l10n.t('Today'), disabled: day === today, run: show(today) })}`;
}

function pickDay(input: EventTarget | null, host: Host): void {
  if (input instanceof HTMLInputElement && input.value !== '' && input.validity.valid) {
    host.send({ type: 'showDay', day: input.value });
  }
}

/** Discards a date that was begun and never finished. */
function showPickedDay(input: EventTarget | null, day: string): void {
  if (input instanceof HTMLInputElement && !(input.value !== '' && input.validity.valid)) {
    input.value = day;
  }
}

function commands({ day, rows, undoLabel }: RecordState, host: Host): TemplateResult {
  return html`${commandButton({
    label: l10n.t('Log Finished Task'),
    run: () => host.send({ type: 'logFinishedTask', day }),
  })}
  ${commandButton({
    label: l10n.t('History'),
    accessibleLabel: l10n.t('Open History'),
    run: () => host.send({ type: 'openHistory' }),
  })}
  ${commandButton({ label: l10n.t('Import'), run: () => host.send({ type: 'importRecord' }) })}
  ${commandButton({ label: l10n.t('Export'), run: () => host.send({ type: 'exportRecord', day }) })}
  ${commandButton({
    label: l10n.t('Write'),
    accessibleLabel: l10n.t('Write About This Day'),
    disabled: rows.length === 0,
    run: () => host.send({ type: 'writeAboutDay', day }),
  })}
  ${commandButton({
    label: l10n.t('Undo'),
    icon: undoIcon,
    accessibleLabel: undoLabel === null ? l10n.t('Undo') : l10n.t('Undo: {0}', undoLabel),
    disabled: undoLabel === null,
    run: () => host.send({ type: 'undo' }),
  })}`;
}

/** The sums of a day and its averages; nothing if they can't be shown. */
export function summaryFigures({ totals }: Pick<RecordState, 'totals'>): TemplateResult | typeof nothing {
  if (totals === null) {
    return nothing;
  }
  return html`<dl class="summary">
    ${figure(l10n.t('Leverage factor'), formatAverage(totals.leverageFactor), l10n.t('weighted average'))}
    ${figure(
      l10n.t('Supervisory factor'),
      formatAverage(totals.supervisoryLeverageFactor),
      l10n.t('weighted average'),
    )}
    ${figure(l10n.t('Human-equivalent'), formatTotalHours(totals.humanHours), l10n.t('hours'))}
    ${figure(l10n.t('AI'), formatCount(totals.aiMinutes), wallClock(totals.wallClockMinutes))}
    ${figure(l10n.t('Supervision'), formatCount(totals.supervisoryMinutes), l10n.t('minutes'))}
    ${figure(l10n.t('Tasks'), formatCount(totals.tasks), l10n.t('closed'))}
    ${totals.tokens === null ? nothing : figure(l10n.t('Tokens'), formatCount(totals.tokens), l10n.t('of every kind'))}
  </dl>`;
}

function wallClock(minutes: number | null): string {
  return minutes === null
    ? l10n.t('minutes')
    : l10n.t('minutes · {0} of wall-clock time', formatCount(minutes));
}

function figure(name: string, value: string, unit: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value} <span class="unit">${unit}</span></dd>
  </div>`;
}
