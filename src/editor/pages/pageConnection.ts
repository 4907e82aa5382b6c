import * as l10n from '@vscode/l10n';
import { inBackground } from '../../core/inBackground';
import type * as vscode from 'vscode';
import { fittingState } from '../../core/page/fittingState';
import type { Disposable, Log } from '../../core/ports';
import {
  parseWebviewMessage,
  type HostMessage,
  type RecordState,
  type StateMessage,
} from '../../core/page/protocol';
import { UserError } from '../../core/userError';
import type { Perform } from '../actions/performer';
import { Coalesced } from '../coalesced';
import type { PageName } from './pageMarkup';

export interface PageStates {
  /** YYYY-MM-DD */
  today(): string;
  /** @param day undefined: today */
  state(day: string | undefined, shown: ShownParts): RecordState;
  /** How many tasks agents proposed that nobody decided on. */
  proposed(): number;
  /** Anything `state` would answer has changed; running clocks alone are no change, the page advances them itself. */
  onDidChange(listener: () => void): Disposable;
}

/** The parts of the state that a page may do without. */
export interface ShownParts {
  readonly timeline: boolean;
}

export interface PageDeps {
  readonly states: PageStates;
  readonly perform: Perform;
  readonly log: Log;
}

/** The part of a webview view and of a webview panel that both have, as far as it is needed here. */
export interface PageHost {
  readonly webview: Pick<vscode.Webview, 'onDidReceiveMessage' | 'postMessage'>;
  readonly visible: boolean;
}

/** Changes that come in a burst (an import, another window's writes) make one state. */
const coalesceMs = 100;

/**
 * One live page: whole states down, parsed intents up. Ends with its view or panel. The owner reports when the page
 * becomes visible again, since VS Code names that event differently for views and panels.
 */
export class PageConnection {
  private readonly owned: Disposable[];
  private readonly sending = new Coalesced(coalesceMs, () => this.send());
  /** False until the page's script asked for its first state: nobody would hear it earlier. */
  private listening = false;
  private goTo: Pick<StateMessage, 'goTo' | 'task'> = {};
  private shown: ShownParts = { timeline: false };

  constructor(
    private readonly host: PageHost,
    private readonly page: PageName,
    private readonly deps: PageDeps,
    /** Undefined: today, also when the day changes. */
    private day: string | undefined,
  ) {
    this.owned = [
      host.webview.onDidReceiveMessage((raw: unknown) =>
        inBackground(this.receive(raw), this.deps.log, `A message of the ${this.page} page failed.`),
      ),
      deps.states.onDidChange(() => this.sending.request()),
    ];
  }

  /** @param day undefined: today @param task the id of the one to go to */
  showDay(day: string | undefined, task?: string): void {
    this.day = day === this.deps.states.today() ? undefined : day;
    this.goTo = task === undefined ? {} : { task };
    this.send();
  }

  /** Brings a part of the page into sight with the next state. */
  goToPart(part: NonNullable<StateMessage['goTo']>): void {
    this.goTo = { goTo: part };
    this.send();
  }

  visibilityChanged(): void {
    // Sends nothing while hidden. The page that comes back also asks by itself, since it was destroyed while hidden.
    this.send();
  }

  /** Ends with the connection. */
  own(...disposables: readonly Disposable[]): void {
    disposables.forEach((each) => this.owned.push(each));
  }

  dispose(): void {
    this.sending.dispose();
    for (const each of this.owned) {
      each.dispose();
    }
  }

  private send(): void {
    // This state includes whatever was waiting to be sent.
    this.sending.dispose();
    if (!this.listening || !this.host.visible) {
      return;
    }
    try {
      const message = this.message();
      // Refused only by a page that is gone.
      this.host.webview.postMessage(message).then(undefined, (error: unknown) => this.fail('send', error));
    } catch (error) {
      this.fail('send', error);
    }
  }

  private message(): HostMessage {
    try {
      const state = fittingState(this.deps.states.state(this.day, this.shown));
      const { goTo } = this;
      this.goTo = {};
      return { type: 'state', state, ...goTo };
    } catch (error) {
      this.fail('make', error);
      // A page without a word would be taken for an empty day.
      return noState(error);
    }
  }

  private async receive(raw: unknown): Promise<void> {
    const message = parseWebviewMessage(raw);
    if (!message) {
      this.deps.log.warn(`Ignored a message of the ${this.page} page that is no intent of ours.`);
      return;
    }
    try {
      if (message.type === 'ready') {
        this.listening = true;
      } else if (message.type === 'showDay') {
        this.day = message.day === this.deps.states.today() ? undefined : message.day;
      } else if (message.type === 'showTimeline') {
        this.shown = { timeline: message.shown };
      } else {
        await this.deps.perform(message.type, message);
      }
    } catch (error) {
      this.deps.log.error(`The ${this.page} page asked for ${message.type}, which failed.`, error);
    }
    // Also where nothing changed: the page waits for an answer to show an edit as done or as refused.
    this.send();
  }

  private fail(what: 'send' | 'make', error: unknown): void {
    this.deps.log.error(`Could not ${what} the state of the ${this.page} page.`, error);
  }
}

function noState(error: unknown): HostMessage {
  return {
    type: 'noState',
    message:
      error instanceof UserError ? error.message : l10n.t("This day can't be shown because of an error."),
    nextStep:
      error instanceof UserError
        ? ''
        : l10n.t(
            'Everything recorded is kept. Reload the window; the “Leverage Record” output channel shows what failed.',
          ),
  };
}
