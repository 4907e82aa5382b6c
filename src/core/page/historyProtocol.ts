import * as z from 'zod/mini';
import { boundedList, boundedText } from '../bounded';
import { bands, leaderboardMeasures, timeframes, type HistoryDimension } from '../history/historyQuery';
import { longestName } from '../history/nameTable';
import { periodMeasures, recordUnits, taskMeasures } from '../history/recordsBook';
import { saveChartSchema } from './intents';
import { daySchema, storeViewSchema } from './protocol';

/**
 * Everything that passes between the extension and the history page, parsed on arrival. The state is whole in each
 * message, except for the leaderboard: the page asks for further rows as they are scrolled to. Days of a range are
 * both included; a figure that doesn't exist is null.
 */

const day = daySchema;
const id = boundedText(1, 200);
const count = z.int().check(z.nonnegative());
const figure = z.nullable(z.number().check(z.nonnegative()));
/** Null: without a name. */
const name = z.nullable(boundedText(1, longestName));

export const mostLeaderboardRows = 200;
export const firstLeaderboardRows = 100;
const mostPickedNames = 50;
const names = z.optional(boundedList(name, 0, mostPickedNames));

/** What is asked; the page sends it whole, whatever part of it the user changed. */
export const historyQuerySchema = z.object({
  timeframe: z.enum(timeframes),
  /** Any day within the timeframe; null: today. */
  anchor: z.nullable(day),
  /** For `custom` only. */
  custom: z.nullable(z.object({ from: day, to: day })),
  /** Tasks with any of the names pass; a task must pass in every dimension that has names. */
  filters: z.object({
    project: names,
    agent: names,
    model: names,
    category: names,
    workstream: names,
    estimator: names,
    band: z.optional(boundedList(z.enum(bands), 0, bands.length)),
  }),
  search: boundedText(0, 200),
  leaderboard: z.object({ by: z.enum(leaderboardMeasures), order: z.enum(['highest', 'lowest']) }),
  /** Null: that of the timeframe's last day. */
  calendarYear: z.nullable(z.int().check(z.gte(0), z.lte(9999))),
});

export type HistoryQuery = Readonly<z.infer<typeof historyQuerySchema>>;

/** What the page shows before the user chose anything. */
export const firstQuery: HistoryQuery = {
  timeframe: 'week',
  anchor: null,
  custom: null,
  filters: {},
  search: '',
  leaderboard: { by: 'leverageFactor', order: 'highest' },
  calendarYear: null,
};

/** The week of a day with all its tasks, since a search or a filter would make other figures of it. */
export function weekQuery(query: HistoryQuery, day: string): HistoryQuery {
  return { ...query, timeframe: 'week', anchor: day, filters: {}, search: '', calendarYear: null };
}

export const sumsSchema = z.object({
  tasks: count,
  humanHours: z.number(),
  aiMinutes: z.number(),
  supervisoryMinutes: z.number(),
  tokens: figure,
  leverageFactor: figure,
  supervisoryLeverageFactor: figure,
});
export type SumsView = Readonly<z.infer<typeof sumsSchema>>;

/** A step of the time axis. */
const bucketSchema = z.object({
  from: day,
  to: day,
  label: z.string(),
  /** `none`: before the record began; `ahead`: after today. */
  record: z.enum(['recorded', 'none', 'ahead']),
  /** Null unless recorded: a gap, never 0. */
  sums: z.nullable(sumsSchema),
});
export type BucketView = Readonly<z.infer<typeof bucketSchema>>;

const groupingSchema = z.object({
  /** Those with the most hours. */
  groups: z.array(z.object({ name, sums: sumsSchema })),
  /** The tasks in none of them; null if all groups are shown. */
  others: z.nullable(z.object({ count, sums: sumsSchema })),
  /** How many tasks are in several groups, so that they don't add up. */
  shared: count,
});
export type GroupingView = Readonly<z.infer<typeof groupingSchema>>;

export const leaderSchema = z.object({
  id,
  /** Counted from the highest; equal figures have equal ranks. Null without the figure. */
  rank: z.nullable(z.int()),
  title: z.string(),
  private: z.boolean(),
  day,
  dayLabel: z.string(),
  project: name,
  agents: z.array(z.string()),
  dropped: z.boolean(),
  /** As counted; null without an estimate. */
  humanHours: figure,
  aiMinutes: z.number(),
  supervisoryMinutes: z.number(),
  leverageFactor: figure,
  supervisoryLeverageFactor: figure,
});
export type LeaderView = Readonly<z.infer<typeof leaderSchema>>;

const recordsSchema = z.object({
  /** The highest periods of the whole record, whatever is asked. */
  periods: z.array(
    z.object({
      unit: z.enum(recordUnits),
      measure: z.enum(periodMeasures),
      holder: z.object({
        from: day,
        to: day,
        label: z.string(),
        value: z.number(),
        /** How many later ones are exactly as high. */
        ties: count,
        /** It isn't over. */
        current: z.boolean(),
      }),
    }),
  ),
  tasks: z.array(
    z.object({ measure: z.enum(taskMeasures), value: z.number(), ties: count, task: leaderSchema }),
  ),
});
export type RecordsView = Readonly<z.infer<typeof recordsSchema>>;

const comparisonSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('compared'),
    /** The days that are compared with. */
    from: day,
    to: day,
    label: z.string(),
    sums: sumsSchema,
    /** Of the shown period, up to today while it isn't over. */
    now: sumsSchema,
    /** Says what is compared. */
    sentence: z.string(),
  }),
  /** The sentence says why nothing is compared. */
  z.object({ kind: z.literal('none'), sentence: z.string() }),
]);
export type ComparisonView = Readonly<z.infer<typeof comparisonSchema>>;

const ofDimensions = <Of extends z.core.SomeType>(of: Of) =>
  z.object({
    project: of,
    agent: of,
    model: of,
    category: of,
    workstream: of,
    estimator: of,
  } satisfies Readonly<Record<HistoryDimension, Of>>);

export const historyStateSchema = z.object({
  store: storeViewSchema,
  /** Rises with every state; further rows of the leaderboard belong to one. */
  revision: count,
  /** While the record is still being read, figures are of a part of it; null once they are whole. */
  reading: z.nullable(z.object({ days: count, of: count })),
  today: day,
  query: historyQuerySchema,
  /** The first day on record; null: there is none. */
  began: z.nullable(day),
  timeframe: z.object({
    from: day,
    to: day,
    label: z.string(),
    /** It includes today, so it isn't over. */
    current: z.boolean(),
    /** Anchors of its neighbours; null where there is no record further that way. */
    previous: z.nullable(day),
    next: z.nullable(day),
  }),
  totals: sumsSchema,
  /** Days with at least one of the tasks. */
  recordedDays: count,
  comparison: comparisonSchema,
  unit: z.enum(['day', 'week', 'month', 'year']),
  buckets: z.array(bucketSchema),
  /** Each of them, highest first. */
  bands: z.array(z.object({ band: z.enum(bands), sums: sumsSchema })),
  by: ofDimensions(groupingSchema),
  /** Names on record, by how many tasks have them. */
  names: ofDimensions(z.array(name)),
  leaderboard: z.object({ count, rows: z.array(leaderSchema) }),
  records: recordsSchema,
  calendar: z.object({
    year: z.int(),
    /** Those with a record, ascending. */
    years: z.array(z.int()),
    /** The recorded days of the year, with what passes the filters, which may be nothing. */
    days: z.array(z.object({ day, tasks: count, humanHours: z.number(), leverageFactor: figure })),
  }),
  rowDecimals: z.union([z.literal(1), z.literal(2)]),
});
export type HistoryState = Readonly<z.infer<typeof historyStateSchema>>;

/** What the picture of a span has: figures of public tasks in the words in which they are published. */
const recordCardSchema = z.object({
  title: boundedText(1, 200),
  figures: z.array(z.object({ name: z.string(), text: z.string() })),
  barsTitle: z.string(),
  bars: z.array(z.object({ label: z.string(), value: z.number().check(z.nonnegative()), text: z.string() })),
  notes: z.readonly(z.array(z.string())),
});
export type RecordCard = Readonly<z.infer<typeof recordCardSchema>>;

const cardUse = z.enum(['save', 'copy']);
export type CardUse = z.infer<typeof cardUse>;

const leaderboardMessageSchema = z.object({
  type: z.literal('leaderboardRows'),
  revision: count,
  from: count,
  rows: z.array(leaderSchema),
});

const historyMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('history'),
    state: historyStateSchema,
    /** It was asked for outside of the page, which shows it from its top. */
    fromTop: z.optional(z.literal(true)),
  }),
  leaderboardMessageSchema,
  /** Null: no public task. */
  z.object({ type: z.literal('recordCard'), card: z.nullable(recordCardSchema), use: cardUse }),
  z.object({ type: z.literal('noState'), message: z.string(), nextStep: z.string() }),
]);
export type HistoryMessage = Readonly<z.infer<typeof historyMessageSchema>>;

const historyIntentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('showHistory'), query: historyQuerySchema }),
  /** At most `mostLeaderboardRows` rows from this place on are the answer. */
  z.object({ type: z.literal('leaderboardRows'), revision: count, from: count }),
  /** A `recordCard` of these days is the answer. */
  z.object({ type: z.literal('pictureOf'), from: day, to: day, use: cardUse }),
  z.object({ type: z.literal('publishRecord'), from: day, to: day }),
  z.object({ type: z.literal('exportTimeSheet'), from: day, to: day }),
  z.object({ type: z.literal('openRecord') }),
  saveChartSchema,
  z.object({ type: z.literal('openDay'), day }),
  z.object({ type: z.literal('openTask'), id, day }),
]);
export type HistoryIntent = Readonly<z.infer<typeof historyIntentSchema>>;

/** @returns undefined if it is not a message of ours. */
export function parseHistoryMessage(raw: unknown): HistoryMessage | undefined {
  return historyMessageSchema.safeParse(raw).data;
}

/** @returns undefined if it is not an intent of ours. */
export function parseHistoryIntent(raw: unknown): HistoryIntent | undefined {
  return historyIntentSchema.safeParse(raw).data;
}
