import * as vscode from 'vscode';
import type { DayRollover } from '../../core/days/dayRollover';
import type { Clock } from '../../core/ports';
import type { RecordState } from '../../core/page/protocol';
import { proposalsView } from '../../core/page/proposalsView';
import type { Recorder } from '../../recorder/createRecorder';
import { buildRecordState } from '../../core/page/recordState';
import type { RecordStore } from '../../core/record/recordStore';
import { dayBounds } from '../../core/days/day';
import { dayTimeline } from '../../core/timeline/dayTimeline';
import { TimesOfTasks } from '../../core/timeline/taskTimes';
import type { TimelineView } from '../../core/timeline/timelineView';
import { isStillRead } from '../../core/transcript/source/transcriptSource';
import type { ExampleDay } from '../firstLook/exampleDay';
import type { DigestOfWeek } from '../firstLook/weeklyDigest';
import type { PageStates, ShownParts } from './pageConnection';
import type { AgentInbox } from '../inbox/agentInbox';
import type { ProposalBoard } from '../inbox/proposalBoard';
import type { Settings } from '../settings';
import { ClockLabels, DayLabels, type TimeLabels } from '../inbox/timeLabels';
import type { UndoStack } from '../undo/undoStack';

interface DayStateDeps {
  readonly store: RecordStore;
  readonly recorder: Recorder;
  readonly undo: UndoStack;
  readonly inbox: AgentInbox;
  readonly board: ProposalBoard;
  readonly example: ExampleDay;
  readonly digest: DigestOfWeek;
  readonly settings: Settings;
  readonly dayRollover: DayRollover;
  readonly clock: Clock;
}

/** The pages' states, which change with the record, the running work, the settings and the day. */
export class DayStates implements PageStates {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly owned: vscode.Disposable;
  private labels: TimeLabels | undefined;
  private readonly times: TimesOfTasks;

  constructor(private readonly deps: DayStateDeps) {
    this.times = new TimesOfTasks(deps.store);
    const fire = (): void => this.changed.fire();
    this.owned = vscode.Disposable.from(
      this.changed,
      deps.store.onDidChange(fire),
      deps.recorder.onDidChange(fire),
      deps.undo.onDidChange(fire),
      deps.inbox.onDidChange(fire),
      deps.board.onDidChange(fire),
      deps.example.onDidChange(fire),
      deps.digest.onDidChange(fire),
      deps.settings.onDidChange(fire),
      deps.dayRollover.onDidTurn(fire),
    );
  }

  today(): string {
    return this.deps.dayRollover.today().day;
  }

  proposed(): number {
    const { settings, store } = this.deps;
    return settings.proposals === 'off' ? 0 : store.openProposals().length;
  }

  *ahead(day: string | undefined): Generator<undefined> {
    this.deps.board.proposals();
    yield;
    this.deps.inbox.view(day ?? this.today(), this.currentLabels());
    yield;
  }

  state(day: string | undefined, shown: ShownParts): RecordState {
    const { store, recorder, undo, inbox, board, example, digest, settings, dayRollover, clock } = this.deps;
    const labels = this.currentLabels();
    dayRollover.watch();
    const now = clock();
    return buildRecordState({
      store,
      currentTaskId: recorder.currentTask.id,
      running: recorder.sessions.running(now),
      measurement: (taskId) => recorder.measurement.ofTask(taskId, now),
      times: this.times,
      timeline: shown.timeline ? (each) => this.timeline(each, now) : undefined,
      day,
      now,
      zone: settings.timeZone,
      dayStart: settings.dayStart,
      rowDecimals: settings.rowDecimals,
      example: example.isWanted,
      digest: digest.view(labels.days),
      dayLabel: (each) => labels.days.of(each),
      proposals: proposalsView({
        proposals: board.proposals(),
        timeZone: settings.timeZone,
        dayStart: settings.dayStart,
        closedTasks: (each) => store.closedTasks(each),
        titleOf: (taskId) => store.task(taskId)?.title,
        dayLabel: (each) => labels.days.of(each),
        timeLabel: (start, end) => labels.clock.range(start, end),
        calibration: (work) => board.calibration(work),
        reading: isStillRead(inbox.status),
      }),
      inbox: (shown) => inbox.view(shown, labels),
      undoLabel: undo.label ?? null,
    });
  }

  private timeline(day: string, now: number): TimelineView {
    const { store, recorder, settings } = this.deps;
    return dayTimeline({
      day: dayBounds(day, settings.timeZone, settings.dayStart),
      zone: settings.timeZone,
      now,
      spansBetween: (from, to) => recorder.measurement.spansBetween(from, to, now),
      running: recorder.sessions.running(now),
      session: (id) => store.session(id),
      task: (id) => store.task(id),
    });
  }

  dispose(): void {
    this.owned.dispose();
  }

  private currentLabels(): TimeLabels {
    const zone = this.deps.settings.timeZone;
    if (this.labels?.clock.zone !== zone) {
      this.labels = { days: new DayLabels(vscode.env.language), clock: new ClockLabels(zone) };
    }
    return this.labels;
  }
}
