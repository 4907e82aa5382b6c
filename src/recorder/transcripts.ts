import type { AgentSession } from '../core/task/agentSession';
import { inBackground } from '../core/inBackground';
import type { Disposable, Log } from '../core/ports';
import type { TrackedSession } from '../core/tracker/trackerState';
import { correctedSession } from '../core/tracker/transcriptRead';
import type { CoveredTranscript } from '../core/transcript/source/transcriptSource';
import type { LiveTracker } from './live/liveTracker';
import { neverThrows } from './neverThrows';
import type { TerminalPrograms } from './programs/terminalPrograms';
import type { RecordedSessions } from './recorded/recordedSessions';
import type { RecordedSpans } from './recorded/recordedSpans';
import type { PromptSupervision, SeenOfProgram } from './transcripts/promptSupervision';

/** For readers of agents' transcripts to report to. Nothing here throws. */
export interface TranscriptTarget {
  trackedSessions(): readonly TrackedSession[];
  /** Including those that still wait for the disk. */
  recordedSession(id: string): AgentSession | undefined;
  /** Replaces the known part of a session, running or ended, with what its transcript says. */
  read(sessionId: string, covered: CoveredTranscript, seen?: SeenOfProgram): void;
  /** The transcript of a running session no longer says what it does, or can't be read. */
  lost(sessionId: string): void;
  /** Ends a session and begins another of the same program, for the same task. */
  succeed(sessionId: string, at: number): void;
  onDidChange(listener: () => void): Disposable;
}

interface TranscriptDeps {
  readonly tracker: LiveTracker;
  readonly programs: TerminalPrograms;
  readonly recorded: RecordedSpans;
  readonly recordedSessions: RecordedSessions;
  readonly supervision: PromptSupervision;
  readonly log: Log;
  readonly changed: () => void;
  readonly onDidChange: (listener: () => void) => Disposable;
}

const nothingSeen: SeenOfProgram = { pauses: [], sentAt: [] };

export function transcripts(deps: TranscriptDeps): TranscriptTarget {
  const { tracker, programs, recordedSessions, supervision, log, onDidChange } = deps;
  return Object.freeze<TranscriptTarget>({
    trackedSessions: () => [...tracker.sessions.values()],
    recordedSession: (id) => recordedSessions.session(id),
    read: (sessionId, covered, seen = nothingSeen) => {
      const running = tracker.sessions.get(sessionId);
      if (running) {
        const { pauses = [], sentAt = [] } = running;
        const supervised = supervision.of(running, covered, { pauses, sentAt });
        tracker.observe({ kind: 'transcript-read', sessionId, covered, supervision: supervised });
      } else {
        neverThrows(log, 'take in a transcript', () => correct(deps, sessionId, covered, seen));
      }
    },
    lost: (sessionId) => tracker.observe({ kind: 'transcript-lost', sessionId }),
    succeed: (sessionId, at) => neverThrows(log, 'record', () => programs.succeed(sessionId, at)),
    onDidChange,
  });
}

/** The stored part of a session that has ended. */
function correct(
  { tracker, recorded, recordedSessions, supervision, log, changed }: TranscriptDeps,
  sessionId: string,
  covered: CoveredTranscript,
  seen: SeenOfProgram,
): void {
  const session = recordedSessions.session(sessionId);
  if (session && !tracker.isDisposed) {
    const { agent, mode, taskId, transcript: facts } = session;
    const read = { sessionId, agent, mode, taskId, facts, spans: recorded.ofSession(sessionId) };
    const { changes } = correctedSession(read, covered, false, {
      pauses: seen.pauses,
      supervision: supervision.of(read, covered, seen),
    });
    inBackground(tracker.write(changes).then(changed), log, 'The recorder could not take in a transcript.');
  }
}
