import * as z from 'zod/mini';
import { entities, parseFields } from '../../core/journal/operation';
import type { Change } from '../../core/task/change';

const entrySchema = z.object({
  label: z.string(),
  inverse: z.array(z.custom<Change>(isChange)),
  /** The values the action left in each entity that its inverse touches; null for a deleted one. */
  left: z.array(z.object({ change: z.int(), values: z.unknown() })),
  handover: z.optional(z.object({ from: z.string(), to: z.string() })),
});

/** An action that can be taken back. */
export type UndoEntry = Readonly<z.infer<typeof entrySchema>>;

/** @returns none if the value isn't ours */
export function parseRememberedActions(raw: unknown): readonly UndoEntry[] {
  return z.array(entrySchema).safeParse(raw).data ?? [];
}

function isChange(raw: unknown): boolean {
  const frame = z
    .object({
      entity: z.enum(entities),
      id: z.string(),
      kind: z.enum(['set', 'delete', 'restore']),
      // A deletion has none.
      fields: z.optional(z.unknown()),
    })
    .safeParse(raw).data;
  return frame !== undefined && (frame.kind !== 'set' || parseFields(frame.entity, frame.fields).ok);
}
