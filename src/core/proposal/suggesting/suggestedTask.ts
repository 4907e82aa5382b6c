import * as z from 'zod/mini';
import { boundedText } from '../../bounded';
import { inPlaceOf } from '../../task/reestimated';
import type { Change } from '../../task/change';
import type { Estimate, Task } from '../../task/task';
import { estimateOf, proposeChanges } from '../proposalChanges';
import { proposalInputSchema } from '../proposalInput';

/** What a language model of the editor drafted for a task when the user asked it to. */
export const suggestionSchema = z.object({
  /** A random UUID. */
  id: boundedText(1, 100),
  at: z.int().check(z.nonnegative()),
  /** With the model that estimated. */
  input: proposalInputSchema,
});
export type Suggestion = Readonly<z.infer<typeof suggestionSchema>>;

/** The model's estimate in the place of what the task would start from, which it keeps among its earlier versions. */
export function suggestedEstimate({ input, at }: Suggestion, before: Estimate | null): Estimate {
  return inPlaceOf(before, estimateOf(input, input.model ?? 'language model', at));
}

/**
 * A suggestion that was taken is a confirmed proposal of its model: it is kept as the model made it, whatever the user
 * recorded, and counts in the model's calibration.
 * @param otherwiseProposed whether the task becomes what an agent proposed by the same action
 */
export function suggestionChanges(
  { id: taskId, proposed }: Pick<Task, 'id' | 'proposed'>,
  suggestion: Suggestion,
  now: number,
  otherwiseProposed: boolean,
): Change[] {
  const { input, at } = suggestion;
  const guessed = { agent: null, session: null };
  const origin = { way: 'suggestion', at, folder: null, processes: [], guessed } as const;
  const { id, changes } = proposeChanges(input, origin, () => suggestion.id);
  const ofTask = { proposalId: id, estimate: suggestedEstimate(suggestion, null), reviewed: true };
  return [
    ...changes,
    {
      entity: 'proposal',
      id,
      kind: 'set',
      fields: { decision: { kind: 'confirmed', at: now, taskId } },
    },
    ...(proposed === null && !otherwiseProposed
      ? [{ entity: 'task', id: taskId, kind: 'set', fields: { proposed: ofTask } } as const]
      : []),
  ];
}
