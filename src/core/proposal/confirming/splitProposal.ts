import type { Change } from '../../task/change';
import type { EditedProposal, Proposal } from '../../task/proposal';
import { reestimated } from '../../task/reestimated';
import type { EstimatedHours } from '../../task/task';
import { plainId } from '../../transcript/inbox/inbox';
import type { FetchedPart } from '../../transcript/inbox/inboxActions';
import { newProposalId } from '../proposalId';
import type { ProposedWork } from './proposedWork';

/** Where the time of a proposal can be cut in two. */
export interface SplitPoint {
  readonly at: number;
  /** The recorded session that the first piece belongs to. */
  readonly sessionId: string;
  readonly msBefore: number;
  readonly msAfter: number;
}

/** The first piece of a proposal that is split. */
export interface FirstPiece {
  /** A random UUID. */
  readonly id: string;
  readonly title: string;
  readonly hours: EstimatedHours;
}

/** Less isn't a pause between two pieces of work. */
const pauseMs = 60_000;

/** Every prompt and every longer pause between work in one session, in order. */
export function splitPoints(fetched: readonly FetchedPart[]): readonly SplitPoint[] {
  const all = fetched.flatMap(({ covered }) => covered.spans);
  const work = (from: number, to: number): number =>
    all.reduce((ms, { start, end }) => ms + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);
  // A proposal by hand is in one session, and ends what lies before it there.
  const [only, ...others] = fetched;
  if (only === undefined || others.length > 0) {
    return [];
  }
  const { spans, composed } = only.covered;
  const pauses = spans.flatMap(({ start }, index) => {
    const before = spans[index - 1];
    return before && start - before.end >= pauseMs ? [start] : [];
  });
  const moments = [...new Set([...composed.map(({ at }) => at), ...pauses].map(Math.floor))].sort(
    (a, b) => a - b,
  );
  const sessionId = plainId(only.part.session);
  return moments.flatMap((at) => {
    const [msBefore, msAfter] = [work(0, at), work(at, Number.MAX_SAFE_INTEGER)];
    return msBefore > 0 && msAfter > 0 ? [{ at, sessionId, msBefore, msAfter }] : [];
  });
}

/** Makes the work before a moment a proposal of its own, whose hours are taken from the rest as far as that has more. */
export function splitChanges(
  work: ProposedWork,
  { at, sessionId }: SplitPoint,
  first: FirstPiece,
  now: number,
): Change[] {
  const { proposal, edited } = work;
  const { estimate, category, workstream } = edited;
  const { id: _id, ...fields } = proposal;
  const rest = estimate.hours - first.hours.hours;
  const kept: EditedProposal =
    rest > 0 ? { ...edited, estimate: reestimated(estimate, { hours: rest }, now) } : edited;
  return [
    {
      entity: 'proposal',
      id: newProposalId(first.id),
      kind: 'set',
      fields: {
        ...fields,
        title: first.title,
        estimate: { ...first.hours, by: 'me', at: now },
        category,
        workstream,
        proposedAt: at,
        key: null,
        processes: [],
        edited: null,
        decision: null,
        join: { by: 'hand', sessionId, at },
      },
    },
    { entity: 'proposal', id: proposal.id, kind: 'set', fields: { edited: kept } },
  ];
}

/** Each of the merged proposals stands for itself again, with the estimate of its agent. */
export function takeApartChanges({ proposal, merged, edited }: ProposedWork): Change[] {
  return [
    setEdited(proposal, { ...edited, estimate: proposal.estimate }),
    ...merged.flatMap((each) => (each.edited === null ? [] : [setEdited(each, withoutInto(each.edited))])),
  ];
}

function withoutInto({ into: _into, ...edited }: EditedProposal): EditedProposal {
  return edited;
}

function setEdited({ id }: Proposal, edited: EditedProposal): Change {
  return { entity: 'proposal', id, kind: 'set', fields: { edited } };
}
