import type { NewId } from '../../core/ports';
import {
  isRecentEnough,
  parseRememberedSessions,
  rememberedSessions,
  restoredSession,
} from '../../core/tracker/rememberedSession';
import type { TrackedSession, TrackerState } from '../../core/tracker/trackerState';
import type { WindowMemory } from '../ports/windowMemory';

const key = 'runningSessions';

/** Keeps the running sessions of this window over a reload. */
export class SessionMemory {
  private lostIds: readonly string[] = [];

  constructor(private readonly memory: WindowMemory) {}

  /** The restored sessions whose program can't be running any more. */
  get lost(): readonly string[] {
    return this.lostIds;
  }

  /** @returns the sessions without their finished spans, which the store has. */
  restored(now: number, newId: NewId): readonly TrackedSession[] {
    const remembered = parseRememberedSessions(this.memory.get(key));
    const sessions = remembered.sessions.map((session) =>
      restoredSession(session, remembered.at, [], now, newId),
    );
    this.lostIds = isRecentEnough(remembered, now)
      ? []
      : sessions.filter(({ condition }) => condition.kind === 'suspended').map(({ sessionId }) => sessionId);
    return sessions;
  }

  save(state: TrackerState, now: number): PromiseLike<void> {
    return this.memory.update(key, { at: now, sessions: rememberedSessions(state) });
  }
}
