import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { RecordState } from '../../src/core/page/protocol';
import type { WebviewMessage } from '../../src/core/page/intents';
import type { CopyChart } from '../charts/copyChart';
import { loadScript } from '../loadScript';
import type { TimelineElement, TimelineInPage } from './timeline/timelineElement';

interface PageOfTimeline {
  readonly isOpen: () => boolean;
  /** Draws the page with it unfolded or folded away. */
  readonly setOpen: (open: boolean) => void;
  readonly draw: () => void;
  readonly send: (intent: WebviewMessage) => void;
  readonly goToLog: (taskId: string) => void;
  readonly copy: CopyChart;
}

/**
 * The day's sessions side by side, folded away until they are asked for: only then is the script loaded that draws
 * them, and only then does a state hold them.
 */
export class TimelineSection {
  /** Undefined until it was opened. */
  private script: 'loading' | 'loaded' | 'failed' | undefined;
  /** The task to show once everything is there. */
  private wanted: string | undefined;

  constructor(private readonly page: PageOfTimeline) {
    if (page.isOpen()) {
      this.opened();
    }
  }

  draw(state: RecordState): TemplateResult | typeof nothing {
    const open = this.page.isOpen();
    return state.store.kind === 'opening'
      ? nothing
      : html`<details class="timeline" ?open=${open} @toggle=${(event: Event) => this.toggled(event)}>
          <summary><h2>${l10n.t('Timeline')}</h2></summary>
          ${open ? this.content(state) : nothing}
        </details>`;
  }

  /** Opens it at a task's first session. */
  show(taskId: string): void {
    this.wanted = taskId;
    this.setOpen(true);
  }

  /** What takes the keyboard in a page just drawn; undefined if nothing was asked for or it isn't there yet. */
  takeWanted(main: ParentNode): HTMLElement | null | undefined {
    const element = main.querySelector<TimelineElement>('leverage-timeline');
    if (!element || this.wanted === undefined) {
      return undefined;
    }
    const taskId = this.wanted;
    this.wanted = undefined;
    element.scrollIntoView({ block: 'nearest' });
    return element.showTask(taskId);
  }

  private content({ timeline, now, rows }: RecordState): TemplateResult | typeof nothing {
    if (this.script === 'failed') {
      return html`<p>${l10n.t('The timeline could not be loaded. Reload the window.')}</p>`;
    }
    if (this.script !== 'loaded' || timeline === null) {
      return nothing;
    }
    const view: TimelineInPage = {
      timeline,
      now,
      isInLog: (taskId) => rows.some(({ id }) => id === taskId),
      goToLog: (taskId) => this.page.goToLog(taskId),
      copy: this.page.copy,
    };
    return html`<leverage-timeline .view=${view}></leverage-timeline>`;
  }

  private toggled({ target, currentTarget }: Event): void {
    // The table within it folds too.
    if (
      target === currentTarget &&
      target instanceof HTMLDetailsElement &&
      target.open !== this.page.isOpen()
    ) {
      this.setOpen(target.open);
    }
  }

  private setOpen(open: boolean): void {
    if (open && !this.page.isOpen()) {
      this.opened();
    } else if (!open && this.page.isOpen()) {
      this.page.send({ type: 'showTimeline', shown: false });
    }
    this.page.setOpen(open);
  }

  private opened(): void {
    this.page.send({ type: 'showTimeline', shown: true });
    if (this.script === undefined) {
      this.script = 'loading';
      void loadScript('timeline.js').then(
        () => this.becomes('loaded'),
        () => this.becomes('failed'),
      );
    }
  }

  private becomes(script: 'loaded' | 'failed'): void {
    this.script = script;
    this.page.draw();
  }
}
