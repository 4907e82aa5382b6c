import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import {
  formatAverage,
  formatCount,
  formatFactor,
  formatMinutes,
  formatTotalHours,
} from '../../src/core/figures/format';
import {
  periodMeasures,
  recordUnits,
  taskMeasures,
  type PeriodMeasure,
  type RecordUnit,
} from '../../src/core/history/recordsBook';
import type { HistoryState, LeaderView } from '../../src/core/page/historyProtocol';
import { measureName, timeframeName } from './historyWords';

type Holding = HistoryState['records']['periods'][number];
type TaskHolding = HistoryState['records']['tasks'][number];

export interface RecordsUse {
  /** Shows the period in this page. */
  readonly showPeriod: (unit: RecordUnit, day: string) => void;
  readonly openTask: (task: LeaderView) => void;
}

/** The highest of each kind in the whole record, and which period or task holds it. */
export function bookOfRecords(state: HistoryState, use: RecordsUse): TemplateResult | typeof nothing {
  const { periods, tasks } = state.records;
  if (periods.length === 0 && tasks.length === 0) {
    return nothing;
  }
  const units = recordUnits.filter((unit) => periods.some((each) => each.unit === unit));
  return html`<section class="records" aria-labelledby="records-heading">
    <h2 id="records-heading">${l10n.t('Book of records')}</h2>
    <div class="scroller" role="group" tabindex="0" aria-labelledby="records-heading">
      <table aria-labelledby="records-heading">
        <thead>
          <tr>
            <th scope="col">${l10n.t('Highest of the whole record')}</th>
            ${periodMeasures.map((measure) => html`<th scope="col">${measureName(measure)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${units.map(
            (unit) =>
              html`<tr>
                <th scope="row">${timeframeName(unit)}</th>
                ${periodMeasures.map((measure) => {
                  const holding = periods.find((each) => each.unit === unit && each.measure === measure);
                  return html`<td>${holding ? periodHolder(holding, use) : nothing}</td>`;
                })}
              </tr>`,
          )}
          ${tasks.length === 0 ? nothing : taskRow(state, use)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function taskRow({ records, rowDecimals }: HistoryState, use: RecordsUse): TemplateResult {
  return html`<tr>
    <th scope="row">${l10n.t('Task')}</th>
    ${periodMeasures.map((measure) => {
      const held = taskMeasures.find((each) => each === measure);
      const holding = records.tasks.find((each) => each.measure === held);
      return html`<td>${holding ? taskHolder(holding, rowDecimals, use) : nothing}</td>`;
    })}
  </tr>`;
}

function periodHolder({ unit, measure, holder }: Holding, { showPeriod }: RecordsUse): TemplateResult {
  return html`<strong>${holderValue(measure, holder.value, formatAverage)}</strong>
    <button type="button" class="link" dir="auto" @click=${() => showPeriod(unit, holder.from)}>
      ${holder.label}
    </button>
    ${notes(holder.ties, holder.current)}`;
}

function taskHolder(
  { measure, value, ties, task }: TaskHolding,
  decimals: 1 | 2,
  { openTask }: RecordsUse,
): TemplateResult {
  return html`<strong>${holderValue(measure, value, (factor) => formatFactor(factor, decimals))}</strong>
    <button type="button" class="link clipped" dir="auto" title=${task.title} @click=${() => openTask(task)}>
      ${task.title}
    </button>
    ${notes(ties, false)}`;
}

function notes(ties: number, current: boolean): TemplateResult {
  return html`${
    ties === 0
      ? nothing
      : html`<span class="quiet">
          ${ties === 1 ? l10n.t('and 1 other') : l10n.t('and {0} others', formatCount(ties))}
        </span>`
  }
  ${current ? html`<span class="quiet">${l10n.t('so far')}</span>` : nothing}`;
}

function holderValue(measure: PeriodMeasure, value: number, factor: (value: number) => string): string {
  switch (measure) {
    case 'leverageFactor':
    case 'supervisoryLeverageFactor':
      return factor(value);
    case 'humanHours':
      return formatTotalHours(value);
    case 'aiMinutes':
      return formatMinutes(value);
    case 'tasks':
      return formatCount(value);
  }
}
