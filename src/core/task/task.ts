import * as z from 'zod/mini';
import { boundedList, boundedText } from '../bounded';
import { evidences } from './evidence';
import { tokensSchema } from './tokensSchema';

const epochMs = z.int().check(z.nonnegative());
const durationMs = z.number().check(z.nonnegative());
const minutes = z.int().check(z.nonnegative());
const hours = z.number().check(z.positive(), z.lte(1_000_000));
const evidence = z.enum(evidences);

export const titleLimit = 10_000;

const estimatedHours = {
  hours,
  lowHours: z.optional(hours),
  highHours: z.optional(hours),
  /** `me`, or a model's name. */
  by: boundedText(1),
  at: epochMs,
};

/** The hours a senior engineer who knows the codebase would have needed, who estimated them and when. */
export const estimateSchema = z.object({
  ...estimatedHours,
  /** For whom it was made; absent for the usual one, a senior engineer who knows the codebase, alone, without AI. */
  persona: z.optional(boundedText(1, 300)),
  reasons: z.optional(boundedText(1, 2000)),
  /** The versions before this one, latest first. */
  earlier: z.optional(boundedList(z.object(estimatedHours), 1, 50)),
});
export type Estimate = Readonly<z.infer<typeof estimateSchema>>;
export type EstimatedHours = Pick<Estimate, 'hours' | 'lowHours' | 'highHours'>;

/** What comparable work really took without AI, which the user found out later. */
export const realEffortSchema = z.object({ hours, at: epochMs });
export type RealEffort = Readonly<z.infer<typeof realEffortSchema>>;

/** How the work came out. Dropped work counts 0 hours. */
export const outcomeSchema = z.object({
  kind: z.enum(['at-once', 'corrected', 'dropped']),
  /** How often it was corrected, if known. */
  corrections: z.optional(z.int().check(z.nonnegative())),
});
export type Outcome = Readonly<z.infer<typeof outcomeSchema>>;

/** The proposal that a task was made from. */
export const proposedSchema = z.object({
  proposalId: boundedText(1, 4096),
  /** As the agent made it; the task's own is what was confirmed. */
  estimate: estimateSchema,
  /** False if it was recorded without anyone having looked at it. */
  reviewed: z.boolean(),
});
export type Proposed = Readonly<z.infer<typeof proposedSchema>>;

/** A task's measurement in exact milliseconds, frozen at closing so that it outlives spans and transcripts. */
export const measurementSchema = z.object({
  aiMs: durationMs,
  wallClockMs: durationMs,
  supervisoryMs: durationMs,
  aiEvidence: evidence,
  supervisionEvidence: evidence,
  tokens: z.optional(tokensSchema),
});
export type Measurement = Readonly<z.infer<typeof measurementSchema>>;

/** What git said came out of the work, up to its closing: counts only. */
export const cameOutSchema = z.object({
  commits: z.int().check(z.nonnegative()),
  /** Different ones. */
  files: z.int().check(z.nonnegative()),
  /** Lines; those of binary files aren't known. */
  added: z.int().check(z.nonnegative()),
  removed: z.int().check(z.nonnegative()),
});
export type CameOut = Readonly<z.infer<typeof cameOutSchema>>;

/** The recorded row of a closed task: whole minutes, each with its evidence. */
export const closingSchema = z.object({
  closedAt: epochMs,
  /** Position among tasks closed at the same moment (rows of one import). */
  sequence: z.int().check(z.nonnegative()),
  /** Local calendar day it is recorded on, YYYY-MM-DD. */
  day: z.iso.date(),
  /** IANA zone it was closed in. */
  zone: boundedText(1),
  aiMinutes: minutes,
  aiEvidence: evidence,
  supervisoryMinutes: minutes,
  supervisionEvidence: evidence,
  tokens: z.optional(tokensSchema),
  tokensEvidence: z.optional(evidence),
  measured: z.optional(measurementSchema),
  /** Absent if nothing came out, or nobody could or wanted to know. */
  cameOut: z.optional(cameOutSchema),
});
export type Closing = Readonly<z.infer<typeof closingSchema>>;

/**
 * The fields of a task as the journal keeps them. Each is last-writer-wins on its own, so anything that must stay
 * consistent (an estimate, a closing) is one field. `null` clears a field.
 */
export const taskFieldsSchema = z.object({
  title: boundedText(1, titleLimit),
  startedAt: epochMs,
  project: z.nullable(z.string()),
  branch: z.nullable(z.string()),
  folder: z.nullable(z.string()),
  category: z.nullable(z.string()),
  workstream: z.nullable(z.string()),
  private: z.boolean(),
  estimate: z.nullable(estimateSchema),
  closing: z.nullable(closingSchema),
  /** Identity of the imported row, so that importing the same file twice adds nothing. */
  importKey: z.nullable(z.string()),
  /** Null if nobody said. */
  outcome: z.nullable(outcomeSchema),
  /** Null for a task that no agent proposed. */
  proposed: z.nullable(proposedSchema),
  /** Null if nobody knows; it counts in no figure, and only says how estimates hold. */
  realEffort: z.nullable(realEffortSchema),
});
export type TaskFields = Readonly<z.infer<typeof taskFieldsSchema>>;

/** One described piece of work handed to one or more agents; open until it has a closing. */
export interface Task extends TaskFields {
  readonly id: string;
}
export interface ClosedTask extends Task {
  readonly closing: Closing;
}
