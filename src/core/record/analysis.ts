import { averageWouldChange } from './averageChange';
import { comparison } from './comparison';
import { averageOf, dayTotals, type DayRecord, type DayTotals, type RecordRow } from './dayRecord';
import { evidences, isNothingMeasured, type Evidence } from '../task/evidence';
import { absent, formatAverage, formatCount } from './format';
import { isolated } from '../page/isolatedText';
import { parseTitle } from '../typed/parseTitle';
import type { DaySums } from './recordStore';
import { roundHalfUp } from './roundHalfUp';
import { shortTitle } from '../tracker/trackerStatus';

const lowFactor = 10;
const nothing = '0 with nothing measured';
const longestName = 40;

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
    withoutEstimate(record),
    evidenceOfMinutes(record.rows),
    ...comparison(record, earlier),
  ].filter((sentence) => sentence !== undefined);
}

function firstRows({ rows, totals }: DayRecord): string | undefined {
  const [one, two, three] = rows;
  if (rows.length < 5 || one?.leverageFactor === undefined || two?.leverageFactor === undefined) {
    return undefined;
  }
  const first = totalsOf([one, two]);
  const hours = percent(first.humanHours, totals.humanHours);
  const minutes = percent(first.aiMinutes, totals.aiMinutes);
  const averages = averagesOf(first);
  const together = averages === undefined ? '' : `; together they average ${averages}`;
  const ties = rows.slice(2).filter((row) => row.leverageFactor === two.leverageFactor).length;
  // Where the second ties with the third, their order says nothing.
  const subject =
    three?.leverageFactor === two.leverageFactor
      ? `${named(one)} (row ${one.number}) and ${named(two)} (row ${two.number})`
      : `The first two rows, ${named(one)} and ${named(two)},`;
  const tied =
    ties === 0
      ? ''
      : ` ${ties === 1 ? '1 other task has' : `${formatCount(ties)} other tasks have`} the leverage factor of the second, ${formatAverage(two.leverageFactor)}.`;
  return `${subject} account for ${hours} of the human hours and ${minutes} of the AI minutes${together}.${tied}`;
}

function median(rows: readonly RecordRow[]): string | undefined {
  const factors = rows.flatMap((row) => row.leverageFactor ?? []);
  const upper = factors[Math.floor(factors.length / 2)];
  const lower = factors[Math.floor((factors.length - 1) / 2)];
  if (factors.length < 3 || upper === undefined || lower === undefined) {
    return undefined;
  }
  const of =
    factors.length === rows.length
      ? ''
      : ` of the ${formatCount(factors.length)} of ${formatCount(rows.length)} tasks that have one`;
  return `The median leverage factor${of} is ${formatAverage((lower + upper) / 2)}.`;
}

function lowRows({ rows, totals }: DayRecord): string | undefined {
  const withFactor = rows.flatMap(({ leverageFactor }) => leverageFactor ?? []);
  if (rows.length === 1 || withFactor.length === 0) {
    return undefined;
  }
  // A factor of 9.97 is under 10 and printed as 10.0x.
  const isLow = (factor: number) => roundHalfUp(factor, 1) < lowFactor;
  const low = withFactor.filter(isLow).length;
  const narrow = withFactor.filter((factor) => factor < lowFactor && !isLow(factor)).length;
  const task = withFactor.length === rows.length ? 'task' : 'task with a factor';
  const rounded =
    narrow === 0
      ? ''
      : ` ${formatCount(narrow)} ${narrow === 1 ? 'is' : 'are'} just under it and ${narrow === 1 ? 'rounds' : 'round'} to ${lowFactor}.0x.`;
  if (low === 0) {
    if (narrow > 0) {
      return narrow === 1
        ? `1 task is just under ${lowFactor}x and rounds to ${lowFactor}.0x.`
        : `${formatCount(narrow)} tasks are just under ${lowFactor}x and round to ${lowFactor}.0x.`;
    }
    return withFactor.length < 3 ? undefined : `No ${task} is under ${lowFactor}x.`;
  }
  if (low === withFactor.length) {
    return low === 1
      ? `The only task with a factor is under ${lowFactor}x.`
      : `Every ${task} is under ${lowFactor}x.`;
  }
  const rest = totalsOf(
    rows.filter(({ leverageFactor }) => leverageFactor === undefined || !isLow(leverageFactor)),
  );
  const effects = effectsOf(totals, rest);
  const without = effects === '' ? '' : `; without ${low === 1 ? 'it' : 'them'}, ${effects}`;
  return `${low === 1 ? '1 task is' : `${formatCount(low)} tasks are`} under ${lowFactor}x${without}.${rounded}`;
}

