import { factsUntil } from './sessionSpans';
import type { AgentSession } from '../task/agentSession';
import type { Change } from '../task/change';
import type { NewId } from '../ports';
import type { OrphanedWork } from './windowRegistry';
import type { Span } from '../task/span';

/** The part of the record that knows which of an orphan's data is already stored. */
export interface StoredSessions {
  session(id: string): AgentSession | undefined;
  spansOfSession(sessionId: string): readonly Span[];
}

/**
 * Finishes a dead writer's measurements, at its last heartbeat. Anything stored before it died stays as it is.
 * @param livingOn the sessions whose program may have continued (this window was reloaded), with the id of the span
 * that it may still be working on. They are not ended.
 */
export function orphanChanges(
  { work, lastBeatAt }: OrphanedWork,
  stored: StoredSessions,
  livingOn: ReadonlyMap<string, string | undefined>,
  newId: NewId,
): readonly Change[] {
  const changes: Change[] = [];
  for (const { sessionId, busySince, taskId } of work.sessions) {
    const known = stored.spansOfSession(sessionId);
    const counted = known.some(({ kind, start }) => kind === 'agent' && start === busySince);
    if (busySince !== null && lastBeatAt > busySince && !counted) {
      changes.push({
        entity: 'span',
        id: livingOn.get(sessionId) ?? newId(),
        kind: 'set',
        fields: {
          taskId,
          sessionId,
          kind: 'agent',
          start: busySince,
          end: lastBeatAt,
          evidence: 'recovered',
        },
      });
    }
    const session = stored.session(sessionId);
    if (session && !livingOn.has(sessionId) && isEndUnknown(session, busySince, lastBeatAt)) {
      const endedAt = Math.max(session.startedAt, lastBeatAt);
      changes.push({
        entity: 'session',
        id: sessionId,
        kind: 'set',
        fields: {
          endedAt,
          ending: 'recovered',
          exitCode: null,
          ...(session.transcript && { transcript: factsUntil(session.transcript, endedAt) }),
        },
      });
    }
  }
  const { typing } = work;
  if (typing && typing.lastAt > typing.since) {
    const { taskId, since, lastAt } = typing;
    changes.push({
      entity: 'span',
      id: newId(),
      kind: 'set',
      fields: {
        taskId,
        sessionId: null,
        kind: 'supervision',
        start: since,
        end: lastAt,
        evidence: 'recovered',
      },
    });
  }
  return changes;
}

/** If its terminal was missed first, a session was given up at an earlier sign than the heartbeat of its work. */
function isEndUnknown(
  { endedAt, ending }: AgentSession,
  busySince: number | null,
  lastBeatAt: number,
): boolean {
  return endedAt === null || (ending === 'recovered' && busySince !== null && endedAt < lastBeatAt);
}
