import * as z from 'zod/mini';
import { boundedList, boundedText } from '../bounded';
import { evidences } from '../task/evidence';
import {
  cameOutSchema,
  estimateSchema,
  measurementSchema,
  outcomeSchema,
  proposedSchema,
  realEffortSchema,
} from '../task/task';
import { timelineSchema } from '../timeline/timelineView';

/**
 * What the extension sends its pages: one message, always the whole state, since a hidden page loses messages. It is
 * parsed on arrival.
 */

export const idSchema = boundedText(1, 200);
const id = idSchema;
export const daySchema = z.iso.date();
const day = daySchema;
const evidence = z.enum(evidences);
export const findingKind = boundedText(1, 100);
const factor = z.nullable(z.number().check(z.nonnegative()));

export const rowSchema = z.object({
  id,
  number: z.int(),
  title: z.string(),
  project: z.nullable(z.string()),
  branch: z.nullable(z.string()),
  category: z.nullable(z.string()),
  workstream: z.nullable(z.string()),
  private: z.boolean(),
  closedAt: z.number(),
  estimate: z.nullable(estimateSchema),
  outcome: z.nullable(outcomeSchema),
  /** Null for a task that no agent proposed. */
  proposed: z.nullable(proposedSchema),
  realEffort: z.nullable(realEffortSchema),
  aiMinutes: z.number(),
  aiEvidence: evidence,
  supervisoryMinutes: z.number(),
  supervisionEvidence: evidence,
  tokens: z.nullable(z.number()),
  tokensEvidence: z.nullable(evidence),
  measured: z.nullable(measurementSchema),
  /** How long its agents waited for the user, and the user typed; null where nothing here says so. */
  waitedMs: z.nullable(z.number()),
  typedMs: z.nullable(z.number()),
  cameOut: z.nullable(cameOutSchema),
  leverageFactor: factor,
  supervisoryLeverageFactor: factor,
});
export type RowView = Readonly<z.infer<typeof rowSchema>>;

export const totalsSchema = z.object({
  tasks: z.number(),
  humanHours: z.number(),
  aiMinutes: z.number(),
  supervisoryMinutes: z.number(),
  /** Union of busy time over the day's tasks; null unless all AI minutes of the day were measured here. */
  wallClockMinutes: z.nullable(z.number()),
  tokens: z.nullable(z.number()),
  leverageFactor: factor,
  supervisoryLeverageFactor: factor,
});

export type TotalsView = Readonly<z.infer<typeof totalsSchema>>;

const weekSums = z.object({
  tasks: z.number(),
  humanHours: z.number(),
  leverageFactor: factor,
  supervisoryLeverageFactor: factor,
});

/** Last week in short. */
export const digestSchema = z.object({
  /** Its days, as the user's locale writes them. */
  weekLabel: z.string(),
  /** Its last day with a record. */
  lastDay: day,
  sums: weekSums,
  /** Those of the week directly before; null if it has no record. */
  before: z.nullable(weekSums),
  sentences: z.array(z.string()),
});
export type DigestView = Readonly<z.infer<typeof digestSchema>>;

/** Sample rows, which are no data. */
const exampleSchema = z.object({ rows: z.array(rowSchema), totals: totalsSchema });
export type ExampleView = Readonly<z.infer<typeof exampleSchema>>;

export const runningSessionSchema = z.object({
  id,
  agent: z.string(),
  mode: z.string(),
  startedAt: z.number(),
  /** Busy milliseconds up to the state's `now`; grows with the page's clock while `state` is `busy`. */
  busyMs: z.number(),
  state: z.enum(['busy', 'waiting', 'paused', 'suspended', 'other-window']),
});
export type RunningSessionView = Readonly<z.infer<typeof runningSessionSchema>>;

export const openTaskSchema = z.object({
  id,
  title: z.string(),
  project: z.nullable(z.string()),
  branch: z.nullable(z.string()),
  private: z.boolean(),
  current: z.boolean(),
  startedAt: z.number(),
  estimate: z.nullable(estimateSchema),
  /** Sums up to the state's `now`, running sessions included. */
  aiMs: z.number(),
  supervisoryMs: z.number(),
  aiEvidence: evidence,
  supervisionEvidence: evidence,
  sessions: z.array(runningSessionSchema),
});
export type OpenTaskView = Readonly<z.infer<typeof openTaskSchema>>;

export const storeViewSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opening') }),
  z.object({ kind: z.literal('ready'), problems: z.array(z.string()) }),
  z.object({ kind: z.literal('failing'), message: z.string(), nextStep: z.string() }),
]);

/** Identifies a part of an agent session. */
export const inboxId = boundedText(1, 800);
export const folderSchema = boundedText(1, 5000);
const folder = folderSchema;
export const mostPicked = 5000;

export const inboxSessionSchema = z.object({
  id: inboxId,
  agent: z.string(),
  folder: z.nullable(folder),
  /** The local day on which it ended. */
  day,
  dayLabel: z.string(),
  start: z.number(),
  end: z.number(),
  /** `09:00 – 09:34` in the zone that days are counted in. */
  timeLabel: z.string(),
  /** Turns, minutes and tokens, in words. */
  figures: z.string(),
  firstLine: z.nullable(z.string()),
  automated: z.boolean(),
  /** The rest of a session whose other parts are stored. */
  rest: z.boolean(),
  working: z.boolean(),
});
export type InboxSessionView = Readonly<z.infer<typeof inboxSessionSchema>>;

