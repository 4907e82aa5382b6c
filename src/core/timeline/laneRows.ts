import type { Lane } from './timelineView';

/** Sessions of one agent that are drawn in one row, one after the other. */
export interface LaneRow {
  readonly agent: string | null;
  readonly lanes: readonly Lane[];
}

/**
 * As few rows as show the sessions apart: a session takes the first row of its agent that has been free for a while.
 * Agents come in the order in which they began.
 *
 * @param lanes by their start
 * @param apartMs what it takes to see where one session ends and the next begins
 */
export function laneRows(lanes: readonly Lane[], apartMs: number): readonly LaneRow[] {
  const agents = new Map<string | null, { readonly lanes: Lane[]; end: number }[]>();
  for (const lane of lanes) {
    const rows = agents.get(lane.agent) ?? [];
    agents.set(lane.agent, rows);
    const start = lane.segments[0]?.start ?? 0;
    const end = lane.segments.at(-1)?.end ?? 0;
    const free = rows.find((row) => row.end + apartMs <= start);
    if (free) {
      free.lanes.push(lane);
      free.end = end;
    } else {
      rows.push({ lanes: [lane], end });
    }
  }
  return [...agents].flatMap(([agent, rows]) => rows.map((row) => ({ agent, lanes: row.lanes })));
}
