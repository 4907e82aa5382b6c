import * as z from 'zod/mini';
import { boundedText } from '../bounded';
import { isZone } from '../days/day';
import { roundHalfUp } from '../figures/roundHalfUp';
import { closingSchema, estimateSchema, realEffortSchema, taskFieldsSchema } from '../task/task';

export const recordFileFormat = 'leverage-record';
export const recordFileVersion = 1;

/** The end of the year 9999. */
const latestMoment = 253_402_300_799_999;

const mostMinutes = 1_000_000;
/** As printed, so that a printed row gives its printed factors. */
const hours = estimateSchema.shape.hours.check(z.refine((each) => roundHalfUp(each, 4) === each));
const recordedEstimate = z
  .extend(estimateSchema, { hours, lowHours: z.optional(hours), highHours: z.optional(hours) })
  .check(
    z.refine(
      ({ hours: value, lowHours = value, highHours = value }) => lowHours <= value && value <= highHours,
    ),
  );

/**
 * A closed task in the JSON file: everything but its folder, which is a path on one machine. Figures that can be
 * recomputed (factors, totals) are added for readers and ignored on import.
 */
export const recordedTaskSchema = z.extend(z.omit(taskFieldsSchema, { folder: true, importKey: true }), {
  /** The same for the same task on every machine. */
  key: boundedText(1, 30_000),
  // A file may hold anything, and days that no calendar can show must not come in.
  startedAt: taskFieldsSchema.shape.startedAt.check(z.lte(latestMoment)),
  estimate: z.nullable(recordedEstimate),
  // Files of earlier versions don't have them.
  outcome: z._default(taskFieldsSchema.shape.outcome, null),
  proposed: z._default(taskFieldsSchema.shape.proposed, null),
  realEffort: z._default(z.nullable(z.extend(realEffortSchema, { hours })), null),
  closing: z.extend(closingSchema, {
    aiMinutes: closingSchema.shape.aiMinutes.check(z.lte(mostMinutes)),
    supervisoryMinutes: closingSchema.shape.supervisoryMinutes.check(z.lte(mostMinutes)),
    closedAt: closingSchema.shape.closedAt.check(z.lte(latestMoment)),
    zone: closingSchema.shape.zone.check(z.refine(isZone)),
  }),
});
export type RecordedTask = Readonly<z.infer<typeof recordedTaskSchema>>;

export const recordFileSchema = z.object({
  format: z.literal(recordFileFormat),
  version: z.int().check(z.positive()),
  tasks: z.array(z.unknown()),
});

/** The identity of a task made in this record, as an import key elsewhere. */
export function keyOfTask(id: string): string {
  return `task:${id}`;
}

/** @returns the id within a key made by `keyOfTask`; undefined for the key of an imported table row */
export function taskIdOfKey(key: string): string | undefined {
  return key.startsWith('task:') ? key.slice('task:'.length) : undefined;
}
