import {
  aiOf,
  averages,
  hourParts,
  hoursOf,
  sumOf,
  supervisionOf,
  twiceMedian,
  type CheckedTask,
} from './checkedDay';
import {
  change,
  count,
  amount,
  aiMinutes,
  effects,
  factor,
  hours,
  isChange,
  isEffect,
  isNamed,
  isPrinted,
  isRow,
  name,
  numberOf,
  rowAt,
  share,
  supervisoryMinutes,
  type Checks,
} from './checking';
import { compared, decimal, isEqual, printed, printedShare, type Ratio } from './exact';

/** Single tasks, and supervision. */
export const taskChecks: Checks = [
  [
    new RegExp(
      `^(The first two rows, )?${name}(?: \\(row 1\\))? and ${name}(?: \\(row 2\\))?,? account for ${share} of the human hours and ${share} of the AI minutes(?:; together they average ${factor} \\(supervisory ${factor}\\))?\\.(?: ${count} other tasks? ha(?:s|ve) the leverage factor of the second, ${factor}\\.)?$`,
    ),
    ([first, one, two, hours, minutes, together, supervisory, ties, tied], { rows }) => {
      const [a, b, c] = rows;
      if (
        a === undefined ||
        b === undefined ||
        !isNamed(a.title, one) ||
        !isNamed(b.title, two) ||
        a.leverage === undefined ||
        b.leverage === undefined
      ) {
        return false;
      }
      const second = b.leverage;
      const others = rows
        .slice(2)
        .filter((row) => row.leverage && compared(row.leverage, second) === 0).length;
      const isTied = c?.leverage !== undefined && compared(c.leverage, second) === 0;
      const both = averages([a, b]);
      const average = both.supervisory && both.leverage;
      return (
        isTied === (first === undefined) &&
        numberOf(ties) === others &&
        (tied === undefined || `${tied}x` === printed(second)) &&
        hours === printedShare(sumOf([a, b], hoursOf), sumOf(rows, hoursOf)) &&
        minutes ===
          printedShare(
            a.ai + b.ai,
            sumOf(rows, ({ ai }) => ai),
          ) &&
        (together === undefined
          ? average === undefined
          : isPrinted(both.leverage, together) && isPrinted(both.supervisory, supervisory))
      );
    },
  ],
  [
    new RegExp(
      `^${name} \\(row ${count}\\) took the most supervision: ${count} minutes?, ${share} of all\\.$`,
    ),
    ([title, number, minutes, part], { rows }) => {
      const row = rows[numberOf(number) - 1];
      return (
        row !== undefined &&
        isNamed(row.title, title) &&
        rows.every((each) => each === row || each.supervision < row.supervision) &&
        row.supervision === BigInt(numberOf(minutes)) &&
        part ===
          printedShare(
            row.supervision,
            sumOf(rows, ({ supervision }) => supervision),
          )
      );
    },
  ],
  [
    new RegExp(`^${count} tasks took the most supervision, ${count} minutes? each\\.$`),
    ([tasks, minutes], { rows }) =>
      mostSupervised(rows, minutes) === numberOf(tasks) && numberOf(tasks) * 2 <= rows.length,
  ],
  [
    new RegExp(
      `^${count} of the ${count} tasks took ${count} minutes? of supervision each, the rest less\\.$`,
    ),
    ([tasks, all, minutes], { rows }) =>
      numberOf(all) === rows.length &&
      mostSupervised(rows, minutes) === numberOf(tasks) &&
      numberOf(tasks) < rows.length,
  ],
  [
    new RegExp(
      `^The only task has 1 supervisory minute, where rounding dominates: one more minute would halve its supervisory factor to ${factor}\\.$`,
    ),
    ([then], { rows }) =>
      rows.length === 1 && rows[0]?.supervision === 1n && isPrinted(averages(rows, 1n).supervisory, then),
  ],
  [
    new RegExp(
      `^${count} tasks?( with a human estimate)? ha(?:s|ve) 1 supervisory minute, where rounding dominates: with one more minute(?: each)? (?:its|their) supervisory factors? would halve and the supervisory average ${change('would rise|would fall|would stay')}\\.$`,
    ),
    ([tasks, estimated, changed], { rows }) => {
      const all = rows.filter(({ supervision }) => supervision === 1n);
      const spoken = estimated === undefined ? all : all.filter(({ hours }) => hours !== undefined);
      return (
        all.every(({ hours }) => hours !== undefined) === (estimated === undefined) &&
        numberOf(tasks) === spoken.length &&
        isChange(changed, averages(rows).supervisory, averages(rows, BigInt(spoken.length)).supervisory)
      );
    },
  ],
  [
    new RegExp(`^Without these two, ${effects}\\.$`),
    ([effect], { rows }) => isEffect(effect, rows, rows.slice(2)),
  ],
  [
    /^They are also the two with the most human hours\.$/,
    (_found, { rows }) => {
      const least = [rows[0], rows[1]].map((row) => row?.hours ?? 0n).toSorted((a, b) => Number(a - b))[0];
      return rows.slice(2).every((row) => hoursOf(row) < (least ?? 0n));
    },
  ],
  [
    new RegExp(`^No task has more than (.+); two of that size account for ${share} of all human hours\\.$`),
    ([most, part], { rows }) => {
      const [first = 0n, second] = byHours(rows);
      return (
        first === second && hours(first) === most && part === printedShare(first * 2n, sumOf(rows, hoursOf))
      );
    },
  ],
  [
    new RegExp(
      `^By human hours, ${name} \\(row ${count}\\) leads with ${amount}; the next tasks have ${amount} each, so the two largest account for ${share} of all\\.$`,
    ),
    ([title, number, most, next, part], { rows }) => {
      const [first = 0n, second = 0n, third] = byHours(rows);
      const row = rowAt(rows, number);
      return (
        isRow(rows, number, title) &&
        row?.hours === first &&
        first > second &&
        second === third &&
        most === hoursNumber(first) &&
        next === hoursNumber(second) &&
        part === printedShare(first + second, sumOf(rows, hoursOf))
      );
    },
  ],
  [
    new RegExp(
      `^By human hours, ${name} \\(row ${count}\\) and ${name} \\(row ${count}\\) lead with ${amount} and ${amount}, together ${share} of all\\.$`,
    ),
    ([one, oneNumber, two, twoNumber, most, next, part], { rows }) => {
      const [first = 0n, second = 0n, third = 0n] = byHours(rows);
      return (
        isRow(rows, oneNumber, one) &&
        isRow(rows, twoNumber, two) &&
        oneNumber !== twoNumber &&
        rowAt(rows, oneNumber)?.hours === first &&
        rowAt(rows, twoNumber)?.hours === second &&
        second > third &&
        most === hoursNumber(first) &&
        next === hoursNumber(second) &&
        part === printedShare(first + second, sumOf(rows, hoursOf))
      );
    },
  ],
  [
    new RegExp(`^All tasks (with a leverage factor )?have the same(?: leverage factor)?, ${factor}\\.$`),
    ([some, same], { rows }) => {
      const having = rows.filter(({ leverage }) => leverage !== undefined);
      return (
        having.length > 1 &&
        (some !== undefined) === having.length < rows.length &&
        having.every(({ leverage }) => isEqual(leverage, having[0]?.leverage)) &&
        isPrinted(having[0]?.leverage, same)
      );
    },
  ],
  [
    new RegExp(`^${name} \\(row ${count}\\) has the highest leverage factor, ${factor}: (.+) in (.+)\\.$`),
    ([title, number, said, work, time], { rows }) =>
      isRow(rows, number, title) &&
      isExtreme(rows, [number], 1, said) &&
      isWork(rowAt(rows, number), work, time),
  ],
  [
    new RegExp(
      `^${name} \\(row ${count}\\) and ${name} \\(row ${count}\\) share the highest leverage factor, ${factor}\\.$`,
    ),
    ([one, oneNumber, two, twoNumber, said], { rows }) =>
      isRow(rows, oneNumber, one) &&
      isRow(rows, twoNumber, two) &&
      isExtreme(rows, [oneNumber, twoNumber], 1, said),
  ],
  [
    new RegExp(`^${count} tasks share the (highest|lowest) leverage factor, ${factor}\\.$`),
    ([tasks, end, said], { rows }) => {
      const those = extremes(rows, end === 'highest' ? 1 : -1);
      return those.length === numberOf(tasks) && isPrinted(those[0]?.leverage, said);
    },
  ],
  [
    new RegExp(
      `^The lowest leverage factor, ${factor}, belongs to ${name} \\(row ${count}\\): (.+) in (.+)\\.$`,
    ),
    ([said, title, number, work, time], { rows }) =>
      isRow(rows, number, title) &&
      isExtreme(rows, [number], -1, said) &&
      isWork(rowAt(rows, number), work, time),
  ],
  [
    new RegExp(
      `^The lowest leverage factor, ${factor}, belongs to ${name} \\(row ${count}\\) and ${name} \\(row ${count}\\)\\.$`,
    ),
    ([said, one, oneNumber, two, twoNumber], { rows }) =>
      isRow(rows, oneNumber, one) &&
      isRow(rows, twoNumber, two) &&
      isExtreme(rows, [oneNumber, twoNumber], -1, said),
  ],
  [
    /^The medians of (all tasks|the tasks with a leverage factor) are (.+ human hours?) and (.+ AI minutes?)\.$/,
    ([of, work, time], { rows }) => {
      const having = rows.filter(({ leverage }) => leverage !== undefined);
      const twiceHours = twiceMedian(having.map(hoursOf));
      const twiceMinutes = twiceMedian(having.map(aiOf));
      return (
        (of === 'all tasks') === (having.length === rows.length) &&
        work === medianText(twiceHours, hourParts, 'human hour') &&
        time === medianText(twiceMinutes, 1n, 'AI minute')
      );
    },
  ],
  [
    new RegExp(`^${count} tasks share the highest supervisory leverage factor, ${factor}\\.$`),
    ([tasks, said], { rows }) => {
      const those = mostLeveraged(rows);
      return those.length === numberOf(tasks) && isPrinted(those[0]?.supervisory, said);
    },
  ],
  [
    new RegExp(
      `^${name} \\(row ${count}\\) has the highest supervisory leverage factor, ${factor}: (.+) for (.+)\\.$`,
    ),
    ([title, number, said, work, time], { rows }) => {
      const [row, second] = mostLeveraged(rows);
      return (
        row !== undefined &&
        second === undefined &&
        row === rowAt(rows, number) &&
        isNamed(row.title, title) &&
        isPrinted(row.supervisory, said) &&
        work === hours(hoursOf(row)) &&
        time === supervisoryMinutes(row.supervision)
      );
    },
  ],
  [
    new RegExp(
      `^Supervision ranges from ${count} to ${count} minutes per task, with a median of ${amount}\\.$`,
    ),
    ([least, most, middle], { rows }) => {
      const all = rows.map(supervisionOf);
      return (
        all.every((each) => each >= BigInt(numberOf(least)) && each <= BigInt(numberOf(most))) &&
        all.includes(BigInt(numberOf(least))) &&
        all.includes(BigInt(numberOf(most))) &&
        middle === decimal({ over: twiceMedian(all), under: 2n }, 4)
      );
    },
  ],
];

