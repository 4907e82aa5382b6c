import { namesByText, type FolderNames } from '../../folders/folderPath';
import type { Coverage } from '../../task/agentSession';
import type { Interval } from '../../days/interval';
import { transcriptAgent } from '../../programs/terminalAgents';
import type { TranscriptSummary } from './transcriptSource';

/** A program in a terminal, running or just ended, as needed to find its transcript. */
export interface ProgramSession {
  readonly sessionId: string;
  readonly agent: string;
  /** The real path, like that of the transcripts. */
  readonly folder: string | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** When its output showed work. */
  readonly worked: readonly Interval[];
  /** The transcript it is already matched to. */
  readonly externalId: string | undefined;
  /** The transcript of the previous session of the same program in the same terminal. */
  readonly before: string | undefined;
}

export type MatchedTranscript = Pick<TranscriptSummary, 'agent' | 'externalId' | 'folder' | 'start' | 'end'>;

export interface Match {
  readonly sessionId: string;
  readonly externalId: string;
  /** From when on the transcript belongs to that session. */
  readonly from: number;
  /** Set if the session's previous transcript is over (/clear): this one begins a new session. */
  readonly succeeds: boolean;
}

/** Shell and editor report a start slightly after the program has begun. */
export const startSlackMs = 5_000;

/** Records and output of the same work are this close together. */
const workSlackMs = 10_000;

/** How long to wait for one of several terminals to show work before the nearest start decides. */
export const undecidedMs = 5_000;

interface Candidate extends Match {
  readonly rank: number;
  readonly distance: number;
  /** When the transcript began. */
  readonly startedAt: number;
}

/**
 * Finds the transcripts of sessions that have none yet, and new ones of those whose transcript is over. Each session
 * gets one, and each part of a transcript goes to one session: the one whose output showed work, else the one that
 * started last before it.
 */
export function matchSessions(
  sessions: readonly ProgramSession[],
  transcripts: readonly MatchedTranscript[],
  coverage: readonly Coverage[],
  now: number,
  names = namesByText,
): Match[] {
  const byName = new Map(transcripts.map((each) => [nameOf(each.agent, each.externalId), each]));
  const covered = new Map<string, Coverage[]>();
  for (const each of coverage) {
    const name = nameOf(each.agent, each.externalId);
    const known = covered.get(name);
    if (known) {
      known.push(each);
    } else {
      covered.set(name, [each]);
    }
  }
  const candidates = sessions.flatMap((session) =>
    transcripts.flatMap((transcript) => candidate(session, transcript, covered, byName, names) ?? []),
  );
  candidates.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.distance - b.distance ||
      compare(a.sessionId, b.sessionId) ||
      compare(a.externalId, b.externalId),
  );
  const rivals = new Map<string, number>();
  for (const { externalId, succeeds } of candidates) {
    rivals.set(externalId, (rivals.get(externalId) ?? 0) + (succeeds ? 0 : 1));
  }
  const matched = new Set<string>();
  const taken = new Set<string>();
  return candidates.flatMap(({ rank, distance: _distance, startedAt, ...match }) => {
    const { sessionId, externalId } = match;
    const undecided =
      rank === ranks.unseen && (rivals.get(externalId) ?? 0) > 1 && now - startedAt < undecidedMs;
    if (undecided || matched.has(sessionId) || taken.has(externalId)) {
      return [];
    }
    matched.add(sessionId);
    taken.add(externalId);
    return [match];
  });
}

const ranks = { before: 0, worked: 1, unseen: 2, succeeds: 3 } as const;

function candidate(
  session: ProgramSession,
  transcript: MatchedTranscript,
  covered: ReadonlyMap<string, readonly Coverage[]>,
  byName: ReadonlyMap<string, MatchedTranscript>,
  names: FolderNames,
): Candidate | undefined {
  const { sessionId, startedAt, endedAt, folder } = session;
  const { agent, externalId } = transcript;
  const same =
    transcriptAgent(session.agent) === agent &&
    folder !== null &&
    transcript.folder !== null &&
    names.isSame(folder, transcript.folder);
  const until = endedAt ?? Number.POSITIVE_INFINITY;
  if (!same || externalId === session.externalId || transcript.end < startedAt - startSlackMs) {
    return undefined;
  }
  const fresh = transcript.start >= startedAt - startSlackMs;
  if (transcript.start > until) {
    return undefined;
  }
  const goesOn = session.before === externalId;
  // A program that continued between two sessions began its turn before its output showed it.
  const wanted = fresh ? transcript.start : goesOn ? startedAt - startSlackMs : startedAt;
  const from = freeFrom(transcript, wanted, sessionId, covered);
  if (from === undefined || from > transcript.end || from > until) {
    return undefined;
  }
  const worked = session.worked.some(
    ({ start, end }) => transcript.end >= start - workSlackMs && transcript.end <= end + workSlackMs,
  );
  const distance = Math.abs(transcript.start - startedAt);
  const found = { sessionId, externalId, from, distance, startedAt: transcript.start };
  if (session.externalId !== undefined) {
    const current = byName.get(nameOf(agent, session.externalId));
    const over = current === undefined || current.end < transcript.start;
    return fresh && worked && over && endedAt === null
      ? { ...found, succeeds: true, rank: ranks.succeeds }
      : undefined;
  }
  if (goesOn) {
    return { ...found, succeeds: false, rank: ranks.before };
  }
  // A transcript that began earlier may belong to another window: only simultaneous work can decide.
  return fresh || (worked && transcript.end >= startedAt)
    ? { ...found, succeeds: false, rank: worked ? ranks.worked : ranks.unseen }
    : undefined;
}

/** From when on no other session has the transcript; undefined if one has everything to come. */
function freeFrom(
  { agent, externalId }: MatchedTranscript,
  wanted: number,
  sessionId: string,
  covered: ReadonlyMap<string, readonly Coverage[]>,
): number | undefined {
  let from = wanted;
  for (const each of covered.get(nameOf(agent, externalId)) ?? []) {
    if (each.sessionId !== sessionId) {
      if (each.to === null) {
        return undefined;
      }
      from = Math.max(from, each.to);
    }
  }
  return from;
}

function nameOf(agent: string, externalId: string): string {
  return `${agent}\n${externalId}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
