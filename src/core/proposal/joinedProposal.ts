import type { Coverage } from '../task/agentSession';
import { cutPart, transcriptKey, type InboxContent, type UnassignedPart } from '../transcript/inbox/inbox';
import { believedSilenceMs } from '../transcript/parts/liveTurn';
import type { TranscriptSummary } from '../transcript/source/transcriptSource';
import { placedProposals, type JoinKind, type Placed, type Recorded } from './placedProposals';
import type { Proposal } from '../task/proposal';

/** A proposal with the time of the work that it speaks of. */
export interface JoinedProposal {
  readonly proposal: Proposal;
  /** Null: no time found. */
  readonly join: ProposalJoin | null;
}

export interface ProposalJoin {
  readonly kind: JoinKind;
  /** What is unassigned of its time; no two proposals share any. */
  readonly parts: readonly UnassignedPart[];
  /** The tasks that have some of its time already. */
  readonly takenBy: readonly string[];
  /** Whether its turn may go on, or its end has yet to be read, so that its time may still grow. */
  readonly growing: boolean;
}

export interface JoinContent extends Pick<InboxContent, 'summaries' | 'coverage' | 'folderNames'> {
  /** Those nobody decided on yet. */
  readonly open: readonly Proposal[];
  /** Also of those decided on: they end the time of the one before. */
  readonly proposalOf: (id: string) => Proposal | undefined;
  /** Those decided on that were proposed within [from, to). */
  readonly decidedBetween: (from: number, to: number) => readonly Proposal[];
  /** When the turn ends in which a moment lies; undefined until that is known. */
  readonly turnEnd: (session: TranscriptSummary, at: number) => number | undefined;
  /** The recorded session of a join that the record keeps. */
  readonly recordedSession: (id: string) => Recorded | undefined;
  /** What `unassignedParts` makes of the summaries and the coverage. */
  readonly unassigned: readonly UnassignedPart[];
  readonly now: number;
}

/** A stretch [from, to) of a session; `to` null: including everything still to come. */
interface Stretch {
  readonly placed: Placed;
  readonly from: number;
  readonly to: number | null;
}

/**
 * The time of each proposal: from the one before it in its session, the session's start, or the end of what a task has
 * of it, to the end of the turn in which it was made, or to the next one made in that turn; one that the user cut off
 * ends where they did. Once the session is over, the last one has the rest. One that was withdrawn is as if it had never
 * been made; one that was dismissed keeps its time from the others.
 */
export function joinProposals(content: JoinContent): JoinedProposal[] {
  const placed = placedProposals(content);
  const inSession = grouped(placed.values(), ({ session }) => session);
  // A record has tens of thousands of them, and proposals are in a few sessions.
  const names = new Set([...inSession.keys()].map(({ externalId }) => externalId));
  const coverage = grouped(
    content.coverage.filter(({ externalId }) => names.has(externalId)),
    transcriptKey,
  );
  const unassigned = grouped(
    content.unassigned.filter(({ session }) => inSession.has(session)),
    ({ session }) => session,
  );
  const joins = new Map<string, ProposalJoin>();
  for (const [session, own] of inSession) {
    const covered = coverage.get(transcriptKey(session)) ?? [];
    const free = unassigned.get(session) ?? [];
    const over = isOver(session, covered, content.now);
    for (const stretch of stretchesOf(own, covered, over)) {
      joins.set(stretch.placed.proposal.id, joinOf(stretch, free, covered, session));
    }
  }
  return content.open.map((proposal) => {
    const join = joins.get(proposal.id) ?? takenOf(proposal, content);
    return { proposal, join: join && (join.parts.length > 0 || join.takenBy.length > 0) ? join : null };
  });
}

/** Whether nothing more is expected of a session: no program is seen to run it, and it has been silent for long. */
function isOver(session: TranscriptSummary, covered: readonly Coverage[], now: number): boolean {
  const runs = covered.some(({ to, taskId, ignored }) => to === null && taskId === null && !ignored);
  return session.live === null && !runs && now > session.end + believedSilenceMs;
}

/** Every proposal of one session with its time; in the order in which they were made. */
function stretchesOf(own: readonly Placed[], covered: readonly Coverage[], over: boolean): Stretch[] {
  const assigned = covered.filter(({ taskId }) => taskId !== null);
  const inOrder = own.toSorted((a, b) => a.at - b.at || a.until - b.until);
  let reached = 0;
  return inOrder.map((placed, index) => {
    const { at, until } = placed;
    const next = inOrder[index + 1];
    const before = assigned.filter((each) => each.from < at).map(endOfCovered);
    const from = before.reduce((last, to) => Math.max(last, to), reached);
    const end = next && next.at < until ? at : until;
    reached = Math.max(reached, end);
    // What a task got after it ends its time too.
    const ended = assigned.some((each) => endOfCovered(each) > end);
    return { placed, from, to: !next && over && !ended ? null : reached };
  });
}

function joinOf(
  { placed, from, to }: Stretch,
  free: readonly UnassignedPart[],
  covered: readonly Coverage[],
  session: TranscriptSummary,
): ProposalJoin {
  const { at, kind, until, isEndUnknown } = placed;
  const runs = session.live !== null && session.live.state !== 'idle';
  const end = to ?? Number.POSITIVE_INFINITY;
  const taken = covered.filter((each) => each.taskId !== null && each.from < end && endOfCovered(each) > at);
  return {
    kind,
    parts: free.flatMap((part, index) => cutPart(part, from, to, index === 0) ?? []),
    takenBy: [...new Set(taken.flatMap(({ taskId }) => taskId ?? []))],
    growing: isEndUnknown || (runs && until > session.end),
  };
}

function endOfCovered({ to }: Coverage): number {
  return to ?? Number.POSITIVE_INFINITY;
}

/** Of a session that left no transcript, it is only known whose it is. */
function takenOf({ join }: Proposal, { recordedSession }: JoinContent): ProposalJoin | null {
  const taskId = join && recordedSession(join.sessionId)?.taskId;
  return join && taskId ? { kind: join.by, parts: [], takenBy: [taskId], growing: false } : null;
}

function grouped<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) {
      known.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}
