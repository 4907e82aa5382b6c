import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatFactor } from '../../src/core/figures/format';
import type { RecordState } from '../../src/core/page/protocol';
import { commandButton } from '../commandButton';
import type { Host } from '../host';
import { privateMark } from '../privateMark';

/** The closed tasks in brief, best factor first; each opens for editing. */
export function todayLog({ rows, totals, rowDecimals }: RecordState, host: Host): TemplateResult {
  return html`<section aria-labelledby="log-heading">
    <header>
      <h2 id="log-heading">${l10n.t('Closed today')}</h2>
    </header>
    ${
      rows.length === 0
        ? totals?.tasks === 0
          ? html`<p class="quiet">${l10n.t('Nothing yet. Close a task to record it.')}</p>`
          : nothing
        : html`<ol class="log">
            ${repeat(
              rows,
              (row) => row.id,
              (row) =>
                html`<li>
                  <button
                    type="button"
                    title=${row.title}
                    @click=${() => host.send({ type: 'editTask', id: row.id })}
                  >
                    <span class="title" dir="auto">${row.title}</span>
                    ${row.private ? privateMark() : nothing}
                    <span class="factor">${formatFactor(row.leverageFactor, rowDecimals)}</span>
                  </button>
                </li>`,
            )}
          </ol>`
    }
    ${commandButton({ label: l10n.t('Open Record'), run: () => host.send({ type: 'openRecord' }) })}
  </section>`;
}
