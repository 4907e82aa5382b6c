import * as z from 'zod/mini';
import { boundedText } from '../bounded';
import { usualPersona } from './persona';
import { isProposalId } from './proposalId';
import { proposalInputSchema } from './proposalInput';

/** A tool for agents. Its words are paid for in every session, so they are few. */
export interface AgentTool {
  readonly title: string;
  readonly description: string;
  readonly input: z.core.$ZodObject;
  /** Changes nothing. */
  readonly readOnly: boolean;
  /** Calling it again with the same input changes nothing more. */
  readonly idempotent: boolean;
}

const dayInput = z.strictObject({
  day: z.optional(
    z.iso
      .date({ error: 'must be a day such as 2026-04-19.' })
      .check(z.describe('YYYY-MM-DD; today if left out')),
  ),
});
const similarInput = z.strictObject({
  title: boundedText(1, 300).check(z.describe('Title to compare with')),
});
const withdrawInput = z.strictObject({
  id: z
    .string()
    .check(
      z.refine(isProposalId, { error: 'is no id of a proposal.' }),
      z.describe('Id that propose_task answered'),
    ),
});

/** What agents can do, whichever way they come in. */
export const agentTools = {
  propose_task: {
    title: 'Propose task',
    description: `Drafts a finished piece of work for the user to confirm: title, and the hours it would have taken ${usualPersona}. Call it once per finished piece of work, before the final answer. Never give minutes, tokens or times: they are measured. Answers the id of the proposal.`,
    input: proposalInputSchema,
    readOnly: false,
    idempotent: false,
  },
  similar_tasks: {
    title: 'Similar tasks',
    description:
      'Recorded tasks with similar titles, their confirmed hours and factors. Ask before estimating, to estimate alike.',
    input: similarInput,
    readOnly: true,
    idempotent: true,
  },
  day_record: {
    title: 'Day record',
    description: "A day's tasks with hours, minutes and leverage factors, and its totals.",
    input: dayInput,
    readOnly: true,
    idempotent: true,
  },
  withdraw_proposal: {
    title: 'Withdraw proposal',
    description: 'Takes back a proposal that the user has not decided on.',
    input: withdrawInput,
    readOnly: false,
    idempotent: true,
  },
} as const satisfies Readonly<Record<string, AgentTool>>;

export type AgentToolName = keyof typeof agentTools;
export const agentToolNames = ['propose_task', 'similar_tasks', 'day_record', 'withdraw_proposal'] as const;

/** A tool's input as JSON Schema. */
export function inputSchemaOf(name: AgentToolName): Readonly<Record<string, unknown>> {
  const { $schema: _schema, ...schema } = z.toJSONSchema(agentTools[name].input);
  return schema;
}