function mostSupervision({ rows, totals }: DayRecord): string | undefined {
  const most = rows.reduce((highest, row) => Math.max(highest, row.task.closing.supervisoryMinutes), 0);
  const those = rows.filter((row) => row.task.closing.supervisoryMinutes === most);
  const [first] = those;
  const count = those.length;
  if (rows.length < 3 || first === undefined || count === rows.length) {
    return undefined;
  }
  if (count === 1) {
    const share = percent(most, totals.supervisoryMinutes);
    return `${named(first)} (row ${first.number}) took the most supervision: ${minutes(most)}, ${share} of the day's.`;
  }
  return count * 2 > rows.length
    ? `${formatCount(count)} of the ${formatCount(rows.length)} tasks took ${minutes(most)} of supervision each, the rest less.`
    : `${formatCount(count)} tasks took the most supervision, ${minutes(most)} each.`;
}

/** With one minute in the denominator the figure says more about rounding than about the work. */
function oneMinuteRows({ rows, totals }: DayRecord): string | undefined {
  const all = rows.filter((row) => row.task.closing.supervisoryMinutes === 1);
  const count = all.filter((row) => row.supervisoryLeverageFactor !== undefined).length;
  const now = totals.supervisoryLeverageFactor;
  const then = averageOf(totals.humanHours, totals.supervisoryMinutes + count);
  if (count === 0 || now === undefined || then === undefined) {
    return undefined;
  }
  if (rows.length === 1) {
    return `The day's only task has 1 supervisory minute, where rounding dominates: one more minute would halve its supervisory factor to ${formatAverage(then)}.`;
  }
  const task = all.length === count ? 'task' : 'task with a human estimate';
  const tasks = all.length === count ? 'tasks' : 'tasks with a human estimate';
  const average = `the day's supervisory average ${averageWouldChange(now, then)}`;
  return count === 1
    ? `1 ${task} has 1 supervisory minute, where rounding dominates: with one more minute its supervisory factor would halve and ${average}.`
    : `${formatCount(count)} ${tasks} have 1 supervisory minute, where rounding dominates: with one more minute each their supervisory factors would halve and ${average}.`;
}

function withoutEstimate({ rows, totals }: DayRecord): string | undefined {
  const count = rows.filter((row) => row.task.estimate === null).length;
  if (count === 0) {
    return undefined;
  }
  if (count === rows.length) {
    return count === 1
      ? 'The task has no human estimate, so the day has no averages.'
      : 'No task has a human estimate, so the day has no averages.';
  }
  const effects = effectsOf(totals, totalsOf(rows.filter((row) => row.task.estimate !== null)));
  const without = effects === '' ? '' : `; without ${count === 1 ? 'it' : 'them'}, ${effects}`;
  return count === 1
    ? `1 task has no human estimate and counts 0 hours${without}.`
    : `${formatCount(count)} tasks have no human estimate and count 0 hours${without}.`;
}

/** What both averages would be without some of the rows, whichever way each would go. */
function effectsOf(all: DayTotals, rest: DayTotals): string {
  const effects = [
    effect('leverage factor', all.leverageFactor, rest.leverageFactor),
    effect('supervisory leverage factor', all.supervisoryLeverageFactor, rest.supervisoryLeverageFactor),
  ];
  return effects.filter((each) => each !== undefined).join(' and ');
}

function effect(name: string, now: number | undefined, without: number | undefined): string | undefined {
  if (now === undefined) {
    return undefined;
  }
  return without === undefined
    ? `there would be no ${name}`
    : `the ${name} ${averageWouldChange(now, without)}`;
}

/** Short enough for a sentence, and one line whatever the title holds. */
function named({ task }: RecordRow): string {
  const title = parseTitle(task.title);
  return `“${isolated(shortTitle(title.ok ? title.value : absent, longestName))}”`;
}

function evidenceOfMinutes(rows: readonly RecordRow[]): string {
  const figures = rows.length * 2;
  const counts = new Map<string, number>();
  const add = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
  for (const { task } of rows) {
    const { aiMinutes, aiEvidence, supervisoryMinutes, supervisionEvidence, measured } = task.closing;
    add(kindOf(aiMinutes, aiEvidence, measured?.aiMs));
    add(kindOf(supervisoryMinutes, supervisionEvidence, measured?.supervisoryMs));
  }
  const parts = [...evidences, nothing].flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [{ kind, count }];
  });
  const [only] = parts;
  if (only?.kind === nothing && parts.length === 1) {
    return 'Nothing was measured: all minutes are 0.';
  }
  if (only !== undefined && parts.length === 1) {
    const all = figures === 2 ? 'Both' : `All ${formatCount(figures)}`;
    return `${all} minute figures are ${only.kind}.`;
  }
  const each = parts.map(({ kind, count }) => `${formatCount(count)} ${count === 1 ? 'is' : 'are'} ${kind}`);
  return `Of ${formatCount(figures)} minute figures, ${each.slice(0, -1).join(', ')} and ${each.at(-1)}.`;
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

function minutes(count: number): string {
  return count === 1 ? '1 minute' : `${formatCount(count)} minutes`;
}

function percent(part: number, whole: number): string {
  const text = roundHalfUp((part * 100) / whole, 1).toFixed(1);
  if (part > 0 && text === '0.0') {
    return 'less than 0.1%';
  }
  return part < whole && text === '100.0' ? 'more than 99.9%' : `${text}%`;
}
