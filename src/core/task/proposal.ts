import * as z from 'zod/mini';
import { boundedList, boundedText } from '../bounded';
import { estimateSchema, outcomeSchema, titleLimit } from './task';

const epochMs = z.int().check(z.nonnegative());
const name = z.nullable(boundedText(1, 200));

/** What the user changed of a proposal before deciding; what the agent said stays with it. */
export const editedProposalSchema = z.object({
  title: boundedText(1, titleLimit),
  estimate: estimateSchema,
  category: name,
  workstream: name,
  outcome: z.nullable(outcomeSchema),
  /** The proposal that it was merged into: it is shown and confirmed with that one. */
  into: z.optional(boundedText(1, 4096)),
});
export type EditedProposal = Readonly<z.infer<typeof editedProposalSchema>>;

/** How a proposal ended; it never ends by itself. */
export const decisionSchema = z.object({
  kind: z.enum(['confirmed', 'dismissed', 'withdrawn']),
  at: epochMs,
  /** The task that confirming made or added it to; null otherwise. */
  taskId: z.nullable(z.string()),
});
export type Decision = Readonly<z.infer<typeof decisionSchema>>;

/** A join that no transcript shows: found by the process that proposed, or made by hand. */
export const storedJoinSchema = z.object({
  by: z.enum(['process', 'hand']),
  /** The recorded session. */
  sessionId: boundedText(1, 4096),
  at: epochMs,
});
export type StoredJoin = Readonly<z.infer<typeof storedJoinSchema>>;

/**
 * A task that an agent drafted. It counts in no figure until it is confirmed, and has neither minutes nor tokens: those
 * are measured. An agent that proposes again under the same key replaces its fields, but not `edited`, `decision` and
 * `join`, which it never writes.
 */
export const proposalFieldsSchema = z.object({
  title: boundedText(1, titleLimit),
  /** `by` is the model, or else the agent. */
  estimate: estimateSchema,
  category: name,
  workstream: name,
  outcome: z.nullable(outcomeSchema),
  agent: name,
  model: name,
  /** The session as the agent says; no proof of anything. */
  session: z.nullable(boundedText(1, 500)),
  /** Where the agent worked. */
  folder: z.nullable(z.string()),
  proposedAt: epochMs,
  key: z.nullable(boundedText(1, 200)),
  /** `suggestion`: a language model of the editor, which the user asked. */
  way: z.enum(['command-line', 'mcp', 'tool', 'suggestion']),
  /** The proposing process and its ancestors, nearest first; empty if unknown. */
  processes: boundedList(z.int().check(z.nonnegative()), 0, 64),
  edited: z.nullable(editedProposalSchema),
  decision: z.nullable(decisionSchema),
  join: z.nullable(storedJoinSchema),
});
export type ProposalFields = Readonly<z.infer<typeof proposalFieldsSchema>>;

export interface Proposal extends ProposalFields {
  readonly id: string;
}

/** A proposal as it will be confirmed: with the user's edits. */
export function asEdited(proposal: Proposal): EditedProposal {
  const { title, estimate, category, workstream, outcome } = proposal;
  return proposal.edited ?? { title, estimate, category, workstream, outcome };
}
