import { comparison } from './comparison';
import { dayTotals, type DayRecord, type DayTotals, type RecordRow } from './dayRecord';
import { evidences, isNothingMeasured, type Evidence } from './evidence';
import { leverage } from './factor';
import { formatAverage, formatCount } from './format';
import type { DaySums } from './recordStore';
import { roundHalfUp } from './roundHalfUp';

const lowFactor = 10;
const nothing = 'with nothing measured';

/**
 * What can be said about a day, each sentence computed from its rows; none for a day without tasks.
 * @param earlier sums of every recorded day before this one, ascending: a claim of a record needs them all.
 */
export function analysis(record: DayRecord, earlier: readonly DaySums[]): string[] {
  if (record.rows.length === 0) {
    return [];
  }
  return [
    firstRows(record),
    median(record.rows),
    lowRows(record),
    mostSupervision(record),
    oneMinuteRows(record),
    withoutEstimate(record.rows),
    evidenceOfMinutes(record.rows),
    ...comparison(record, earlier),
  ].filter((sentence) => sentence !== undefined);
}

function firstRows({ rows, totals }: DayRecord): string | undefined {
  if (rows.length < 5 || totals.humanHours === 0 || totals.aiMinutes === 0) {
    return undefined;
  }
  const first = totalsOf(rows.slice(0, 2));
  const hours = percent(first.humanHours, totals.humanHours);
  const minutes = percent(first.aiMinutes, totals.aiMinutes);
  const averages = averagesOf(first);
  const together = averages === undefined ? '' : `; together they come to ${averages}`;
  return `The first two rows hold ${hours} of the human hours and ${minutes} of the AI minutes${together}.`;
}

function median(rows: readonly RecordRow[]): string | undefined {
  const factors = rows.flatMap((row) => row.leverageFactor ?? []);
  const upper = factors[Math.floor(factors.length / 2)];
  const lower = factors[Math.floor((factors.length - 1) / 2)];
  if (factors.length < 3 || upper === undefined || lower === undefined) {
    return undefined;
  }
  return `The median leverage factor is ${formatAverage((lower + upper) / 2)}.`;
}

function lowRows({ rows }: DayRecord): string | undefined {
  const isLow = (row: RecordRow) => row.leverageFactor !== undefined && row.leverageFactor < lowFactor;
  const low = rows.filter(isLow).length;
  const withFactor = rows.filter((row) => row.leverageFactor !== undefined).length;
  const task = withFactor === rows.length ? 'task' : 'task with a factor';
  if (low === 0) {
    return withFactor < 3 ? undefined : `No ${task} is under ${lowFactor}x.`;
  }
  if (low === withFactor) {
    return `Every ${task} is under ${lowFactor}x.`;
  }
  const rest = totalsOf(rows.filter((row) => !isLow(row)));
  const averages = averagesOf(rest);
  const without =
    averages === undefined ? '' : `; without ${low === 1 ? 'it' : 'them'} the averages are ${averages}`;
  return `${tasksAre(low)} under ${lowFactor}x${without}.`;
}

function mostSupervision({ rows, totals }: DayRecord): string | undefined {
  const most = Math.max(...rows.map((row) => row.task.closing.supervisoryMinutes));
  if (rows.length < 3) {
    return undefined;
  }
  const share = percent(most, totals.supervisoryMinutes);
  const [first, ...others] = rows.filter((row) => row.task.closing.supervisoryMinutes === most);
  if (first === undefined || others.length === rows.length - 1) {
    return undefined;
  }
  return others.length === 0
    ? `Row ${first.number} took the most supervision: ${minutes(most)}, ${share} of the day's.`
    : `${formatCount(others.length + 1)} tasks took the most supervision, ${minutes(most)} each.`;
}

/** With one minute in the denominator the figure says more about rounding than about the work. */
function oneMinuteRows({ rows, totals }: DayRecord): string | undefined {
  const count = rows.filter(
    (row) => row.task.closing.supervisoryMinutes === 1 && row.supervisoryLeverageFactor !== undefined,
  ).length;
  if (count === 0) {
    return undefined;
  }
  const averageThen = formatAverage(leverage(totals.humanHours, totals.supervisoryMinutes + count));
  return count === 1
    ? `1 task has 1 supervisory minute, where rounding dominates: one more minute would halve its supervisory factor and bring the day's average to ${averageThen}.`
    : `${formatCount(count)} tasks have 1 supervisory minute, where rounding dominates: one more minute each would halve their supervisory factors and bring the day's average to ${averageThen}.`;
}

function withoutEstimate(rows: readonly RecordRow[]): string | undefined {
  const count = rows.filter((row) => row.task.estimate === null).length;
  if (count === 0) {
    return undefined;
  }
  return count === 1
    ? '1 task has no human estimate and counts 0 hours.'
    : `${formatCount(count)} tasks have no human estimate and count 0 hours.`;
}

function evidenceOfMinutes(rows: readonly RecordRow[]): string {
  const figures = rows.flatMap(({ task: { closing } }) => {
    const { aiMinutes, aiEvidence, supervisoryMinutes, supervisionEvidence, measured } = closing;
    return [
      kindOf(aiMinutes, aiEvidence, measured?.aiMs),
      kindOf(supervisoryMinutes, supervisionEvidence, measured?.supervisoryMs),
    ];
  });
  const parts = [...evidences, nothing].flatMap((kind) => {
    const count = figures.filter((each) => each === kind).length;
    return count === 0 ? [] : [{ kind, count }];
  });
  const [only] = parts;
  if (only?.kind === nothing && parts.length === 1) {
    return 'Nothing was measured: all minutes are 0.';
  }
  if (only !== undefined && parts.length === 1) {
    const all = figures.length === 2 ? 'Both' : `All ${formatCount(figures.length)}`;
    return `${all} figures of minutes are ${only.kind}.`;
  }
  const counts = parts.map(({ kind, count }) => `${formatCount(count)} ${kind}`);
  return `Of ${formatCount(figures.length)} figures of minutes, ${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}.`;
}

function kindOf(minutesOf: number, evidence: Evidence, ms: number | undefined): Evidence | typeof nothing {
  return isNothingMeasured(minutesOf, evidence, ms) ? nothing : evidence;
}

function totalsOf(rows: readonly RecordRow[]): DayTotals {
  return dayTotals(rows.map((row) => row.task));
}

/** @returns undefined where one of the two is absent. */
function averagesOf(totals: DayTotals): string | undefined {
  const { leverageFactor, supervisoryLeverageFactor } = totals;
  return leverageFactor === undefined || supervisoryLeverageFactor === undefined
    ? undefined
    : `${formatAverage(leverageFactor)} (supervisory ${formatAverage(supervisoryLeverageFactor)})`;
}

function tasksAre(count: number): string {
  return count === 1 ? '1 task is' : `${formatCount(count)} tasks are`;
}

function minutes(count: number): string {
  return count === 1 ? '1 minute' : `${formatCount(count)} minutes`;
}

function percent(part: number, whole: number): string {
  return `${roundHalfUp((part * 100) / whole, 1).toFixed(1)}%`;
}