export const inboxSchema = z.object({
  /** How many there are; `sessions` holds the newest, and those of the shown day. */
  count: z.number(),
  sessions: z.array(inboxSessionSchema),
  /** Why there are none, or why more may come soon; null if there is nothing to say. */
  notice: z.nullable(z.string()),
  /** The parts left out while reading; null if there are none. */
  skipped: z.nullable(z.string()),
  canScan: z.boolean(),
  ignoredFolders: z.array(folder),
});
export type InboxView = Readonly<z.infer<typeof inboxSchema>>;

/** What there is to say about the day: sentences that belong together. */
const findingSchema = z.object({
  kind: findingKind,
  title: z.string(),
  sentences: z.array(z.string()),
  hidden: z.boolean(),
});
export type FindingView = Readonly<z.infer<typeof findingSchema>>;

const bothFactors = z.object({ leverageFactor: factor, supervisoryLeverageFactor: factor });

/** A task that an agent proposed, as it would be confirmed. */
export const proposalSchema = z.object({
  id,
  title: z.string(),
  estimate: estimateSchema,
  /** As the agent made it. */
  proposed: estimateSchema,
  category: z.nullable(z.string()),
  workstream: z.nullable(z.string()),
  outcome: z.nullable(outcomeSchema),
  agent: z.nullable(z.string()),
  /** How many others were merged into it. */
  merged: z.number(),
  /** When the work was done, or when it was proposed if no time was found. */
  dayLabel: z.string(),
  timeLabel: z.string(),
  /** Null where there is no time of its own, or it isn't known yet. */
  figures: z.nullable(
    z.extend(bothFactors, {
      aiMinutes: z.number(),
      supervisoryMinutes: z.number(),
      measured: measurementSchema,
    }),
  ),
  /** How its time was found, in a sentence or two. */
  join: z.string(),
  /** What the user made of earlier estimates of the same estimator, in a sentence; null if that says nothing yet. */
  calibration: z.nullable(z.string()),
});
export type ProposalView = Readonly<z.infer<typeof proposalSchema>>;

export const proposalsSchema = z.object({
  /** How many there are; `items` holds the oldest. */
  count: z.number(),
  items: z.array(proposalSchema),
  /** What Confirm All would do; null if it could do nothing. */
  all: z.nullable(
    z.object({
      ids: boundedList(id, 1, mostPicked),
      /** What it would add to each day, and the day's factors before and after. */
      days: z.array(
        z.object({
          dayLabel: z.string(),
          tasks: z.number(),
          humanHours: z.number(),
          before: bothFactors,
          after: bothFactors,
        }),
      ),
    }),
  ),
});
export type ProposalsView = Readonly<z.infer<typeof proposalsSchema>>;

export const recordStateSchema = z.object({
  store: storeViewSchema,
  /** The host's clock when the state was made, for running clocks. */
  now: z.number(),
  today: day,
  day,
  /** The day as the user's locale writes it. */
  dayLabel: z.string(),
  /** Nearest days with a record on either side, for the arrows; `nextDay` is never after today. */
  previousDay: z.nullable(day),
  nextDay: z.nullable(day),
  rows: z.array(rowSchema),
  /** Null if they can't be shown. */
  totals: z.nullable(totalsSchema),
  findings: z.array(findingSchema),
  /** Null unless the page asked for it: it is long on a long day. */
  timeline: z.nullable(timelineSchema),
  /** The user's own paragraphs about the day, as typed; empty if there are none. */
  ownText: z.string(),
  openTasks: z.array(openTaskSchema),
  /** How many more tasks are open but can't be shown. */
  unshownOpenTasks: z.number(),
  proposals: proposalsSchema,
  inbox: inboxSchema,
  /** What a filled day looks like; null once there is one, or if the user doesn't want it. */
  example: z.nullable(exampleSchema),
  /** Null where the user has seen it, or there is nothing to look back on. */
  digest: z.nullable(digestSchema),
  /** Decimals of row factors: always one, or up to two with at least one kept. */
  rowDecimals: z.union([z.literal(1), z.literal(2)]),
  /** The label of the action that Undo would take back; null if there is none. */
  undoLabel: z.nullable(z.string()),
  /** Sentences: which parts can't be shown, why, and where they are. */
  leftOut: z.array(z.string()),
});
export type RecordState = Readonly<z.infer<typeof recordStateSchema>>;

const stateMessageSchema = z.object({
  type: z.literal('state'),
  state: recordStateSchema,
  /** A part of the page to scroll to and focus, once. */
  goTo: z.optional(z.enum(['inbox', 'proposed'])),
  /** The row to go to, once. */
  task: z.optional(id),
});
export type StateMessage = Readonly<z.infer<typeof stateMessageSchema>>;

/** Sent instead of a state when there is none; the page keeps what it shows. */
const noStateMessageSchema = z.object({
  type: z.literal('noState'),
  message: z.string(),
  nextStep: z.string(),
});
export type NoStateMessage = Readonly<z.infer<typeof noStateMessageSchema>>;

export const hostMessageSchema = z.discriminatedUnion('type', [stateMessageSchema, noStateMessageSchema]);
export type HostMessage = StateMessage | NoStateMessage;

/** @returns undefined if it is not a message of ours. */
export function parseHostMessage(raw: unknown): HostMessage | undefined {
  return hostMessageSchema.safeParse(raw).data;
}
