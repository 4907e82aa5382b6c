import * as vscode from 'vscode';
import { dayAround, dayOf } from '../core/day';
import type { Clock } from '../core/ports';
import type { RecordState } from '../core/protocol';
import type { Recorder } from '../core/recorder';
import { buildRecordState } from '../core/recordState';
import type { RecordStore } from '../core/recordStore';
import type { PageStates } from './pages/pageConnection';
import type { AgentInbox } from './agentInbox';
import type { Settings } from './settings';
import { ClockLabels, DayLabels, type TimeLabels } from './timeLabels';
import type { UndoStack } from './undoStack';

interface DayStateParts {
  readonly store: RecordStore;
  readonly recorder: Recorder;
  readonly undo: UndoStack;
  readonly inbox: AgentInbox;
  readonly settings: Settings;
  readonly clock: Clock;
}

/** `setTimeout` takes no more than 24.8 days; a day is also re-checked after sleep. */
const longestWaitMs = 60 * 60_000;

/** What the pages show of a day, and when it changes: the record, the running work, the settings, or the day itself. */
export class DayStates implements PageStates {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly owned: vscode.Disposable;
  private labels: TimeLabels | undefined;
  private dayTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: DayStateParts) {
    const fire = (): void => this.changed.fire();
    this.owned = vscode.Disposable.from(
      this.changed,
      parts.store.onDidChange(fire),
      parts.recorder.onDidChange(fire),
      parts.undo.onDidChange(fire),
      parts.inbox.onDidChange(fire),
      parts.settings.onDidChange(() => {
        fire();
        if (this.dayTimer !== undefined) {
          this.awaitNextDay();
        }
      }),
    );
  }

  state(day: string | undefined): RecordState {
    const { store, recorder, undo, inbox, settings, clock } = this.parts;
    const labels = this.currentLabels();
    if (this.dayTimer === undefined) {
      // Not before somebody looks: the first question about a time zone loads all of the calendar.
      this.awaitNextDay();
    }
    return buildRecordState({
      store,
      recorder,
      day,
      now: clock(),
      zone: settings.timeZone,
      dayStart: settings.dayStart,
      rowDecimals: settings.rowDecimals,
      dayLabel: (each) => labels.days.of(each),
      inbox: (shown) => inbox.view(shown, labels),
      undoLabel: undo.label ?? null,
    });
  }

  dispose(): void {
    clearTimeout(this.dayTimer);
    this.owned.dispose();
  }

  private currentLabels(): TimeLabels {
    const zone = this.parts.settings.timeZone;
    if (this.labels?.clock.zone !== zone) {
      this.labels = { days: new DayLabels(vscode.env.language), clock: new ClockLabels(zone) };
    }
    return this.labels;
  }

  private awaitNextDay(): void {
    clearTimeout(this.dayTimer);
    const { settings, clock } = this.parts;
    const now = clock();
    const { timeZone, dayStart } = settings;
    const { day: today, end } = dayAround(now, timeZone, dayStart);
    const waitMs = end - now;
    this.dayTimer = setTimeout(
      () => {
        if (dayOf(clock(), timeZone, dayStart) !== today) {
          this.changed.fire();
        }
        this.awaitNextDay();
      },
      Math.min(Math.max(waitMs, 1000), longestWaitMs),
    );
  }
}
