import * as z from 'zod/mini';
import { boundedText } from '../bounded';
import { parsed, rejected, type Parsed } from '../typed/parsed';
import { usualPersona } from './persona';
import { isMeasured, measuredRefusal } from './measuredFields';
import { inputProblem } from './inputProblem';

/** Shorter than a task's own limit: a title is a line in a list. */
const titleLength = 300;
const mostHours = 1_000_000;

/** Controls, line ends and halves of characters: nothing that one line of plain text needs. */
const notPlain = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]/u;
/** A visible mark, sign or letter. */
const visible = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\p{M}\u2800]/u;

function line(atMost: number, description: string) {
  return boundedText(1, atMost).check(
    z.refine((text) => !notPlain.test(text), { error: 'must be one line without control characters.' }),
    z.refine((text) => visible.test(text), { error: 'is empty.' }),
    z.describe(description),
  );
}

function estimator(description: string) {
  // `me` is how the record calls its user.
  return z.optional(
    line(200, description).check(
      z.refine((name) => name.trim().toLowerCase() !== 'me', { error: "can't be “me”, which is the user." }),
    ),
  );
}

function hours(description: string) {
  return z
    .number()
    .check(
      z.positive({ error: 'must be more than 0.' }),
      z.lte(mostHours, { error: 'is more than 1,000,000 hours.' }),
      z.describe(description),
    );
}

/**
 * What an agent says when it proposes a task: the one source of what is accepted and of the schemas that agents are
 * shown. It has no minutes and no tokens, since those are measured.
 */
export const proposalInputSchema = z.strictObject({
  title: line(titleLength, 'What was done, in one line'),
  hours: hours('Likely hours of the persona'),
  low: z.optional(hours('Low end of the range; goes with high')),
  high: z.optional(hours('High end of the range; goes with low')),
  because: z.optional(line(1000, 'Reasons for the estimate, in a sentence')),
  persona: z.optional(line(300, `Who would have needed the hours, unless it is ${usualPersona}`)),
  category: z.optional(line(200, 'Kind of work, such as feature or bug')),
  workstream: z.optional(line(200, 'Larger effort it belongs to')),
  outcome: z.optional(
    z
      .enum(['at-once', 'corrected', 'dropped'])
      .check(z.describe('Accepted at once, after corrections, or dropped')),
  ),
  corrections: z.optional(
    z
      .int()
      .check(
        z.nonnegative({ error: 'must be 0 or more.' }),
        z.lte(10_000, { error: 'is more than 10,000.' }),
        z.describe('How often it was corrected; only with outcome corrected'),
      ),
  ),
  agent: estimator('Name of the agent, such as claude'),
  model: estimator('Name of the model that estimated'),
  session: z.optional(line(500, "Id of the agent's session")),
  key: z.optional(
    line(200, 'Key of this proposal, unique in your session; repeating it replaces the proposal'),
  ),
});
export type ProposalInput = Readonly<z.infer<typeof proposalInputSchema>>;

export const proposalInputNames: readonly string[] = Object.keys(proposalInputSchema.shape);

/** A proposal as an agent gave it; a field that is null counts as left out. A refusal says what to change. */
export function parseProposalInput(raw: unknown): Parsed<ProposalInput> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return rejected('A proposal is one object with title and hours.');
  }
  const names = Object.keys(raw);
  const unknown = names.filter((name) => !proposalInputNames.includes(name));
  const measured = unknown.filter(isMeasured);
  if (measured.length > 0) {
    return rejected(measuredRefusal(measured));
  }
  if (unknown.length > 0) {
    return rejected(
      `${shownName(unknown[0] ?? '')} is no field of a proposal. The fields are ${proposalInputNames.join(', ')}.`,
    );
  }
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
  const result = proposalInputSchema.safeParse(given);
  if (!result.success) {
    return rejected(inputProblem(result.error.issues[0], given));
  }
  const problem = contradictionIn(result.data);
  return problem === undefined ? parsed(trimmed(result.data)) : rejected(problem);
}

function contradictionIn({
  hours: likely,
  low,
  high,
  outcome,
  corrections,
}: ProposalInput): string | undefined {
  if ((low === undefined) !== (high === undefined)) {
    return `${low === undefined ? 'low' : 'high'} is missing. Give both ends of the range, or neither.`;
  }
  if (low !== undefined && high !== undefined) {
    if (low > high) {
      return `low (${low}) is more than high (${high}). Swap them.`;
    }
    if (likely < low || likely > high) {
      return `hours (${likely}) must lie between low (${low}) and high (${high}).`;
    }
  }
  if (corrections !== undefined && outcome !== 'corrected') {
    return 'corrections goes only with outcome corrected.';
  }
  return undefined;
}

function trimmed(input: ProposalInput): ProposalInput {
  const entries = Object.entries(input).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.trim() : value,
  ]);
  return proposalInputSchema.parse(Object.fromEntries(entries));
}

/** A field's name in a sentence, whatever it contains. */
function shownName(name: string): string {
  return `“${name.slice(0, 40)}”`;
}
