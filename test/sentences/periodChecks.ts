import { totalTokens } from '../../src/core/task/tokens';
import {
  aiOf,
  averages,
  checkedTasks,
  hourParts,
  hoursOf,
  sumOf,
  supervisionOf,
  type CheckedTask,
} from './checkedDay';
import {
  aiMinutes,
  amount,
  averageOf,
  change,
  count,
  factor,
  hours,
  isChange,
  isPrinted,
  isRow,
  name,
  numberOf,
  rowAt,
  share,
  supervisoryMinutes,
  type Checked,
  type Checks,
} from './checking';
import { compared, decimal, printed, printedShare, ratio, tenths, type Ratio } from './exact';
import { mostAtOnce, wallClockMinutes } from './workOfAgents';

const period = String.raw`([^,]+?)`;
const units = '(?:on|in) (?:all|the) ([\\d,]+) earlier recorded ([a-z]+)( that have one)?';
const points = String.raw`(\d+\.\d)`;
const signedPoints = String.raw`([+−]\d+\.\d)`;

/** A period as a whole, and against others. */
export const periodChecks: Checks = [
  [
    /^The (?:([\d,]+) tasks|only task) of (\S+)(?: to (\S+))? comes? to (.+), (.+) and (.+)\.$/,
    ([tasks, from, to, work, ai, supervision], { rows, history }) =>
      from === history.from &&
      (to ?? from) === history.to &&
      (tasks === undefined ? 1 : numberOf(tasks)) === rows.length &&
      work === hours(sumOf(rows, hoursOf)) &&
      ai === aiMinutes(sumOf(rows, aiOf)) &&
      supervision === supervisoryMinutes(sumOf(rows, supervisionOf)),
  ],
  [
    new RegExp(`^The leverage factor is ${factor}(?:, the supervisory leverage factor ${factor})?\\.$`),
    ([leverage, supervisory], { rows }) => {
      const of = averages(rows);
      return (
        isPrinted(of.leverage, leverage) &&
        (supervisory === undefined ? of.supervisory === undefined : isPrinted(of.supervisory, supervisory))
      );
    },
  ],
  [
    new RegExp(`^The supervisory leverage factor is ${factor}\\.$`),
    ([supervisory], { rows }) => {
      const of = averages(rows);
      return of.leverage === undefined && isPrinted(of.supervisory, supervisory);
    },
  ],
  [
    new RegExp(`^${name} \\(row ${count}\\) alone holds ${share} of the human hours\\.$`),
    ([title, number, part], { rows }) => {
      const most = rowAt(rows, number)?.hours ?? 0n;
      const all = sumOf(rows, hoursOf);
      return isRow(rows, number, title) && most * 2n > all && part === printedShare(most, all);
    },
  ],
  [
    new RegExp(`^Each supervisory minute stands for ${amount} human hours on average\\.$`),
    ([perMinute], { rows }) => {
      const exact = ratio(sumOf(rows, hoursOf), hourParts * sumOf(rows, supervisionOf));
      return exact !== undefined && `${perMinute}x` === printed(exact);
    },
  ],
  [
    new RegExp(`^The human hours are ${amount} work weeks? of 40 hours\\.$`),
    ([weeks], { rows }) => weeks === decimal({ over: sumOf(rows, hoursOf), under: hourParts * 40n }, 2),
  ],
  [
    new RegExp(`^The AI minutes are ${amount} hours(?:, the supervisory minutes ${amount})?\\.$`),
    ([ai, supervision], { rows }) =>
      ai === inHours(sumOf(rows, aiOf)) &&
      (supervision === undefined || supervision === inHours(sumOf(rows, supervisionOf))),
  ],
  [
    new RegExp(`^Supervision took ${amount} hours\\.$`),
    ([supervision], { rows }) => supervision === inHours(sumOf(rows, supervisionOf)),
  ],
  [
    new RegExp(`^The agents used ${count} tokens\\.$`),
    ([all], { rows }) => rows.every((row) => tokensOf(row) > 0) && numberOf(all) === Number(sumTokens(rows)),
  ],
  [
    new RegExp(
      `^${count} of the ${count} tasks ha(?:s|ve) a token count, (?:of )?${count} tokens(?: together)?\\.$`,
    ),
    ([some, all, tokens], { rows }) =>
      rows.filter((row) => tokensOf(row) > 0).length === numberOf(some) &&
      numberOf(all) === rows.length &&
      numberOf(some) < rows.length &&
      numberOf(tokens) === Number(sumTokens(rows)),
  ],
  [
    new RegExp(
      `^Against ${period}, (?:the leverage factor ${change('rose|fell|stayed')})?(?:, and )?(?:the supervisory leverage factor ${change('rose|fell|stayed')})?\\.$`,
    ),
    ([day, leverage, supervisory], { history: { earlier }, rows }) => {
      const previous = earlier.filter(({ tasks }) => tasks.length > 0).at(-1);
      const before = averages(checkedTasks(previous?.tasks ?? []));
      const now = averages(rows);
      const holds = (said: string | undefined, from: Ratio | undefined, to: Ratio | undefined) =>
        said === undefined ? from === undefined || to === undefined : isChange(said, from, to);
      return (
        previous?.day === day &&
        holds(leverage, before.leverage, now.leverage) &&
        holds(supervisory, before.supervisory, now.supervisory)
      );
    },
  ],
  [
    new RegExp(
      `^Tasks under 10x account for (?:${points} of the|all) ${points} points: they took ${share} of the AI minutes, against ${share} before\\.(?: The other ${points} come from the factors themselves\\.)?$`,
    ),
    ([mix, total, now, before, rate], checked) =>
      isSplit(checked, [now, before], {
        total: absolute(total),
        mix: absolute(mix ?? total),
        rate: absolute(rate ?? '0.0'),
      }),
  ],
  [
    new RegExp(
      `^Of the ${signedPoints} points, ${signedPoints} come from the share of tasks under 10x, ${share} of the AI minutes against ${share} before, and ${signedPoints} from the factors themselves\\.$`,
    ),
    ([total, mix, now, before, rate], checked) =>
      isSplit(checked, [now, before], { total: signed(total), mix: signed(mix), rate: signed(rate) }),
  ],
  [
    new RegExp(
      `^The (supervisory )?leverage factor of ${factor} is (higher|lower) than ${units}(?: since ${period}, when it was ${factor})?\\.(?: It is (?:ahead of|behind) ${period} by less than 0\\.1x\\.)?$`,
    ),
    (
      [which, now, end, others, unit, some, since, then, close],
      { history: { earlier, units: of }, rows },
    ) => {
      const today = averageOf(which, averages(rows));
      const recorded = earlier
        .filter(({ tasks }) => tasks.length > 0)
        .map(({ day, tasks }) => ({ day, factor: averageOf(which, averages(checkedTasks(tasks))) }));
      const at = recorded.findIndex(({ day }) => day === since);
      const spoken = recorded.slice(at + 1);
      const beaten = spoken.filter((each) => each.factor !== undefined);
      const reached = recorded[at]?.factor;
      const order = end === 'higher' ? -1 : 1;
      const printsAlike = beaten.filter(
        (each) => each.factor && today && printed(each.factor) === printed(today),
      );
      return (
        today !== undefined &&
        isPrinted(today, now) &&
        unit === (of ?? 'days') &&
        beaten.length === numberOf(others) &&
        (some !== undefined) === beaten.length < spoken.length &&
        beaten.every((each) => each.factor !== undefined && compared(each.factor, today) === order) &&
        (since === undefined ||
          (reached !== undefined && compared(reached, today) !== order && isPrinted(reached, then))) &&
        (close === undefined ? printsAlike.length === 0 : printsAlike.some(({ day }) => day === close))
      );
    },
  ],
  [
    /^The (.+) fell into ([\d,]+) minutes? of wall-clock time\.$/,
    ([ai, minutes], { rows, history: { work } }) =>
      ai === aiMinutes(sumOf(rows, aiOf)) &&
      numberOf(minutes) === wallClockMinutes(work ?? []) &&
      numberOf(minutes) < Number(sumOf(rows, aiOf)),
  ],
  [
    new RegExp(`^At most ${count} agent sessions were busy at once\\.$`),
    ([most], { history: { work } }) => numberOf(most) === mostAtOnce(work ?? []) && numberOf(most) > 1,
  ],
  [
    /^No two agent sessions were busy at once\.$/,
    (_found, { history: { work } }) => mostAtOnce(work ?? []) === 1,
  ],
];

