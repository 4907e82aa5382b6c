import type { Interval } from '../../../src/core/days/interval';
import type { Evidence } from '../../../src/core/task/evidence';
import { laneRows } from '../../../src/core/timeline/laneRows';
import type { TimelineView } from '../../../src/core/timeline/timelineView';

/** A stretch of time in the chart. */
export interface ChartSegment extends Interval {
  readonly kind: 'busy' | 'waiting' | 'typing' | 'composing';
  /** Null for the user, or if the session isn't known. */
  readonly agent: string | null;
  readonly taskId: string | null;
  readonly evidence: Evidence;
  readonly growing: boolean;
}

/** A row of the chart. The rows of an agent follow one another. */
export interface ChartRow {
  readonly of: 'user' | 'agents';
  readonly agent: string | null;
  /** In order. */
  readonly segments: readonly ChartSegment[];
}

/** Sessions are drawn apart if a fortieth of the shown time is between them. */
const apartShare = 1 / 40;

/** The user's own time first, then the agents' sessions. */
export function chartRows({ lanes, user }: TimelineView, shown: Interval): readonly ChartRow[] {
  const agents = laneRows(lanes, (shown.end - shown.start) * apartShare).map((row): ChartRow => ({
    of: 'agents',
    agent: row.agent,
    segments: row.lanes.flatMap(({ segments, agent, taskId, evidence, growing }) =>
      segments.map((each) => ({
        ...each,
        agent,
        taskId,
        evidence,
        growing: growing && each === segments.at(-1),
      })),
    ),
  }));
  return user.length === 0 ? agents : [userRow(user), ...agents];
}

function userRow(user: TimelineView['user']): ChartRow {
  return {
    of: 'user',
    agent: null,
    segments: user.map((each) => ({
      ...each,
      agent: null,
      growing: false,
    })),
  };
}
