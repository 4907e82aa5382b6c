import * as z from 'zod';
import { isZone } from '../days/day';
import { roundHalfUp } from '../record/roundHalfUp';
import { closingSchema, estimateSchema, taskFieldsSchema } from '../task/task';

export const recordFileFormat = 'leverage-record';
export const recordFileVersion = 1;

/** The end of the year 9999. */
const latestMoment = 253_402_300_799_999;

const mostMinutes = 1_000_000;
/** As printed, so that a printed row gives its printed factors. */
const hours = estimateSchema.shape.hours.refine((each) => roundHalfUp(each, 4) === each);
const recordedEstimate = estimateSchema
  .extend({ hours, lowHours: hours.optional(), highHours: hours.optional() })
  .refine(({ hours: value, lowHours = value, highHours = value }) => lowHours <= value && value <= highHours);

/**
 * A closed task as the JSON file holds it: everything but its folder, which is a path on one machine. Figures that
 * can be recomputed (factors, totals) are written beside it for readers and ignored on the way back.
 */
export const recordedTaskSchema = taskFieldsSchema.omit({ folder: true, importKey: true }).extend({
  /** The same for the same task on every machine. */
  key: z.string().min(1).max(30_000),
  // A file may hold anything, and what no calendar can show must not come in.
  startedAt: taskFieldsSchema.shape.startedAt.max(latestMoment),
  estimate: recordedEstimate.nullable(),
  closing: closingSchema.extend({
    aiMinutes: closingSchema.shape.aiMinutes.max(mostMinutes),
    supervisoryMinutes: closingSchema.shape.supervisoryMinutes.max(mostMinutes),
    closedAt: closingSchema.shape.closedAt.max(latestMoment),
    zone: closingSchema.shape.zone.refine(isZone),
  }),
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