function inHours(minutes: bigint): string {
  return decimal({ over: minutes, under: 60n }, 2);
}

function tokensOf({ source }: CheckedTask): number {
  return source.closing.tokens === undefined ? 0 : totalTokens(source.closing.tokens);
}

function sumTokens(rows: readonly CheckedTask[]): bigint {
  return rows.reduce((sum, row) => sum + BigInt(tokensOf(row)), 0n);
}

/** In tenths. */
interface Parts {
  readonly total: Point;
  readonly mix: Point;
  readonly rate: Point;
}

interface Point {
  readonly tenths: bigint;
  readonly isSigned: boolean;
}

function absolute(text: string | undefined): Point {
  return { tenths: BigInt((text ?? '').replace('.', '')), isSigned: false };
}

function signed(text: string | undefined): Point {
  const tenths = BigInt((text ?? '').replace(/[+−.]/gu, ''));
  return { tenths: text?.startsWith('−') === true ? -tenths : tenths, isSigned: true };
}

/** The parts add up, and each is what the formula gives: the total as printed, the rest within the rounding. */
function isSplit(
  { rows, history: { earlier } }: Checked,
  [saidNow, saidBefore]: readonly (string | undefined)[],
  { total, mix, rate }: Parts,
): boolean {
  const previous = checkedTasks(earlier.filter(({ tasks }) => tasks.length > 0).at(-1)?.tasks ?? []);
  const [now, before] = [grouped(rows), grouped(previous)];
  const [f1, f0] = [averages(rows).leverage, averages(previous).leverage];
  const low = now.low.factor ?? before.low.factor;
  const high = now.high.factor ?? before.high.factor;
  if (f1 === undefined || f0 === undefined || low === undefined || high === undefined) {
    return false;
  }
  const [a, b, c, d] = [now.low.minutes, now.minutes, before.low.minutes, before.minutes];
  const shift = { over: a * d - c * b, under: b * d };
  const gap = { over: low.over * high.under - high.over * low.under, under: low.under * high.under };
  const exact = { over: shift.over * gap.over, under: shift.under * gap.under };
  const exactRate = {
    over:
      f1.over * f0.under * exact.under - f0.over * f1.under * exact.under - exact.over * f1.under * f0.under,
    under: f1.under * f0.under * exact.under,
  };
  const all = tenths(f1) - tenths(f0);
  const sign = total.isSigned || all > 0n ? 1n : -1n;
  return (
    [...rows, ...previous].every(({ leverage }) => leverage !== undefined) &&
    saidNow === printedShare(a, b) &&
    saidBefore === printedShare(c, d) &&
    total.tenths * sign === all &&
    mix.tenths + rate.tenths === total.tenths &&
    isWithin(exact, mix.tenths * sign, 51n) &&
    isWithin(exactRate, rate.tenths * sign, 160n)
  );
}

/** @param thousandths how far the value may be from the tenths */
function isWithin({ over, under }: Ratio, tenthsSaid: bigint, thousandths: bigint): boolean {
  const difference = over * 1000n - tenthsSaid * 100n * under;
  return (difference < 0n ? -difference : difference) <= thousandths * under;
}

function grouped(rows: readonly CheckedTask[]) {
  const isLow = ({ leverage }: CheckedTask) => leverage !== undefined && tenths(leverage) < 100n;
  const part = (of: readonly CheckedTask[]) => ({
    minutes: sumOf(of, aiOf),
    factor: ratio(sumOf(of, hoursOf) * 60n, hourParts * sumOf(of, aiOf)),
  });
  return {
    low: part(rows.filter(isLow)),
    high: part(rows.filter((row) => !isLow(row))),
    minutes: sumOf(rows, aiOf),
  };
}
