export const timeframes = ['day', 'week', 'month', 'quarter', 'year', 'all', 'custom'] as const;
export type TimeframeKind = (typeof timeframes)[number];

/** What tasks are grouped by. */
export const dimensions = ['project', 'agent', 'model', 'category', 'workstream', 'estimator'] as const;
export type HistoryDimension = (typeof dimensions)[number];

/** Bands of the leverage factor in the order in which `bandOf` numbers them; `none` has no factor. */
export const bands = ['100', '50', '25', '10', 'under10', 'none'] as const;
export type HistoryBand = (typeof bands)[number];

export const leaderboardMeasures = ['leverageFactor', 'supervisoryLeverageFactor', 'humanHours'] as const;
export type LeaderMeasure = (typeof leaderboardMeasures)[number];

export type LeaderOrder = 'highest' | 'lowest';

/** Names that pass; null is for the tasks without one. Nothing given: all pass. */
export type HistoryFilters = Readonly<
  Partial<Record<HistoryDimension, readonly (string | null)[] | undefined>>
> & {
  readonly band?: readonly HistoryBand[] | undefined;
};

/** What is looked at. */
export interface HistoryQuestion {
  readonly timeframe: TimeframeKind;
  /** Any day within the timeframe; null: today. */
  readonly anchor: string | null;
  /** Both ends included; for `custom` only. */
  readonly custom: { readonly from: string; readonly to: string } | null;
  readonly filters: HistoryFilters;
  /** Words that a title must contain, whatever their case and accents. */
  readonly search: string;
  readonly leaderboard: { readonly by: LeaderMeasure; readonly order: LeaderOrder };
  /** The year of the calendar; null: that of the timeframe's last day. */
  readonly calendarYear: number | null;
}
