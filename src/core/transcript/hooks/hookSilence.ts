import type { AgentTranscript } from '../sessions/agentTranscript';
import { nearMs, tellsNoEnds, type HookEvent } from './hookEvents';

/**
 * `never`: installed hooks have not been called so far. `stopped`: they were, and no longer are. `endless`: they are
 * not called when turns end.
 */
export type HookSilence = 'never' | 'stopped' | 'endless';

/** A session from its transcript alone, and the events of its hooks, in any order. */
export interface HookedSession {
  readonly transcript: AgentTranscript;
  readonly events: readonly HookEvent[];
}

/** Anything older says nothing about the present. */
export const recentMs = 86_400_000;
/** One or two turns may be chance. */
const silentTurns = 3;
/** Events of a turn that has just ended may not have been read yet. */
const settleMs = 60_000;

/**
 * Whether Claude Code keeps working, as its transcripts show, without calling the hooks as it should. Only sessions
 * that began after the hooks were installed count: earlier ones may not know of them. Sessions driven by programs don't
 * count either, as they may read no settings.
 */
export function hookSilence(
  sessions: readonly HookedSession[],
  installedAt: number,
  now: number,
): HookSilence | undefined {
  const known = sessions.filter(({ transcript: { agent, start, end, automated, kept } }) => {
    const isRecent = end >= now - recentMs && start >= installedAt;
    return agent === 'claude' && isRecent && !automated && kept === undefined;
  });
  const lastTold = latestOf(sessions.flatMap(({ events }) => events));
  const silent = known.map(({ transcript, events }) => ({
    own: events.length > 0,
    starts: turnsAfter(transcript, latestOf(events), now),
  }));
  // A session whose hooks died stays silent, whatever other sessions report.
  if (silent.some(({ own, starts }) => own && starts.length >= silentTurns)) {
    return 'stopped';
  }
  // While other sessions report, a session without any events may use settings of its own.
  const since = silent.flatMap(({ starts }) => starts).filter((start) => start > lastTold + nearMs);
  if (since.length >= silentTurns) {
    return lastTold >= installedAt ? 'stopped' : 'never';
  }
  return known.some(({ transcript, events }) => tellsNoEnds(transcript, events)) ? 'endless' : undefined;
}

/** The starts of finished turns that a user began after a moment. */
function turnsAfter({ turns }: AgentTranscript, moment: number, now: number): readonly number[] {
  return turns
    .filter(({ by, continued, start, end }) => {
      return by === 'person' && !continued && start > moment + nearMs && end <= now - settleMs;
    })
    .map(({ start }) => start);
}

function latestOf(events: readonly HookEvent[]): number {
  return events.reduce((latest, { at }) => Math.max(latest, at), -Infinity);
}
