import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { evidences } from '../../src/core/task/evidence';
import { formatAverage, formatCount, formatTotalHours } from '../../src/core/figures/format';
import { formatEvidence } from '../../src/core/figures/formatEvidence';
import type { RecordState, RowView } from '../../src/core/page/protocol';
import { commandButton } from '../commandButton';
import type { Host } from '../host';
import { isGrouping, type LogColumn, type ColumnId } from './columns';
import type { Draft } from './editing/draft';
import { logRow } from './logRow';
import type { Cell } from './pageState';
import { rowActions } from './rowMenu';
import type { SortOrder } from './sortRows';

export interface TaskLogView {
  readonly state: RecordState;
  /** The rows as sorted. */
  readonly rows: readonly RowView[];
  readonly columns: readonly LogColumn[];
  /** Ids of the selected rows. */
  readonly selected: ReadonlySet<string>;
  readonly order: SortOrder;
  /** The only cell that Tab reaches; arrow keys move it. */
  readonly cell: Cell;
  readonly draft: Draft | null;
  readonly host: Host;
  readonly sort: (column: ColumnId) => void;
  readonly pressKey: (event: KeyboardEvent) => void;
  readonly doubleClick: (event: MouseEvent) => void;
  readonly click: (event: MouseEvent) => void;
  readonly focusIn: (event: FocusEvent) => void;
  readonly type: (text: string) => void;
  readonly leaveDraft: () => void;
}

/**
 * The task log: a plain table, since the toolkit's grid takes a second for a thousand rows. It follows the grid
 * pattern, so that the keyboard needs one Tab for the table and arrows inside it.
 */
export function taskLog(view: TaskLogView): TemplateResult {
  return html`<section class="log" aria-labelledby="log-heading">
    <header>
      <h2 id="log-heading">${l10n.t('Task log')}</h2>
      ${legend()}
    </header>
    <div class="scroller">
      <table
        role="grid"
        aria-multiselectable="true"
        aria-labelledby="log-heading"
        aria-describedby="log-keys"
        @keydown=${view.pressKey}
        @dblclick=${view.doubleClick}
        @mousedown=${keepText}
        @click=${view.click}
        @focusin=${view.focusIn}
      >
        <thead>
          <tr>
            ${view.columns.map(({ id, heading, meaning }) => headingCell(view, id, heading(), meaning()))}
            <td class="actions"><span class="visually-hidden">${l10n.t('Actions')}</span></td>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            view.rows,
            (row) => row.id,
            (row) => logRow(row, view),
          )}
        </tbody>
        ${totals(view)}
      </table>
    </div>
    <div class="commands selection">${selection(view)}</div>
    <p id="log-keys" class="visually-hidden">
      ${l10n.t(
        'Arrow keys move between cells. Enter or F2 edits a title, an estimate or minutes; Escape cancels. Shift with arrow keys or Ctrl+A selects several tasks, Space one more.',
      )}
    </p>
  </section>`;
}

/** Shift selects rows, not the text between two clicks. */
function keepText(event: MouseEvent): void {
  if (event.shiftKey) {
    event.preventDefault();
  }
}

/** How many rows are selected, where it is more than one, and what can be done with them. */
function selection({ rows, selected, host }: TaskLogView): TemplateResult {
  const chosen = rows.filter(({ id }) => selected.has(id));
  const several = chosen.length > 1;
  return html`<span role="status">
      ${several ? l10n.t('{0} tasks selected', formatCount(chosen.length)) : nothing}
    </span>
    ${several ? rowActions(chosen, (intent) => host.send(intent)).map(commandButton) : nothing}`;
}

function headingCell(
  { order, sort }: TaskLogView,
  id: ColumnId,
  heading: string,
  meaning: string,
): TemplateResult {
  const direction = order.column === id ? order.direction : undefined;
  return html`<th scope="col" class=${id} aria-sort=${direction ?? nothing}>
    <button type="button" title=${meaning} aria-label=${meaning} @click=${() => sort(id)}>
      <span>${heading}</span><span class="sort ${direction ?? ''}" aria-hidden="true"></span>
    </button>
  </th>`;
}

function totals({ state: { totals }, columns }: TaskLogView): TemplateResult | typeof nothing {
  const groups = columns.filter(({ id }) => isGrouping(id)).map(() => html`<td></td>`);
  if (totals === null) {
    return nothing;
  }
  const label =
    totals.tasks === 1 ? l10n.t('Total, 1 task') : l10n.t('Total, {0} tasks', formatCount(totals.tasks));
  return html`<tfoot>
    <tr>
      <td></td>
      <th scope="row">${label}</th>
      ${groups}
      <td class="figure">${formatTotalHours(totals.humanHours)}</td>
      <td class="figure">${formatCount(totals.aiMinutes)}</td>
      <td class="figure">${formatCount(totals.supervisoryMinutes)}</td>
      <td></td>
      <td></td>
      <td></td>
    </tr>
    <tr>
      <td></td>
      <th scope="row">${l10n.t('Weighted average')}</th>
      ${groups}
      <td></td>
      <td></td>
      <td></td>
      <td class="figure">${formatAverage(totals.leverageFactor)}</td>
      <td class="figure">${formatAverage(totals.supervisoryLeverageFactor)}</td>
      <td></td>
    </tr>
  </tfoot>`;
}

function legend(): TemplateResult {
  return html`<ul class="legend" aria-label=${l10n.t('Legend')}>
    ${evidences.map(
      (evidence) =>
        html`<li title=${formatEvidence(evidence).explanation}>
          <span class="evidence ${evidence}" aria-hidden="true"></span>${formatEvidence(evidence).word}
        </li>`,
    )}
  </ul>`;
}
