import type { Interval } from '../days/interval';
import type { AgentSession, SessionMode } from '../task/agentSession';

/** After a longer silence nobody can tell a wait from a break, so none of it counts. */
export const longestWaitMs = 3_600_000;

/**
 * Between two stretches of its work a session waited for its user: for the next prompt, an answer or a permission.
 * Nothing after the last stretch is a wait, since nobody had the session go on.
 *
 * @param busy sorted and disjoint
 */
export function waitsBetween(busy: readonly Interval[]): Interval[] {
  const waits: Interval[] = [];
  let before: Interval | undefined;
  for (const each of busy) {
    if (before && each.start > before.end && each.start - before.end <= longestWaitMs) {
      waits.push({ start: before.end, end: each.start });
    }
    before = each;
  }
  return waits;
}

/**
 * Whether a session waits for its user between stretches of work. Not while it is paused, which a manually timed one is
 * then, nor while its machine sleeps, which is all that interrupts a batch run; nor if no user prompted it.
 */
export function waitsForUser(
  session: { mode: SessionMode } & Partial<Pick<AgentSession, 'transcript'>>,
): boolean {
  const { mode, transcript } = session;
  return (mode === 'interactive' || mode === 'transcript') && transcript?.prompts !== 0;
}
