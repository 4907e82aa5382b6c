import { html, nothing, type TemplateResult } from 'lit';
import { formatAverage, formatCount, formatTotalHours } from '../../src/core/record/format';
import type { RecordState } from '../../src/core/page/protocol';
import { commandButton, iconButton } from '../commandButton';
import type { Host } from '../host';

/** Days before this are slips of the keyboard while a year is being typed. */
const earliestDay = '1990-01-01';

export function recordHeader(state: RecordState, host: Host): TemplateResult {
  return html`<header class="page">
    <h1>${state.dayLabel}</h1>
    <nav aria-label="Day">${dayNavigation(state, host)}</nav>
    <div class="commands">${commands(state, host)}</div>
  </header>`;
}

function dayNavigation({ day, today, previousDay, nextDay }: RecordState, host: Host): TemplateResult {
  const show = (to: string | null) => () => to !== null && host.send({ type: 'showDay', day: to });
  return html`${iconButton({
      icon: 'chevronLeft',
      label: 'Previous Recorded Day',
      disabled: previousDay === null,
      run: show(previousDay),
    })}
    <input
      type="date"
      aria-label="Day shown"
      min=${earliestDay}
      max=${today}
      .value=${day}
      @change=${(event: Event) => pickDay(event.currentTarget, host)}
      @blur=${(event: Event) => showPickedDay(event.currentTarget, day)}
    />
    ${iconButton({
      icon: 'chevronRight',
      label: 'Next Recorded Day',
      disabled: nextDay === null,
      run: show(nextDay),
    })}
    ${commandButton({ label: 'Today', disabled: day === today, run: show(today) })}`;
}

function pickDay(input: EventTarget | null, host: Host): void {
  if (input instanceof HTMLInputElement && input.value !== '' && input.validity.valid) {
    host.send({ type: 'showDay', day: input.value });
  }
}

/** Takes back a date that was begun and never finished. */
function showPickedDay(input: EventTarget | null, day: string): void {
  if (input instanceof HTMLInputElement && !(input.value !== '' && input.validity.valid)) {
    input.value = day;
  }
}

function commands({ day, undoLabel }: RecordState, host: Host): TemplateResult {
  return html`${commandButton({
    label: 'Log Finished Task',
    run: () => host.send({ type: 'logFinishedTask', day }),
  })}
  ${commandButton({ label: 'Import', run: () => host.send({ type: 'importRecord' }) })}
  ${commandButton({ label: 'Export', run: () => host.send({ type: 'exportRecord', day }) })}
  ${commandButton({
    label: 'Undo',
    icon: 'undo',
    accessibleLabel: undoLabel === null ? 'Undo' : `Undo: ${undoLabel}`,
    disabled: undoLabel === null,
    run: () => host.send({ type: 'undo' }),
  })}`;
}

export function summaryFigures({ totals }: RecordState): TemplateResult | typeof nothing {
  if (totals === null) {
    return nothing;
  }
  return html`<dl class="summary">
    ${figure('Leverage factor', formatAverage(totals.leverageFactor), 'weighted average')}
    ${figure('Supervisory factor', formatAverage(totals.supervisoryLeverageFactor), 'weighted average')}
    ${figure('Human-equivalent', formatTotalHours(totals.humanHours), 'hours')}
    ${figure('AI', formatCount(totals.aiMinutes), wallClock(totals.wallClockMinutes))}
    ${figure('Supervision', formatCount(totals.supervisoryMinutes), 'minutes')}
    ${figure('Tasks', formatCount(totals.tasks), 'closed')}
    ${totals.tokens === null ? nothing : figure('Tokens', formatCount(totals.tokens), 'of every kind')}
  </dl>`;
}

function wallClock(minutes: number | null): string {
  return minutes === null ? 'minutes' : `minutes · ${formatCount(minutes)} by the wall clock`;
}

function figure(name: string, value: string, unit: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value} <span class="unit">${unit}</span></dd>
  </div>`;
}