function byHours(rows: readonly CheckedTask[]): bigint[] {
  return rows.map(hoursOf).toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0));
}

function hoursNumber(parts: bigint): string {
  return decimal({ over: parts, under: hourParts }, 4);
}

function medianText(twice: bigint, parts: bigint, unit: string): string {
  const text = decimal({ over: twice, under: 2n * parts }, 4);
  return `${text} ${unit}${twice === 2n * parts ? '' : 's'}`;
}

/** Those with the highest (1) or lowest (-1) factor; none unless there are others. */
function extremes(rows: readonly CheckedTask[], sign: 1 | -1): readonly CheckedTask[] {
  const having = rows.filter(({ leverage }) => leverage !== undefined);
  const most = sign === 1 ? having[0] : having.at(-1);
  const those = having.filter(({ leverage }) => isEqual(leverage, most?.leverage));
  return those.length === having.length ? [] : those;
}

function isExtreme(
  rows: readonly CheckedTask[],
  numbers: readonly (string | undefined)[],
  sign: 1 | -1,
  said: string | undefined,
): boolean {
  const those = extremes(rows, sign);
  const named = numbers.map((number) => rowAt(rows, number));
  return (
    those.length === named.length &&
    those.every((row) => named.includes(row)) &&
    isPrinted(those[0]?.leverage, said)
  );
}

function isWork(row: CheckedTask | undefined, work: string | undefined, time: string | undefined): boolean {
  return row !== undefined && work === hours(hoursOf(row)) && time === aiMinutes(row.ai);
}

function mostLeveraged(rows: readonly CheckedTask[]): readonly CheckedTask[] {
  const factors = rows.flatMap(({ supervisory }) => supervisory ?? []);
  const most = factors.reduce<Ratio | undefined>(
    (best, each) => (best === undefined || compared(each, best) > 0 ? each : best),
    undefined,
  );
  return most === undefined
    ? []
    : rows.filter(({ supervisory }) => supervisory && isEqual(supervisory, most));
}

/** @returns how many have these minutes; undefined where others have more */
function mostSupervised(rows: readonly CheckedTask[], minutes: string | undefined): number | undefined {
  const most = BigInt(numberOf(minutes));
  return rows.some(({ supervision }) => supervision > most)
    ? undefined
    : rows.filter(({ supervision }) => supervision === most).length;
}
