import type { RecordRow, DayTotals } from '../../record/dayRecord';
import type { SpanFields } from '../../task/span';
import type { ClosedTask } from '../../task/task';
import type { Texts } from '../../texts/texts';
import type { Period, PeriodSums } from './period';

/** What is looked at: the tasks of a period, ranked like those of a day. */
export interface PeriodRecord {
  readonly period: Period;
  readonly rows: readonly RecordRow[];
  readonly totals: DayTotals;
}

/** All that a finder may rest on, of tasks that may be spoken of. */
export interface Grounds {
  readonly record: PeriodRecord;
  /** Every recorded period of the same unit before this one, ascending: claiming a record needs them all. */
  readonly before: readonly PeriodSums[];
  readonly tasksOf: (period: Period) => readonly ClosedTask[];
  /** When agents were busy on the tasks; undefined if that isn't known for all of their minutes. */
  readonly work: readonly SpanFields[] | undefined;
  /** How long agents waited for their user, by task; of the tasks of which that is known. */
  readonly waitedMs: ReadonlyMap<string, number>;
  readonly l10n: Texts;
}

export type Measure =
  | 'tasks'
  | 'humanHours'
  | 'aiMinutes'
  | 'supervisoryMinutes'
  | 'tokens'
  | 'leverageFactor'
  | 'supervisoryLeverageFactor'
  | 'medianHumanHours'
  | 'medianAiMinutes'
  | 'medianSupervisoryMinutes'
  | 'medianLeverageFactor'
  | 'hoursPerSupervisoryMinute'
  | 'workWeeks'
  | 'wallClockMinutes'
  | 'sessionsAtOnce'
  | 'waitedMinutes';

/** A figure that a finding rests on, exact. */
export interface Figure {
  readonly measure: Measure;
  readonly value: number;
  /** The numbers of the rows that it is of; all rows if absent. */
  readonly rows?: readonly number[];
  /** The other period that it is of. */
  readonly period?: Period;
}

/** Something worth saying about a period: sentences that belong together, and what they rest on. */
export interface Finding<Kind extends string = string> {
  readonly kind: Kind;
  readonly sentences: readonly string[];
  readonly figures: readonly Figure[];
  /** Numbers of the rows that the sentences name or count. */
  readonly rows: readonly number[];
}

/** @returns undefined if there is nothing to say */
export type Finder = (grounds: Grounds) => Omit<Finding, 'kind'> | undefined;
