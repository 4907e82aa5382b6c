import * as vscode from 'vscode';
import type { DayRollover } from '../../core/days/dayRollover';
import { History } from '../../core/history/history';
import { HistoryIndex } from '../../core/history/historyIndex';
import { HistoryReader } from '../../core/history/historyReader';
import type { HistoryQuery, HistoryState, LeaderView, RecordCard } from '../../core/page/historyProtocol';
import { buildHistoryState, leaderboardRows } from '../../core/page/historyState';
import { PeriodLabels } from '../../core/page/periodLabels';
import type { Log } from '../../core/ports';
import { recordCard } from '../../core/publish/forms/recordCard';
import type { PublishingStore } from '../../core/publish/selection/publicReads';
import type { HistoryReads, RecordStore } from '../../core/record/recordStore';
import type { Settings } from '../settings';
import type { HistoryAnswers } from './historyConnection';

export interface HistoryStatesDeps {
  readonly store: HistoryReads & PublishingStore & Pick<RecordStore, 'status' | 'onDidChange'>;
  readonly settings: Pick<Settings, 'rowDecimals' | 'folderNames' | 'onDidChange'>;
  readonly dayRollover: Pick<DayRollover, 'today' | 'onDidTurn'>;
  readonly log: Log;
}

/** How long the record is read in one go: the window must stay quick to type in. */
const atOnceMs = 8;

/** The history page's states. Reads the record while there is time between other work, and then what changes of it. */
export class HistoryStates implements HistoryAnswers, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly labels = new PeriodLabels(vscode.env.language);
  private readonly index = new HistoryIndex();
  private readonly history = new History(this.index);
  private readonly reader: HistoryReader;
  private readonly owned: vscode.Disposable;
  private revision = 0;
  private reading: NodeJS.Immediate | undefined;
  /** What the listeners were told of last. */
  private told = '';

  constructor(private readonly deps: HistoryStatesDeps) {
    this.reader = new HistoryReader(deps.store, this.index);
    this.owned = vscode.Disposable.from(
      this.changed,
      deps.store.onDidChange(() => this.read()),
      deps.settings.onDidChange(() => this.changed.fire()),
      deps.dayRollover.onDidTurn(() => this.changed.fire()),
    );
    this.read();
  }

  state(query: HistoryQuery): HistoryState {
    this.revision += 1;
    return buildHistoryState({
      history: this.history,
      query,
      today: this.deps.dayRollover.today().day,
      labels: this.labels,
      status: this.deps.store.status,
      revision: this.revision,
      reading: this.reader.progress,
      rowDecimals: this.deps.settings.rowDecimals,
    });
  }

  rows(query: HistoryQuery, from: number): LeaderView[] {
    const today = this.deps.dayRollover.today().day;
    return leaderboardRows({ history: this.history, query, today, labels: this.labels }, from);
  }

  card(from: string, to: string): RecordCard | null {
    return recordCard(this.deps.store, { from, to }, this.deps.settings.folderNames);
  }

  dispose(): void {
    clearImmediate(this.reading);
    this.owned.dispose();
  }

  /** Reads what is new, a little at a time, and says so if there was any. */
  private read(): void {
    this.reading ??= setImmediate(() => {
      this.reading = undefined;
      try {
        this.readForAWhile();
      } catch (error) {
        this.deps.log.error('The record could not be read for the history page.', error);
      }
      this.tellIfChanged();
    });
  }

  private readForAWhile(): void {
    const until = performance.now() + atOnceMs;
    let more = true;
    while (more && performance.now() < until) {
      more = this.reader.step();
    }
    if (more) {
      this.read();
    }
  }

  /** Running work is written every few seconds, which changes no day of the past. */
  private tellIfChanged(): void {
    const told = JSON.stringify([this.index.revision, this.reader.progress, this.deps.store.status]);
    if (told !== this.told) {
      this.told = told;
      this.changed.fire();
    }
  }
}
