import { z } from 'zod';
import { closingSchema, taskFieldsSchema } from '../task';

export const recordFileFormat = 'leverage-record';
export const recordFileVersion = 1;

/**
 * A closed task as the JSON file holds it: everything but its folder, which is a path on one machine. Figures that
 * can be recomputed (factors, totals) are written beside it for readers and ignored on the way back.
 */
export const recordedTaskSchema = taskFieldsSchema.omit({ folder: true, importKey: true }).extend({
  /** The same for the same task on every machine. */
  key: z.string().min(1).max(30_000),
  closing: closingSchema,
});
export type RecordedTask = Readonly<z.infer<typeof recordedTaskSchema>>;

export const recordFileSchema = z.object({
  format: z.literal(recordFileFormat),
  version: z.number().int().positive(),
  tasks: z.array(z.unknown()),
});

/** The identity of a task made in this record, as an import key elsewhere. */
export function keyOfTask(id: string): string {
  return `task:${id}`;
}

/** @returns the id within a key made by `keyOfTask`; undefined for the key of an imported table row. */
export function taskIdOfKey(key: string): string | undefined {
  return key.startsWith('task:') ? key.slice('task:'.length) : undefined;
}
