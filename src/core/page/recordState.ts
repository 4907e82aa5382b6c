import * as l10n from '@vscode/l10n';
import { findingTitle } from '../findings/findingTitle';
import { arrangedDay } from '../findings/findings';
import { workOn } from '../findings/surroundings';
import { dayOf } from '../days/day';
import { dayRecord } from '../record/dayRecord';
import { rowView, totalsView } from './dayView';
import { exampleDay } from './exampleDay';
import type {
  DigestView,
  InboxView,
  OpenTaskView,
  ProposalsView,
  RecordState,
  RunningSessionView,
} from './protocol';
import type { RunningSession } from '../task/runningSession';
import type { RecordStore } from '../record/recordStore';
import { unionMs } from '../days/interval';
import type { ClosedTask, Measurement, Task } from '../task/task';
import { storeView } from './storeView';
import type { TimesOfTasks } from '../timeline/taskTimes';
import type { TimelineView } from '../timeline/timelineView';

interface RecordStateDeps {
  readonly store: Pick<
    RecordStore,
    | 'status'
    | 'openTasks'
    | 'closedTasks'
    | 'daySums'
    | 'spansOfTask'
    | 'sessionsOfTasks'
    | 'session'
    | 'dayText'
  >;
  readonly currentTaskId: string | undefined;
  readonly running: readonly RunningSession[];
  /** Of an open task, up to `now`. */
  readonly measurement: (taskId: string) => Measurement;
  readonly times: Pick<TimesOfTasks, 'of'>;
  /** Undefined if the page doesn't show it. @param day the one shown */
  readonly timeline: ((day: string) => TimelineView) | undefined;
  /** The day to show, YYYY-MM-DD; undefined for today. */
  readonly day: string | undefined;
  readonly now: number;
  readonly zone: string;
  /** HH:MM */
  readonly dayStart: string;
  readonly rowDecimals: 1 | 2;
  /** Whether an empty record may show what a filled day looks like. */
  readonly example: boolean;
  readonly digest: DigestView | null;
  /** Writes a day as the user's locale does. */
  readonly dayLabel: (day: string) => string;
  /** @param day the one shown */
  readonly inbox: (day: string) => InboxView;
  readonly proposals: ProposalsView;
  /** The label of the action that Undo would take back; null if there is none. */
  readonly undoLabel: string | null;
}

type WholeState = RecordState & { readonly totals: NonNullable<RecordState['totals']> };

/** Everything a page shows of one day and of the work in progress, computed from the ports' present answers. */
export function buildRecordState(deps: RecordStateDeps): WholeState {
  const { store, now, zone, dayStart } = deps;
  const today = dayOf(now, zone, dayStart);
  const day = deps.day ?? today;
  const closed = store.closedTasks(day);
  const record = dayRecord(day, closed);
  const times = deps.times.of(closed);
  const days = store.daySums().map((sums) => sums.day);
  return {
    store: storeView(store.status),
    now,
    today,
    day,
    dayLabel: deps.dayLabel(day),
    previousDay: days.filter((each) => each < day).at(-1) ?? null,
    nextDay: days.find((each) => each > day && each <= today) ?? null,
    rows: record.rows.map((row) => rowView(row, times.get(row.task.id))),
    totals: totalsView(record, wallClockMs(closed, store)),
    findings: arrangedDay(record, l10n, store, { includePrivate: true }, undefined, deps.times).map(
      ({ kind, sentences, hidden }) => ({
        kind,
        title: findingTitle(kind),
        sentences: [...sentences],
        hidden,
      }),
    ),
    timeline: deps.timeline?.(day) ?? null,
    ownText: store.dayText(day).own,
    openTasks: store.openTasks().map((task) => openTaskView(task, deps)),
    unshownOpenTasks: 0,
    proposals: deps.proposals,
    inbox: deps.inbox(day),
    digest: deps.digest,
    example: deps.example && store.status.kind === 'ready' && days.length === 0 ? exampleDay(day) : null,
    rowDecimals: deps.rowDecimals,
    undoLabel: deps.undoLabel,
    leftOut: [],
  };
}

/** Time in which at least one agent was busy on a task of the day; null if that isn't known. */
function wallClockMs(tasks: readonly ClosedTask[], store: Pick<RecordStore, 'spansOfTask'>): number | null {
  const work = workOn(tasks, store) ?? [];
  return work.length > 0 ? unionMs(work) : null;
}

function openTaskView(task: Task, { currentTaskId, running, measurement }: RecordStateDeps): OpenTaskView {
  const { aiMs, supervisoryMs, aiEvidence, supervisionEvidence } = measurement(task.id);
  return {
    id: task.id,
    title: task.title,
    project: task.project,
    branch: task.branch,
    private: task.private,
    current: task.id === currentTaskId,
    startedAt: task.startedAt,
    estimate: task.estimate,
    aiMs,
    supervisoryMs,
    aiEvidence,
    supervisionEvidence,
    sessions: running.filter((session) => session.taskId === task.id).map(sessionView),
  };
}

function sessionView({
  sessionId,
  agent,
  mode,
  startedAt,
  busyMs,
  state,
}: RunningSession): RunningSessionView {
  return { id: sessionId, agent, mode, startedAt, busyMs, state };
}
