import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { inBackground } from '../../core/inBackground';
import type { NoStateMessage } from '../../core/page/protocol';
import type { Disposable, Log } from '../../core/ports';
import { UserError } from '../../core/userError';
import { Coalesced } from '../coalesced';
import { PageStart } from './pageStart';

/** The part of a webview view and of a webview panel that both have, as far as it is needed here. */
export interface PageHost {
  readonly webview: Pick<vscode.Webview, 'onDidReceiveMessage' | 'postMessage'>;
  readonly visible: boolean;
}

export interface PageLinkDeps {
  /** What the page is called in the log. */
  readonly name: string;
  /** Said where no state can be made and the error has no words for users. */
  readonly unavailable: () => string;
  readonly log: Log;
  /** Anything a state would say has changed. */
  readonly onDidChange: (listener: () => void) => Disposable;
}

/** Changes that come in a burst (an import, another window's writes) make one state. */
const coalesceMs = 100;
/** Of what goes on by itself, such as a scan or working agents, a page shows minutes. */
const apartMs = 250;

/**
 * One live page: whole states down, small intents up. Ends with its view or panel. The owner reports when the page
 * becomes visible again, since VS Code names that event differently for views and panels.
 */
export abstract class PageLink<Message, Intent> {
  private readonly owned: Disposable[];
  private readonly sending = new Coalesced(coalesceMs, () => this.sendInSteps(), apartMs);
  private step: NodeJS.Immediate | undefined;
  private start: PageStart | undefined;
  /** False until the page's script asked for its first state: nobody would hear it earlier. */
  private listening = false;

  protected constructor(
    private readonly host: PageHost,
    private readonly link: PageLinkDeps,
  ) {
    this.owned = [
      host.webview.onDidReceiveMessage((raw: unknown) =>
        inBackground(this.receive(raw), link.log, `A message of the ${link.name} page failed.`),
      ),
      link.onDidChange(() => this.sending.request()),
    ];
  }

  /** From when the page was loaded. @param notStarted called where its script isn't heard, so that it stays blank */
  expectStart(notStarted: () => Promise<void>): void {
    const { log, name } = this.link;
    const say = (): void => {
      log.warn(`The ${name} page did not start.`);
      inBackground(notStarted(), log, `That the ${name} page did not start could not be said.`);
    };
    this.start = new PageStart({ isVisible: () => this.host.visible, notStarted: say });
    this.own(this.start);
  }

  /** Sends nothing while hidden. The page that comes back also asks by itself, since it was destroyed while hidden. */
  visibilityChanged(): void {
    this.start?.visibilityChanged();
    this.send();
  }

  /** Ends with the page. */
  own(...disposables: readonly Disposable[]): void {
    disposables.forEach((each) => this.owned.push(each));
  }

  dispose(): void {
    this.sending.dispose();
    clearImmediate(this.step);
    this.owned.forEach((each) => each.dispose());
  }

  /** @throws UserError with words for the page where there is no state to show */
  protected abstract state(): Message;

  /** The same with pauses. */
  protected *stateInSteps(): Generator<undefined, Message> {
    yield;
    return this.state();
  }

  /** @returns undefined if it is no intent of the page */
  protected abstract parse(raw: unknown): Intent | undefined;

  protected abstract handle(intent: Intent): void | Promise<void>;

  /** From now on the page hears what is sent. */
  protected startListening(): void {
    this.listening = true;
  }

  protected send(): void {
    // This state includes whatever was waiting to be sent, or about to be.
    this.sending.done();
    clearImmediate(this.step);
    if (this.listening) {
      this.post(() => this.orNone(() => this.state()));
    }
  }

  /** Changes that nobody waits for: between two steps the window gets its turn. */
  private sendInSteps(): void {
    clearImmediate(this.step);
    if (this.listening && this.host.visible) {
      this.goOn(this.stateInSteps());
    }
  }

  private goOn(steps: Generator<undefined, Message>): void {
    this.step = setImmediate(() => {
      const next = this.orNone(() => steps.next());
      if ('type' in next) {
        this.post(() => next);
      } else if (next.done === true) {
        this.post(() => next.value);
      } else {
        this.goOn(steps);
      }
    });
  }

  /** Posts what `make` says if the page can be seen; a hidden one loses messages. */
  protected post(make: () => Message | NoStateMessage): void {
    if (!this.host.visible) {
      return;
    }
    try {
      // Refused only by a page that is gone.
      this.host.webview.postMessage(make()).then(undefined, (error: unknown) => this.fail('send', error));
    } catch (error) {
      this.fail('send', error);
    }
  }

  private orNone<Made>(make: () => Made): Made | NoStateMessage {
    try {
      return make();
    } catch (error) {
      this.fail('make', error);
      // A page without a word would be taken for an empty record.
      return noState(error, this.link.unavailable());
    }
  }

  private async receive(raw: unknown): Promise<void> {
    const intent = this.parse(raw);
    if (intent === undefined) {
      this.link.log.warn(`Ignored a message of the ${this.link.name} page that is no intent of ours.`);
      return;
    }
    this.start?.heard();
    await this.handle(intent);
  }

  private fail(what: 'send' | 'make', error: unknown): void {
    this.link.log.error(`Could not ${what} the state of the ${this.link.name} page.`, error);
  }
}

function noState(error: unknown, unavailable: string): NoStateMessage {
  if (error instanceof UserError) {
    return { type: 'noState', message: error.message, nextStep: '' };
  }
  return {
    type: 'noState',
    message: unavailable,
    nextStep: l10n.t(
      'Everything recorded is kept. Reload the window; the “Leverage Record” output channel shows what failed.',
    ),
  };
}
