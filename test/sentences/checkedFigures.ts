import type { Figure } from '../../src/core/findings/finding/finding';
import type { Period } from '../../src/core/findings/finding/period';
import type { ClosedTask } from '../../src/core/task/task';
import { totalTokens } from '../../src/core/task/tokens';
import type { CheckedHistory, EarlierPeriod } from './checking';
import {
  aiOf,
  averages,
  checkedTasks,
  hourParts,
  hoursOf,
  sumOf,
  supervisionOf,
  twiceMedian,
  type CheckedTask,
} from './checkedDay';
import type { Ratio } from './exact';
import { mostAtOnce, waitedMinutes, wallClockMinutes } from './workOfAgents';

/** The recorded periods of the same unit before one, named as sentences do, by the calendar alone. */
export function earlierPeriods(
  days: ReadonlyMap<string, readonly ClosedTask[]>,
  { unit, from }: Period,
): EarlierPeriod[] {
  const named = new Map<string, ClosedTask[]>();
  for (const [day, tasks] of [...days].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const name = nameOf(day, unit);
    if (name !== undefined && day < from && tasks.length > 0) {
      named.set(name, [...(named.get(name) ?? []), ...tasks]);
    }
  }
  return [...named].map(([day, tasks]) => ({ day, tasks }));
}

function nameOf(day: string, unit: Period['unit']): string | undefined {
  const date = new Date(`${day}T12:00:00Z`);
  switch (unit) {
    case 'day':
      return day;
    case 'week': {
      while (date.getUTCDay() !== 1) {
        date.setUTCDate(date.getUTCDate() - 1);
      }
      return `the week of ${date.toISOString().slice(0, 10)}`;
    }
    case 'month':
      return day.slice(0, 7);
    case 'quarter':
      return `quarter ${Math.floor(date.getUTCMonth() / 3) + 1} of ${date.getUTCFullYear()}`;
    case 'year':
      return day.slice(0, 4);
    case 'days':
      return undefined;
  }
}

/** Whether a figure is what the rows give. Those of an earlier period are checked where they are said. */
export function isFigureTrue(
  { measure, value, rows: numbers, period }: Figure,
  history: CheckedHistory,
): boolean {
  const all = history.rows ?? checkedTasks(history.tasks);
  const rows = numbers === undefined ? all : numbers.flatMap((number) => all[number - 1] ?? []);
  if (period !== undefined) {
    return history.earlier.some(({ tasks }) => isNear(value, averageIn(measure, checkedTasks(tasks))));
  }
  switch (measure) {
    case 'tasks':
      return value === rows.length;
    case 'humanHours':
      return isNear(value, { over: sumOf(rows, hoursOf), under: hourParts });
    case 'aiMinutes':
      return value === Number(sumOf(rows, aiOf));
    case 'supervisoryMinutes':
      return value === Number(sumOf(rows, supervisionOf));
    case 'tokens':
      return value === rows.reduce((sum, { source }) => sum + tokensOf(source), 0);
    case 'leverageFactor':
    case 'supervisoryLeverageFactor':
      return isNear(value, averageIn(measure, rows));
    case 'medianHumanHours':
      return isNear(value, { over: twiceMedian(rows.map(hoursOf)), under: 2n * hourParts });
    case 'medianAiMinutes':
      return value * 2 === Number(twiceMedian(rows.map(aiOf)));
    case 'medianSupervisoryMinutes':
      return value * 2 === Number(twiceMedian(rows.map(supervisionOf)));
    case 'medianLeverageFactor':
      return isNear(value, medianFactor(rows));
    case 'hoursPerSupervisoryMinute':
      return isNear(value, { over: sumOf(rows, hoursOf), under: hourParts * sumOf(rows, supervisionOf) });
    case 'workWeeks':
      return isNear(value, { over: sumOf(rows, hoursOf), under: hourParts * 40n });
    case 'wallClockMinutes':
      return value === wallClockMinutes(history.work ?? []);
    case 'sessionsAtOnce':
      return value === mostAtOnce(history.work ?? []);
    case 'waitedMinutes':
      return value === rows.reduce((sum, row) => sum + waitedMinutes(row, history), 0);
  }
}

function averageIn(measure: Figure['measure'], rows: readonly CheckedTask[]): Ratio | undefined {
  const { leverage, supervisory } = averages(rows);
  return measure === 'leverageFactor' ? leverage : supervisory;
}

function tokensOf({ closing }: ClosedTask): number {
  return closing.tokens === undefined ? 0 : totalTokens(closing.tokens);
}

function medianFactor(rows: readonly CheckedTask[]): Ratio | undefined {
  const factors = rows.flatMap(({ leverage }) => leverage ?? []);
  const [lower, upper] = [
    factors[Math.floor((factors.length - 1) / 2)],
    factors[Math.floor(factors.length / 2)],
  ];
  return lower && upper
    ? { over: lower.over * upper.under + upper.over * lower.under, under: 2n * lower.under * upper.under }
    : undefined;
}

function isNear(value: number, exact: Ratio | undefined): boolean {
  const expected = exact === undefined ? Number.NaN : Number(exact.over) / Number(exact.under);
  return Math.abs(value - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
}
