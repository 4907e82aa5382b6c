import { addDays } from '../days/day';
import { findings, type FindingKind } from '../findings/findings';
import { periodOf, type Period } from '../findings/finding/period';
import { surroundingsOf, type ReadsForFindings } from '../findings/surroundings';
import { dayRecord, dayTotals, type DayTotals } from '../record/dayRecord';
import type { ClosedTask } from '../task/task';
import type { Texts } from '../texts/texts';

/** A recorded week in short, to look back on. */
export interface WeeklyDigest {
  readonly period: Period;
  /** Its last day with a record. */
  readonly lastDay: string;
  readonly totals: DayTotals;
  /** Those of the week directly before; null if it has no record. */
  readonly before: DayTotals | null;
  /** The most telling of what there is to say about the week. */
  readonly sentences: readonly string[];
}

/** What is worth a sentence where figures are compared already, the most telling first; none that names rows. */
const telling: readonly FindingKind[] = ['records', 'workstreams', 'categories', 'distribution'];
const mostSentences = 2;

/** The first day of the week that a day lies in, which is what a window takes the digest of the week before for. */
export function weekOf(day: string): string {
  return periodOf(day, 'week').from;
}

/**
 * Whether a window may take the digest on a day. A week that any window took is over, and so is one before it: a clock
 * that was set back shows nothing twice. What lies more than a week ahead was taken by a wrong clock.
 * @param taken first days of the weeks in which one was
 */
export function isDigestDue(day: string, taken: readonly string[]): boolean {
  const week = weekOf(day);
  const believed = addDays(week, 7);
  return !taken.some((each) => each >= week && each <= believed);
}

/** The digest of the week before a day; null if it has no record. */
export function weeklyDigest(day: string, store: ReadsForFindings, l10n: Texts): WeeklyDigest | null {
  const period = weekBefore(weekOf(day));
  const tasks = tasksOf(period, store);
  const [lastDay] = tasks.map(({ closing }) => closing.day).toSorted((a, b) => (a < b ? 1 : -1));
  if (lastDay === undefined) {
    return null;
  }
  const { rows, totals } = dayRecord(period.from, tasks);
  const surroundings = surroundingsOf(period, tasks, store, { includePrivate: true });
  const found = findings({ period, rows, totals }, surroundings, l10n);
  const before = tasksOf(weekBefore(period.from), store);
  // The comparison names the week that it is with, where that isn't the one before.
  const kinds = before.length === 0 ? ['change' as const, ...telling] : telling;
  return {
    period,
    lastDay,
    totals,
    before: before.length === 0 ? null : dayTotals(before),
    sentences: kinds
      .flatMap((kind) => found.find((finding) => finding.kind === kind)?.sentences.slice(0, 1) ?? [])
      .slice(0, mostSentences),
  };
}

function weekBefore(firstDay: string): Period {
  return periodOf(addDays(firstDay, -1), 'week');
}

function tasksOf({ from, to }: Period, store: ReadsForFindings): readonly ClosedTask[] {
  return store
    .daySums()
    .filter(({ day }) => day >= from && day <= to)
    .flatMap(({ day }) => store.closedTasks(day));
}
