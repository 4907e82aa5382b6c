import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DayRollover } from '../../core/days/dayRollover';
import type { Clock, Log } from '../../core/ports';
import type { RecordStore } from '../../core/record/recordStore';
import { trackerStatus, type TrackerStatus } from '../../core/tracker/trackerStatus';
import { Coalesced, frameMs } from '../coalesced';
import type { Settings } from '../settings';
import { commandIds } from '../commandIds';
import type { Recorder } from '../../recorder/createRecorder';
import { proposedWording, statusWording } from './wording';
import { TodaysFigures } from './todaysFigures';

export const statusItemId = 'status';

/** From low to high: to the right of what VS Code itself shows on the left. */
const priority = 50;
const tickMs = 1000;
/** Most records are open before anybody could read that they are being opened. */
const lateMs = 1000;

export interface StatusBarSource {
  readonly store: RecordStore;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly log: Log;
  readonly dayRollover: Pick<DayRollover, 'today' | 'onDidTurn'>;
  readonly settings: Pick<Settings, 'proposals' | 'onDidChange'>;
}

interface Shown {
  readonly text: string;
  readonly label: string;
  readonly failing: boolean;
  /** All its words. */
  readonly tooltip: string;
}

type Link = readonly [title: string, command: string];

/** The one status bar item. It moves each second, but only while something runs. */
export class StatusBar {
  private readonly item = vscode.window.createStatusBarItem(
    statusItemId,
    vscode.StatusBarAlignment.Left,
    priority,
  );
  private readonly drawing = new Coalesced(frameMs, () => this.draw());
  private readonly owned: vscode.Disposable;
  private readonly today: TodaysFigures;
  private timer: NodeJS.Timeout | undefined;
  private shown: Shown | undefined;
  private proposed: { readonly version: number; readonly count: number } | undefined;
  private opened = false;
  private late = false;
  private readonly lateTimer = setTimeout(() => {
    this.late = true;
    this.drawing.request();
  }, lateMs);

  constructor(private readonly source: StatusBarSource) {
    this.today = new TodaysFigures({ ...source, measurement: source.recorder.measurement });
    this.item.name = 'Leverage Record';
    this.item.command = commandIds.showActions;
    this.owned = vscode.Disposable.from(
      this.item,
      this.drawing,
      source.recorder.onDidChange(() => this.drawing.request()),
      source.store.onDidChange(() => this.recordChanged()),
      source.dayRollover.onDidTurn(() => this.drawing.request()),
      source.settings.onDidChange(() => this.drawing.request()),
    );
    this.draw();
    this.item.show();
  }

  dispose(): void {
    clearInterval(this.timer);
    clearTimeout(this.lateTimer);
    this.owned.dispose();
  }

  private recordChanged(): void {
    if (!this.opened && this.source.store.status.kind !== 'opening') {
      // Before all that waits for the record and now begins.
      this.draw();
    } else {
      this.drawing.request();
    }
  }

  private draw(): void {
    try {
      const status = this.status();
      this.tickWhile(status.kind === 'working');
      this.show(status);
    } catch (error) {
      this.source.log.error('The status bar could not be drawn.', error);
    }
  }

  private status(): TrackerStatus {
    const { store, recorder, clock } = this.source;
    const now = clock();
    const taskId = recorder.currentTask.id;
    const sessions = recorder.sessions.running(now);
    const untasked = sessions.filter((session) => session.taskId === null);
    return trackerStatus({
      store: store.status,
      late: this.late,
      failing: recorder.measurement.failing,
      currentTitle: recorder.currentTask.title,
      measurement:
        taskId === undefined
          ? { aiMs: untasked.reduce((total, { busyMs }) => total + busyMs, 0) }
          : recorder.measurement.ofTask(taskId, now),
      sessions,
    });
  }

  private show(status: TrackerStatus): void {
    const { failing, ...wording } = statusWording(status);
    const proposed = proposedWording(failing ? 0 : this.countProposed());
    const [text, label] = [wording.text + proposed.text, wording.label + proposed.label];
    const sentences = [...wording.sentences, ...proposed.sentences];
    const said = this.opened ? [...sentences, ...this.today.sentences()] : sentences;
    if (!this.opened && status.kind !== 'opening') {
      // The first question about a day loads the calendar: what the record says is shown before.
      this.opened = true;
      this.drawing.request();
    }
    const links = this.links(failing);
    const tooltip = [...said, ...links.map(([title]) => title)].join('\n');
    const { shown } = this;
    this.shown = { text, label, failing, tooltip };
    // Each is set only when it changes: VS Code sends the whole item again for each, and an open tooltip flickers.
    if (text !== shown?.text) {
      this.item.text = text;
    }
    if (label !== shown?.label) {
      this.item.accessibilityInformation = { label, role: 'button' };
    }
    if (failing !== shown?.failing) {
      this.item.backgroundColor = failing
        ? new vscode.ThemeColor('statusBarItem.errorBackground')
        : undefined;
    }
    if (tooltip !== shown?.tooltip) {
      this.item.tooltip = tooltipOf(said, links);
    }
  }

  /** Asks the record only when it is another: the item may be drawn each second. */
  private countProposed(): number {
    const { store, settings } = this.source;
    if (settings.proposals === 'off') {
      return 0;
    }
    const { version } = store;
    if (this.proposed?.version !== version) {
      this.proposed = { version, count: store.openProposals().length };
    }
    return this.proposed.count;
  }

  private links(failing: boolean): readonly Link[] {
    const { openRecord, startTask, switchTask, showActions, showLog, showProposals } = commandIds;
    if (failing) {
      return [[l10n.t('Show Log'), showLog]];
    }
    const { store, recorder } = this.source;
    const isOtherOpen = store.openTasks().some(({ id }) => id !== recorder.currentTask.id);
    return [
      [l10n.t('Open Record'), openRecord],
      ...(this.countProposed() > 0 ? [[l10n.t('Show Proposed Tasks'), showProposals] as const] : []),
      [l10n.t('Start Task'), startTask],
      ...(isOtherOpen ? [[l10n.t('Switch Task'), switchTask] as const] : []),
      [l10n.t('All Actions'), showActions],
    ];
  }

  private tickWhile(running: boolean): void {
    if (running) {
      this.timer ??= setInterval(() => this.draw(), tickMs);
    } else {
      clearInterval(this.timer);
      this.timer = undefined;
    }
  }
}

function tooltipOf(sentences: readonly string[], links: readonly Link[]): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.isTrusted = { enabledCommands: links.map(([, command]) => command) };
  tooltip.supportThemeIcons = false;
  for (const sentence of sentences) {
    appendSentence(tooltip, sentence.replace(/\s+/g, ' ').slice(0, 500));
    tooltip.appendMarkdown('\n\n');
  }
  tooltip.appendMarkdown(links.map(([title, command]) => `[${title}](command:${command})`).join(' · '));
  return tooltip;
}

/**
 * Titles are written by anyone: appendText escapes what Markdown would read. It also makes every space one at which no
 * line breaks, so it gets a word at a time; only the first two stay together, since `1. x` would begin a list.
 */
function appendSentence(tooltip: vscode.MarkdownString, sentence: string): void {
  const [first = '', second, ...words] = sentence.split(' ');
  tooltip.appendText(second === undefined ? first : `${first} ${second}`);
  for (const word of words) {
    tooltip.appendMarkdown(' ');
    tooltip.appendText(word);
  }
}
