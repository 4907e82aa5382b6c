import { largest, smallest } from '../figures/extremes';
import { namesByText } from '../folders/folderPath';
import { transcriptAgent } from '../programs/terminalAgents';
import type { AgentSession } from '../task/agentSession';
import type { Proposal } from '../task/proposal';
import { plainId, transcriptKey } from '../transcript/inbox/inbox';
import type { ProposalInTurn, TranscriptSummary } from '../transcript/source/transcriptSource';
import type { JoinContent } from './joinedProposal';

/** How the work was found; `likely`: by what the agent says of its session, the folder and the time only. */
export type JoinKind = 'transcript' | 'process' | 'hand' | 'likely';

export type Recorded = Pick<AgentSession, 'taskId'>;

/** A proposal in the session whose work it speaks of. */
export interface Placed extends Pick<ProposalInTurn, 'at' | 'until'> {
  readonly proposal: Proposal;
  readonly kind: JoinKind;
  readonly session: TranscriptSummary;
  /** Whether the end of its turn is still to be read; `until` is `at` so far. */
  readonly isEndUnknown: boolean;
}

type Found = Pick<Placed, 'kind' | 'session'> & { readonly call?: ProposalInTurn };

interface Call extends ProposalInTurn {
  readonly session: TranscriptSummary;
}

/** Transcripts and commands may be written this much apart. */
const slackMs = 60_000;

/**
 * The sessions of all open proposals, as far as they are found, and of the decided ones in the same sessions. A
 * proposal is in one session only: the user's word counts most, then the transcript, then the process.
 */
export function placedProposals(content: JoinContent): ReadonlyMap<string, Placed> {
  const placed = new Map<string, Placed>();
  place(content.open, content, (one) => placed.set(one.proposal.id, one));
  const sessions = new Set([...placed.values()].map(({ session }) => session));
  place(decidedIn(sessions, content), content, (one) => {
    if (sessions.has(one.session)) {
      placed.set(one.proposal.id, one);
    }
  });
  return placed;
}

function place(proposals: readonly Proposal[], content: JoinContent, found: (one: Placed) => void): void {
  const calls = firstCalls(content.summaries, new Map(proposals.map((each) => [each.id, each])));
  const recorded = recordedSessions(proposals, content);
  const likely = likelySessions(content);
  for (const proposal of proposals) {
    const kept = recorded(proposal);
    const one: Found | undefined =
      (kept?.kind === 'hand' ? kept : undefined) ??
      byTranscript(proposal, calls) ??
      kept ??
      (proposal.join ? undefined : likely(proposal));
    if (one) {
      found(placedAt(proposal, one, content));
    }
  }
}

/** Those decided on that may end the time of others in these sessions; one that was withdrawn ends none. */
function decidedIn(
  sessions: ReadonlySet<TranscriptSummary>,
  { proposalOf, decidedBetween, folderNames = namesByText }: JoinContent,
): readonly Proposal[] {
  if (sessions.size === 0) {
    return [];
  }
  const all = [...sessions];
  const printed = all.flatMap(({ proposals = [] }) => proposals.flatMap(({ id }) => proposalOf(id) ?? []));
  const made = decidedBetween(
    smallest(all.map(({ start }) => start)) - slackMs,
    largest(all.map(({ end }) => end)) + slackMs,
  );
  // Looking for the sessions of all that were made in weeks would take long.
  const may = ({ proposedAt, join, session, folder }: Proposal): boolean =>
    all.some(
      (each) =>
        each.start - slackMs <= proposedAt &&
        proposedAt <= each.end + slackMs &&
        (join !== null ||
          each.externalId === session ||
          (folder !== null && each.folder !== null && folderNames.isSame(folder, each.folder))),
    );
  const byId = new Map([...printed, ...made.filter(may)].map((each) => [each.id, each]));
  return [...byId.values()].filter(({ decision }) => decision !== null && decision.kind !== 'withdrawn');
}

