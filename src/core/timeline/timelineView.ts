import * as z from 'zod/mini';
import { evidences } from '../task/evidence';

const moment = z.int().check(z.nonnegative());

/** Something went on in [start, end): an agent was busy, or it waited for its user. */
const laneSegmentSchema = z.object({ kind: z.enum(['busy', 'waiting']), start: moment, end: moment });
export type LaneSegment = Readonly<z.infer<typeof laneSegmentSchema>>;

/** What an agent session did for one task on the day. */
export const laneSchema = z.object({
  /** Of the session and its task. */
  id: z.string(),
  taskId: z.nullable(z.string()),
  /** Null if the session isn't known, as where minutes were entered. */
  agent: z.nullable(z.string()),
  /** Of its busy time, and so of its waits. */
  evidence: z.enum(evidences),
  /** In order, and disjoint. */
  segments: z.array(laneSegmentSchema),
  /** Whether its last segment still goes on. */
  growing: z.boolean(),
});
export type Lane = Readonly<z.infer<typeof laneSchema>>;

/** The user was `typing`, as was seen, or is believed to have been composing a prompt. */
const userSegmentSchema = z.object({
  kind: z.enum(['typing', 'composing']),
  start: moment,
  end: moment,
  taskId: z.nullable(z.string()),
  evidence: z.enum(evidences),
});
export type UserSegment = Readonly<z.infer<typeof userSegmentSchema>>;

/** A day's sessions and its user, side by side: everything measured on the day, for whatever task. */
export const timelineSchema = z.object({
  /** The day's bounds; it has 23 or 25 hours where the clock changes. */
  start: moment,
  end: moment,
  /** The zone's UTC offset from each moment on, the first being the start of the day. */
  offsets: z.array(z.object({ since: moment, offsetMs: z.number() })),
  /** By their start. */
  lanes: z.array(laneSchema),
  /** In order, and disjoint: none of the user's time is in two places. */
  user: z.array(userSegmentSchema),
  /** The titles of the tasks that the lanes and the user's time name. */
  tasks: z.array(z.object({ id: z.string(), title: z.string() })),
  /** How many sessions were busy at once at most, and when that was so first; null if none was. */
  most: z.nullable(z.object({ sessions: z.int(), at: moment })),
});
export type TimelineView = Readonly<z.infer<typeof timelineSchema>>;
