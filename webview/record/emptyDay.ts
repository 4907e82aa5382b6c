import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { formatFactor, formatHours } from '../../src/core/figures/format';
import type { ExampleView, RecordState } from '../../src/core/page/protocol';
import { commandButton } from '../commandButton';
import type { Host } from '../host';
import { shownColumns } from './columns';
import { summaryFigures } from './recordHeader';

/** Instead of the task log, if a day has no row to show. */
export function emptyDay(state: RecordState, host: Host): TemplateResult | typeof nothing {
  if (state.store.kind === 'opening') {
    return nothing;
  }
  if (state.totals?.tasks !== 0) {
    // Its tasks can't be shown, which the banner says.
    return summaryFigures(state);
  }
  const today = state.day === state.today;
  return html`<section class="empty-day">
      <p>${today ? l10n.t('No task has been closed today.') : l10n.t('No task was closed on this day.')}</p>
      ${today ? nextStep(state, host) : nothing}
    </section>
    ${state.example === null ? nothing : exampleSection(state.example, state, host)}`;
}

/** What makes the first row of today: closing the task that is worked on, or starting one. */
function nextStep(state: RecordState, host: Host): TemplateResult {
  const task = state.openTasks.find(({ current }) => current) ?? state.openTasks[0];
  return commandButton({
    label: task ? l10n.t('Close Task') : l10n.t('Start Task'),
    // What agents have done goes first.
    kind: state.proposals.all === null ? 'primary' : 'secondary',
    run: () => host.send(task ? { type: 'closeTask', id: task.id } : { type: 'startTask' }),
  });
}

/** What a filled day looks like: only to be read, and said to be no data wherever one looks. */
function exampleSection(
  { rows, totals }: ExampleView,
  { rowDecimals }: Pick<RecordState, 'rowDecimals'>,
  host: Host,
): TemplateResult {
  return html`<section class="example" aria-labelledby="example-heading">
    <header>
      <h2 id="example-heading">${l10n.t('Example')}</h2>
      <p>${l10n.t('This is how a day with three tasks looks. None of it is recorded.')}</p>
      ${commandButton({ label: l10n.t('Hide Example'), run: () => host.send({ type: 'hideExample' }) })}
    </header>
    ${summaryFigures({ totals })}
    <div class="scroller" tabindex="0" role="group" aria-labelledby="example-heading">
      <table aria-labelledby="example-heading">
        <thead>
          <tr>
            ${shownColumns(rows).map(
              ({ id, heading, meaning }) =>
                html`<th scope="col" class=${id} title=${meaning()}>${heading()}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <td class="number">${row.number}</td>
                <th scope="row">${row.title}</th>
                ${[
                  formatHours(row.estimate?.hours ?? 0),
                  row.aiMinutes,
                  row.supervisoryMinutes,
                  formatFactor(row.leverageFactor, rowDecimals),
                  formatFactor(row.supervisoryLeverageFactor, rowDecimals),
                ].map((figure) => html`<td class="figure">${figure}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