/** The first call of each of these in each session that has any: the work was proposed then. */
function firstCalls(
  summaries: readonly TranscriptSummary[],
  wanted: ReadonlyMap<string, Proposal>,
): ReadonlyMap<string, readonly Call[]> {
  const calls = new Map<string, Call[]>();
  for (const session of wanted.size === 0 ? [] : summaries) {
    for (const each of session.proposals ?? []) {
      if (!wanted.has(each.id)) {
        continue;
      }
      const known = calls.get(each.id) ?? [];
      const last = known.at(-1);
      if (last?.session !== session) {
        calls.set(each.id, [...known, { ...each, session }]);
      } else if (each.at < last.at) {
        known[known.length - 1] = { ...each, session };
      }
    }
  }
  return calls;
}

function byTranscript(proposal: Proposal, calls: ReadonlyMap<string, readonly Call[]>): Found | undefined {
  const distance = ({ at }: Call): number => Math.abs(at - proposal.proposedAt);
  const [call] = (calls.get(proposal.id) ?? []).toSorted(
    (a, b) => distance(a) - distance(b) || (transcriptKey(a.session) < transcriptKey(b.session) ? -1 : 1),
  );
  return call && { kind: 'transcript', session: call.session, call };
}

/** By the join that was stored when the process was seen, or that the user made. */
function recordedSessions(
  proposals: readonly Proposal[],
  { coverage, summaries }: JoinContent,
): (proposal: Proposal) => Found | undefined {
  const wanted = new Set(proposals.flatMap(({ join }) => join?.sessionId ?? []));
  const covering = new Map(
    (wanted.size === 0 ? [] : coverage)
      .filter(({ sessionId }) => wanted.has(sessionId))
      .map((each) => [each.sessionId, each]),
  );
  return ({ join }) => {
    if (!join) {
      return undefined;
    }
    const { sessionId, by } = join;
    const covers = covering.get(sessionId);
    const session = summaries.find((each) =>
      covers === undefined
        ? sessionId.endsWith(each.externalId) && plainId(each) === sessionId
        : each.externalId === covers.externalId && each.agent === covers.agent,
    );
    return session && { kind: by, session };
  };
}

/** By the agent's own name for its session, else by the only session in that folder at that time. */
function likelySessions({
  summaries,
  folderNames = namesByText,
}: JoinContent): (proposal: Proposal) => Found | undefined {
  const agents = new Set(summaries.map(({ agent }) => agent));
  return (proposal) => {
    const { agent, session: named, folder, proposedAt } = proposal;
    // Agents may call themselves anything.
    const isKnown = agent !== null && (agents.has(agent) || transcriptAgent(agent) !== undefined);
    const then = summaries.filter(
      (each) =>
        each.start <= proposedAt + slackMs &&
        each.end >= proposedAt - slackMs &&
        (!isKnown || agent === each.agent),
    );
    const there = then.filter(
      (each) => folder !== null && each.folder !== null && folderNames.isSame(folder, each.folder),
    );
    const session =
      then.find(({ externalId }) => externalId === named) ?? (there.length === 1 ? there[0] : undefined);
    return session && { kind: 'likely', session };
  };
}

/** To the end of its turn; only the user cuts at a moment within one. */
function placedAt(proposal: Proposal, { kind, session, call }: Found, { turnEnd }: JoinContent): Placed {
  if (call) {
    return { proposal, kind, session, at: call.at, until: call.until, isEndUnknown: false };
  }
  // What follows the last record is not known to be of this turn.
  const last = session.end + 1;
  const at = Math.max(session.start, Math.min(proposal.proposedAt, last));
  const end = kind === 'hand' ? at : turnEnd(session, at);
  return {
    proposal,
    kind,
    session,
    at,
    until: Math.max(at, Math.min(end ?? at, last)),
    isEndUnknown: end === undefined,
  };
}
