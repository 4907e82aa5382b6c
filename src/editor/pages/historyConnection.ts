import * as l10n from '@vscode/l10n';
import {
  firstQuery,
  parseHistoryIntent,
  weekQuery,
  type HistoryIntent,
  type HistoryMessage,
  type HistoryQuery,
  type HistoryState,
  type LeaderView,
  type RecordCard,
} from '../../core/page/historyProtocol';
import type { Disposable, Log } from '../../core/ports';
import type { Perform } from '../actions/performer';
import { PageLink, type PageHost } from './pageLink';

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

/** The history page, for one query. */
export class HistoryConnection extends PageLink<HistoryMessage, HistoryIntent> {
  private shownRevision: number | undefined;
  /** Whether the state that is being made was asked for outside of the page. */
  private fromTop = false;

  constructor(
    host: PageHost,
    private readonly deps: HistoryConnectionDeps,
    private query: HistoryQuery = firstQuery,
  ) {
    super(host, {
      name: 'history',
      unavailable: () => l10n.t("The history can't be shown because of an error."),
      log: deps.log,
      onDidChange: (listener) => deps.answers.onDidChange(listener),
    });
  }

  /** Shows the week of a day, whatever the page shows. */
  showWeek(day: string): void {
    this.query = weekQuery(this.query, day);
    this.fromTop = true;
    this.send();
    this.fromTop = false;
  }

  protected override state(): HistoryMessage {
    const state = this.deps.answers.state(this.query);
    this.shownRevision = state.revision;
    return { type: 'history', state, ...(this.fromTop && { fromTop: true as const }) };
  }

  protected override parse(raw: unknown): HistoryIntent | undefined {
    return parseHistoryIntent(raw);
  }

  protected override async handle(intent: HistoryIntent): Promise<void> {
    switch (intent.type) {
      case 'ready':
        this.startListening();
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
    if (revision === this.shownRevision) {
      this.post(() => ({
        type: 'leaderboardRows',
        revision,
        from,
        rows: this.deps.answers.rows(this.query, from),
      }));
    }
  }

  private sendCard({ from, to, use }: Extract<HistoryIntent, { readonly type: 'pictureOf' }>): void {
    this.post(() => ({ type: 'recordCard', card: this.deps.answers.card(from, to), use }));
  }
}
