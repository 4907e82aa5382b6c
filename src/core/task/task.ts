import * as z from 'zod';
import { evidences } from './evidence';
import { tokensSchema } from './tokens';

const epochMs = z.number().int().nonnegative();
const durationMs = z.number().nonnegative();
const minutes = z.number().int().nonnegative();
const hours = z.number().positive().max(1_000_000);
const evidence = z.enum(evidences);

export const titleLimit = 10_000;

/** Hours a senior engineer who knows the codebase would have needed, who said so and when. */
export const estimateSchema = z.object({
  hours,
  lowHours: hours.optional(),
  highHours: hours.optional(),
  /** `me`, or a model's name. */
  by: z.string().min(1),
  at: epochMs,
});
export type Estimate = Readonly<z.infer<typeof estimateSchema>>;

/** What was measured for a task, in exact milliseconds, frozen at closing so that it outlives spans and transcripts. */
export const measurementSchema = z.object({
  aiMs: durationMs,
  wallClockMs: durationMs,
  supervisoryMs: durationMs,
  aiEvidence: evidence,
  supervisionEvidence: evidence,
  tokens: tokensSchema.optional(),
});
export type Measurement = Readonly<z.infer<typeof measurementSchema>>;

/** The recorded row of a closed task: whole minutes, each with its evidence. */
export const closingSchema = z.object({
  closedAt: epochMs,
  /** Position among tasks closed at the same moment (rows of one import). */
  sequence: z.number().int().nonnegative(),
  /** Local calendar day it is recorded on, YYYY-MM-DD. */
  day: z.iso.date(),
  /** IANA zone it was closed in. */
  zone: z.string().min(1),
  aiMinutes: minutes,
  aiEvidence: evidence,
  supervisoryMinutes: minutes,
  supervisionEvidence: evidence,
  tokens: tokensSchema.optional(),
  tokensEvidence: evidence.optional(),
  measured: measurementSchema.optional(),
});
export type Closing = Readonly<z.infer<typeof closingSchema>>;

/**
 * The fields of a task as the journal keeps them: each is written last-writer-wins on its own, so what must stay
 * consistent (an estimate, a closing) is one field. `null` clears a field.
 */
export const taskFieldsSchema = z.object({
  title: z.string().min(1).max(titleLimit),
  startedAt: epochMs,
  project: z.string().nullable(),
  branch: z.string().nullable(),
  folder: z.string().nullable(),
  category: z.string().nullable(),
  workstream: z.string().nullable(),
  private: z.boolean(),
  estimate: estimateSchema.nullable(),
  closing: closingSchema.nullable(),
  /** Identity of the imported row, so that importing the same file twice adds nothing. */
  importKey: z.string().nullable(),
});
export type TaskFields = Readonly<z.infer<typeof taskFieldsSchema>>;

/** One described piece of work handed to one or more agents; open until it has a closing. */
export interface Task extends TaskFields {
  readonly id: string;
}
export interface ClosedTask extends Task {
  readonly closing: Closing;
}

export function isClosed(task: Task): task is ClosedTask {
  return task.closing !== null;
}
