import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { RecordState } from '../../src/core/page/protocol';
import { commandButton } from '../commandButton';
import type { Host } from '../host';
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
  </section>`;
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
