import * as l10n from '@vscode/l10n';
import { inBackground } from '../../core/inBackground';
import {
  firstQuery,
  parseHistoryIntent,
  type HistoryIntent,
  type HistoryMessage,
  type HistoryQuery,
  type HistoryState,
  type LeaderView,
  type RecordCard,
} from '../../core/page/historyProtocol';
import type { Disposable, Log } from '../../core/ports';
import { UserError } from '../../core/userError';
import type { Perform } from '../actions/performer';
import { Coalesced } from '../coalesced';
import type { PageHost } from './pageConnection';

export interface HistoryAnswers {
  state(query: HistoryQuery): HistoryState;
  /** Further rows of its leaderboard. */
  rows(query: HistoryQuery, from: number): LeaderView[];
  /** What a picture of these days shows; null if none of their tasks is public. */
  card(from: string, to: string): RecordCard | null;
  /** Anything `state` would answer has changed. */
  onDidChange(listener: () => void): Disposable;
}

export interface HistoryConnectionDeps {
  readonly answers: HistoryAnswers;
  readonly perform: Perform;
  readonly log: Log;
}

/** Changes that come in a burst make one state; while the record is being read, it shows how far that is. */
const coalesceMs = 100;

/** The live history page: whole states down, parsed intents up. Ends with its panel. */
export class HistoryConnection {
  private readonly owned: Disposable[];
  private readonly sending = new Coalesced(coalesceMs, () => this.send());
  /** False until the page's script asked for its first state: nobody would hear it earlier. */
  private listening = false;
  private shownRevision: number | undefined;

  constructor(
    private readonly host: PageHost,
    private readonly deps: HistoryConnectionDeps,
    private query: HistoryQuery = firstQuery,
  ) {
    this.owned = [
      host.webview.onDidReceiveMessage((raw: unknown) =>
        inBackground(this.receive(raw), this.deps.log, 'A message of the history page failed.'),
      ),
      deps.answers.onDidChange(() => this.sending.request()),
    ];
  }

  /** Sends nothing while hidden. The page that comes back also asks by itself, since it was destroyed while hidden. */
  visibilityChanged(): void {
    this.send();
  }

  /** Ends with the connection. */
  own(...disposables: readonly Disposable[]): void {
    disposables.forEach((each) => this.owned.push(each));
  }

  dispose(): void {
    this.sending.dispose();
    this.owned.forEach((each) => each.dispose());
  }

  private send(): void {
    // This state includes whatever was waiting to be sent.
    this.sending.dispose();
    if (this.listening && this.host.visible) {
      this.post(this.message());
    }
  }

  private post(message: HistoryMessage): void {
    // Refused only by a page that is gone.
    this.host.webview.postMessage(message).then(undefined, (error: unknown) => this.fail('send', error));
  }

  private message(): HistoryMessage {
    try {
      const state = this.deps.answers.state(this.query);
      this.shownRevision = state.revision;
      return { type: 'history', state };
    } catch (error) {
      this.fail('make', error);
      return noHistory(error);
    }
  }

  private async receive(raw: unknown): Promise<void> {
    const intent = parseHistoryIntent(raw);
    if (!intent) {
      this.deps.log.warn('Ignored a message of the history page that is no intent of ours.');
      return;
    }
    await this.handle(intent);
  }

  private async handle(intent: HistoryIntent): Promise<void> {
    switch (intent.type) {
      case 'ready':
        this.listening = true;
        this.send();
        break;
      case 'showHistory':
        this.query = intent.query;
        this.send();
        break;
      case 'leaderboardRows':
        this.sendRows(intent);
        break;
      case 'pictureOf':
        this.sendCard(intent);
        break;
      default:
        await this.deps.perform(intent.type, intent);
    }
  }

  /** A request of an older state has no answer: the newer one brings its own rows. */
  private sendRows({ revision, from }: Extract<HistoryIntent, { readonly type: 'leaderboardRows' }>): void {
    if (revision === this.shownRevision && this.host.visible) {
      this.post({ type: 'leaderboardRows', revision, from, rows: this.deps.answers.rows(this.query, from) });
    }
  }

  private sendCard({ from, to, use }: Extract<HistoryIntent, { readonly type: 'pictureOf' }>): void {
    this.post({ type: 'recordCard', card: this.deps.answers.card(from, to), use });
  }

  private fail(what: 'send' | 'make', error: unknown): void {
    this.deps.log.error(`Could not ${what} the state of the history page.`, error);
  }
}

function noHistory(error: unknown): HistoryMessage {
  return {
    type: 'noState',
    message:
      error instanceof UserError ? error.message : l10n.t("The history can't be shown because of an error."),
    nextStep:
      error instanceof UserError
        ? ''
        : l10n.t(
            'Everything recorded is kept. Reload the window; the “Leverage Record” output channel shows what failed.',
          ),
  };
}
