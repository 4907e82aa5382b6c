import { namesByText } from '../folders/folderPath';
import { transcriptAgent } from '../programs/terminalAgents';
import type { AgentSession } from '../task/agentSession';
import { plainId, transcriptKey } from '../transcript/inbox/inbox';
import type { ProposalInTurn, TranscriptSummary } from '../transcript/source/transcriptSource';
import type { JoinContent } from './joinedProposal';
import type { Proposal } from '../task/proposal';

/** How the work was found; `likely`: by what the agent says of its session, the folder and the time only. */
export type JoinKind = 'transcript' | 'process' | 'hand' | 'likely';

export type Recorded = Pick<AgentSession, 'taskId'>;

/** A proposal in the session whose work it speaks of. */
export interface Placed extends Pick<ProposalInTurn, 'at' | 'until'> {
  readonly proposal: Proposal;
  readonly kind: JoinKind;
  readonly session: TranscriptSummary;
}

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
  const calls = firstCalls(content.summaries, new Map(content.open.map((each) => [each.id, each])));
  const placed = new Map<string, Placed>();
  const place = (proposal: Proposal, found: Placed | undefined): void => {
    if (found) {
      placed.set(proposal.id, found);
    }
  };
  const likely = likelySessions(content);
  for (const proposal of content.open) {
    const kept = byRecord(proposal, content);
    const called = byTranscript(proposal, calls);
    place(
      proposal,
      (kept?.kind === 'hand' ? kept : undefined) ??
        called ??
        kept ??
        (proposal.join ? undefined : likely(proposal)),
    );
  }
  const isCut = ({ decision }: Proposal): boolean => decision !== null && decision.kind !== 'withdrawn';
  const others = new Map<string, Proposal>();
  for (const { session } of placed.values()) {
    for (const { id } of session.proposals ?? []) {
      const proposal = placed.has(id) || others.has(id) ? undefined : content.proposalOf(id);
      if (proposal && isCut(proposal)) {
        others.set(id, proposal);
      }
    }
  }
  const further = firstCalls(content.summaries, others);
  others.forEach((proposal) => place(proposal, byTranscript(proposal, further)));
  return placed;
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

function byTranscript(proposal: Proposal, calls: ReadonlyMap<string, readonly Call[]>): Placed | undefined {
  const distance = ({ at }: Call): number => Math.abs(at - proposal.proposedAt);
  const [call] = (calls.get(proposal.id) ?? []).toSorted(
    (a, b) => distance(a) - distance(b) || (transcriptKey(a.session) < transcriptKey(b.session) ? -1 : 1),
  );
  return call && { proposal, kind: 'transcript', session: call.session, at: call.at, until: call.until };
}

/** By the join that was stored when the process was seen, or that the user made. */
function byRecord(proposal: Proposal, { coverage, summaries }: JoinContent): Placed | undefined {
  const { join } = proposal;
  if (!join) {
    return undefined;
  }
  const { sessionId } = join;
  const covering = coverage.find((each) => each.sessionId === sessionId);
  const session = summaries.find((each) =>
    covering === undefined
      ? sessionId.endsWith(each.externalId) && plainId(each) === sessionId
      : each.externalId === covering.externalId && each.agent === covering.agent,
  );
  return session && placedAt(proposal, join.by, session);
}

/** By the agent's own name for its session, else by the only session in that folder at that time. */
function likelySessions({
  summaries,
  folderNames = namesByText,
}: JoinContent): (proposal: Proposal) => Placed | undefined {
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
    return session && placedAt(proposal, 'likely', session);
  };
}

/** The turn is not known, so the work up to the proposal is its own. */
function placedAt(proposal: Proposal, kind: JoinKind, session: TranscriptSummary): Placed {
  const at = Math.max(session.start, Math.min(proposal.proposedAt, session.end + 1));
  return { proposal, kind, session, at, until: at };
}
