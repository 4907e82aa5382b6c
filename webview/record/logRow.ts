import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { absent, formatFactor, formatHours } from '../../src/core/figures/format';
import { countedHours } from '../../src/core/task/countedHours';
import type { Evidence } from '../../src/core/task/evidence';
import type { RowView } from '../../src/core/page/protocol';
import type { EditableField } from '../../src/core/typed/editableField';
import { timeMark } from '../evidenceMark';
import { drawnIcon } from '../drawnIcon';
import { privateMark } from '../privateMark';
import { beside, cellDetails } from './cellDetails';
import { cellEditor } from './cellEditor';
import { isGrouping, type ColumnId } from './columns';
import type { TaskLogView } from './taskLog';
import { moreIcon } from '../icons';

/** One task of the log. Redrawn only when it, its focused cell or its draft changed. */
export function logRow(row: RowView, view: TaskLogView): unknown {
  const active = view.cell.id === row.id ? view.cell.column : undefined;
  const draft = view.draft?.id === row.id ? view.draft : undefined;
  const decimals = view.state.rowDecimals;
  const selected = view.selected.has(row.id);

  return guard([row, active, draft, decimals, selected, view.columns], () => {
    const tab = (column: ColumnId | 'actions'): number => (active === column ? 0 : -1);
    const editorOf = (field: EditableField): TemplateResult | undefined =>
      draft?.field === field ? cellEditor(draft, row, view) : undefined;

    return html`<tr data-id=${row.id} aria-selected=${selected}>
      <td class="number" data-column="number" aria-readonly="true" tabindex=${tab('number')}>
        ${row.number}
      </td>
      <th scope="row" class="title" data-column="title" tabindex=${tab('title')}>
        ${editorOf('title') ?? titleCell(row)} ${editorOf('tokens') ?? nothing}
      </th>
      ${view.columns.map(({ id }) =>
        isGrouping(id)
          ? html`<td
              class="group"
              data-column=${id}
              tabindex=${tab(id)}
              title=${row[id] ?? nothing}
              dir="auto"
            >
              ${row[id]}
            </td>`
          : nothing,
      )}
      <td class="figure" data-column="estimate" tabindex=${tab('estimate')} title=${details('estimate')}>
        ${editorOf('estimate') ?? estimate(row)}
      </td>
      <td class="figure" data-column="aiMinutes" tabindex=${tab('aiMinutes')} title=${details('aiMinutes')}>
        ${editorOf('aiMinutes') ?? minutes(row.aiMinutes, row.aiEvidence, row.measured?.aiMs)}
      </td>
      <td
        class="figure"
        data-column="supervisoryMinutes"
        tabindex=${tab('supervisoryMinutes')}
        title=${details('supervisoryMinutes')}
      >
        ${editorOf('supervisoryMinutes') ?? minutes(row.supervisoryMinutes, row.supervisionEvidence, row.measured?.supervisoryMs)}
      </td>
      <td
        class="figure"
        data-column="factor"
        aria-readonly="true"
        tabindex=${tab('factor')}
        title=${details('factor')}
      >
        ${formatFactor(row.leverageFactor, decimals)}
      </td>
      <td
        class="figure"
        data-column="supervisoryFactor"
        aria-readonly="true"
        tabindex=${tab('supervisoryFactor')}
        title=${details('supervisoryFactor')}
      >
        ${formatFactor(row.supervisoryLeverageFactor, decimals)}
      </td>
      <td class="actions" data-column="actions" aria-readonly="true">
        <button
          type="button"
          aria-haspopup="menu"
          aria-label=${l10n.t('Actions for {0}', row.title)}
          tabindex=${tab('actions')}
        >
          ${drawnIcon(moreIcon)}
        </button>
      </td>
    </tr>`;
  });

  function details(column: ColumnId): string {
    return cellDetails(row, column, decimals);
  }
}

function titleCell(row: RowView): TemplateResult {
  const more = beside(row);
  return html`<div class="line" title=${row.title}>
    ${row.private ? privateMark() : nothing}
    <span class="text" dir="auto">${row.title}</span>
    ${more === '' ? nothing : html`<span class="beside" dir="auto">${more}</span>`}
  </div>`;
}

function estimate(row: RowView): TemplateResult {
  const hours = countedHours(row);
  return hours === undefined
    ? html`<span aria-hidden="true">${absent}</span
        ><span class="visually-hidden">${l10n.t('no estimate')}</span>`
    : html`${formatHours(hours)}`;
}

function minutes(count: number, evidence: Evidence, ms: number | undefined): TemplateResult {
  return html`${count}${timeMark(count, evidence, ms)}`;
}
