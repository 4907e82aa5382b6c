import type { RecordState } from '../../src/core/page/protocol';
import type { Lane, TimelineView } from '../../src/core/timeline/timelineView';
import { longTitle, manyRows, markup, now, rightToLeft, state } from './states';

const minute = 60_000;
export const dayStart = Date.UTC(2026, 3, 12);
const at = (minutes: number): number => dayStart + minutes * minute;

/** Busy and waiting by turns, from a minute of the day on. */
function lane(
  id: string,
  taskId: string | null,
  agent: string | null,
  from: number,
  ...lengths: readonly number[]
): Lane {
  let end = at(from);
  return {
    id,
    taskId,
    agent,
    evidence: agent === 'codex' ? 'estimated' : 'measured',
    segments: lengths.map((length, index) => {
      const start = end;
      end += length * minute;
      return { kind: index % 2 === 0 ? 'busy' : 'waiting', start, end };
    }),
    growing: false,
  };
}

/** Three agents, one of them twice in a row, until half past three in the afternoon. */
export const timeline: TimelineView = {
  start: dayStart,
  end: at(1440),
  offsets: [{ since: dayStart, offsetMs: 0 }],
  lanes: [
    lane('a', 'task-1', 'claude', 545, 20, 6, 34, 18, 12),
    lane('b', 'task-2', 'codex', 560, 40, 10, 15),
    lane('c', 'task-3', 'claude', 570, 25, 3, 31),
    lane('d', null, 'a-very-long-agent-name-that-goes-on-and-on', 700, 1),
    lane('e', 'elsewhere', 'claude', 760, 5, 50, 45, 10, 10),
    { ...lane('f', 'open-1', 'codex', 900, 10, 5, 15), growing: true },
  ],
  user: [
    { kind: 'typing', start: at(541), end: at(545), taskId: 'task-1', evidence: 'measured' },
    { kind: 'composing', start: at(565), end: at(570), taskId: 'task-3', evidence: 'estimated' },
    { kind: 'typing', start: at(571), end: at(571.2), taskId: 'task-1', evidence: 'measured' },
  ],
  tasks: [
    { id: 'task-1', title: 'Build learner simulator end to end' },
    { id: 'task-2', title: markup },
    { id: 'task-3', title: rightToLeft },
    { id: 'elsewhere', title: longTitle },
    { id: 'open-1', title: 'Stack manager' },
  ],
  most: { sessions: 3, at: at(570) },
};

export const withTimeline = (change: Partial<TimelineView> = {}): RecordState =>
  state(manyRows(3), { now, timeline: { ...timeline, ...change } });

/** A day on which hundreds of sessions ran, each for a task of its own. */
export const crowded: RecordState = withTimeline({
  lanes: Array.from({ length: 400 }, (_, index) =>
    lane(
      `${index}`,
      `task-${index}`,
      index % 3 === 0 ? 'codex' : 'claude',
      60 + index * 3,
      4,
      2,
      9,
      1,
      3,
      2,
      12,
    ),
  ),
});

export const nothingMeasured: RecordState = withTimeline({ lanes: [], user: [], tasks: [], most: null });

/** The page as it was left with the timeline open. */
export const keptOpen = {
  day: null,
  order: { column: 'factor', direction: 'descending' },
  cell: null,
  draft: null,
  timeline: true,
  scrollTop: 0,
} as const;
