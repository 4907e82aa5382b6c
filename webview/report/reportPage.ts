import * as l10n from '@vscode/l10n';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { RecordState } from '../../src/core/page/protocol';
import { commandButton } from '../commandButton';
import type { Host } from '../host';
import { KeyboardPlace } from '../keyboardPlace';
import { PageClock } from '../pageClock';
import { proposals } from '../proposals';
import { storeBanner } from '../storeBanner';
import { dayFigures } from './dayFigures';
import { digestOfWeek } from './digestOfWeek';
import { inboxSummary } from './inboxSummary';
import { openTasks } from './openTasks';
import { todayLog } from './todayLog';
import { undoIcon } from '../icons';

/**
 * The sidebar. Plain lit templates from state to page rather than custom elements: a single document keeps labels,
 * headings and the style sheet in one piece, and lit leaves unchanged parts alone, so focus and scroll stay.
 */
export class ReportPage {
  private readonly clock = new PageClock(() => this.draw());
  private readonly keyboard = new KeyboardPlace();
  private state: RecordState | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly host: Host,
  ) {}

  receive(state: RecordState): void {
    this.state = state;
    this.clock.follow(state);
    this.draw();
  }

  private draw(): void {
    const { state } = this;
    if (state) {
      this.keyboard.keep(() => render(reportPage(state, this.clock.sinceState(state), this.host), this.root));
    }
  }
}

function reportPage(state: RecordState, sinceState: number, host: Host): TemplateResult {
  const empty =
    state.rows.length === 0 &&
    state.openTasks.length === 0 &&
    state.inbox.count === 0 &&
    state.proposals.count === 0 &&
    state.leftOut.length === 0;
  return html`<main>
    <h1 class="visually-hidden">${l10n.t('Daily report, {0}', state.dayLabel)}</h1>
    ${storeBanner(state)} ${content()} ${undo(state, host)}
  </main>`;

  function content(): TemplateResult | typeof nothing {
    if (!empty) {
      return html`${proposals(state, host)} ${digestOfWeek(state, host)} ${dayFigures(state)}
      ${openTasks(state, sinceState, host)} ${inboxSummary(state.inbox, host)} ${todayLog(state, host)}`;
    }
    return state.store.kind === 'opening' ? nothing : html`${digestOfWeek(state, host)} ${nothingYet(host)}`;
  }
}

function nothingYet(host: Host): TemplateResult {
  return html`<section class="nothing-yet">
    <p>${l10n.t('Describe a task, hand it to your agents, and this report shows what it was worth.')}</p>
    ${commandButton({ label: l10n.t('Start Task'), kind: 'primary', run: () => host.send({ type: 'startTask' }) })}
    ${commandButton({ label: l10n.t('Connect Agents'), run: () => host.send({ type: 'connectAgents' }) })}
  </section>`;
}

function undo(state: RecordState, host: Host): TemplateResult | typeof nothing {
  return state.undoLabel === null
    ? nothing
    : html`<footer>
        ${commandButton({
          label: l10n.t('Undo'),
          icon: undoIcon,
          accessibleLabel: l10n.t('Undo: {0}', state.undoLabel),
          run: () => host.send({ type: 'undo' }),
        })}
        <span class="quiet">${state.undoLabel}</span>
      </footer>`;
}
