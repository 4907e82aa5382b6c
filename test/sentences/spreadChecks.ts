import { aiOf, hoursOf, sumOf, type CheckedTask } from './checkedDay';
import { printedShare, tenths, type Ratio } from './exact';
import { count, effects, factor, isEffect, isPrinted, numberOf, share, sums, type Checks } from './checking';

/** How factors are spread. */
export const spreadChecks: Checks = [
  [
    new RegExp(
      `^The median leverage factor(?: of the ${count} of ${count} tasks that have one)? is ${factor}\\.$`,
    ),
    ([having, all, median], { rows }) => {
      const factors = rows.flatMap(({ leverage }) => leverage ?? []);
      const lower = factors[Math.floor((factors.length - 1) / 2)];
      const upper = factors[Math.floor(factors.length / 2)];
      const named = having !== undefined;
      return (
        lower !== undefined &&
        upper !== undefined &&
        named === factors.length < rows.length &&
        (!named || (numberOf(having) === factors.length && numberOf(all) === rows.length)) &&
        isPrinted(
          {
            over: lower.over * upper.under + upper.over * lower.under,
            under: 2n * lower.under * upper.under,
          },
          median,
        )
      );
    },
  ],
  [
    /^No task( with a factor)? is under 10x\.$/,
    ([some], { rows }) => rows.length > 1 && isSome(some, rows) && lowest(rows, below10).length === 0,
  ],
  [
    /^Every task( with a factor)? is under 10x\.$/,
    ([some], { rows }) =>
      rows.length > 1 &&
      isSome(some, rows) &&
      lowest(rows, printedBelow10).length === withFactor(rows).length,
  ],
  [
    /^The only task with a factor is under 10x\.$/,
    (_found, { rows }) =>
      rows.length > 1 && withFactor(rows).length === 1 && lowest(rows, printedBelow10).length === 1,
  ],
  [
    new RegExp(`^${count} tasks? (?:is|are) just under 10x and rounds? to 10\\.0x\\.$`),
    ([narrow], { rows }) =>
      lowest(rows, printedBelow10).length === 0 && numberOf(narrow) === lowest(rows, below10).length,
  ],
  [
    new RegExp(
      `^${count} tasks? (?:is|are) under 10x(?:; without (?:it|them), ${effects})?\\.(?: ${count} (?:is|are) just under it and rounds? to 10\\.0x\\.)?$`,
    ),
    ([low, effect, narrow], { rows }) => {
      const under = lowest(rows, printedBelow10);
      return (
        numberOf(low) === under.length &&
        numberOf(narrow) === lowest(rows, below10).length - under.length &&
        isEffect(
          effect,
          rows,
          rows.filter((row) => !under.includes(row)),
        )
      );
    },
  ],
  [
    /^These bands go by factors rounded to one decimal\.$/,
    (_found, { rows }) =>
      rows.some(
        ({ leverage }) =>
          leverage !== undefined &&
          [10n, 25n, 50n, 100n].some(
            (edge) => leverage.over < edge * leverage.under && tenths(leverage) >= edge * 10n,
          ),
      ),
  ],
  [
    new RegExp(`^${count} tasks? (?:reach(?:es)? (100)x|(?:is|are) from (\\d+)x to under (\\d+)x): (.+)\\.$`),
    ([tasks, top, from, to, said], { rows, before }) => {
      const [low, high] = [BigInt(top ?? from ?? 0), to === undefined ? undefined : BigInt(to)];
      const exactly = (within: (factor: Ratio) => boolean) =>
        rows.filter(({ leverage }) => leverage !== undefined && within(leverage));
      const band = exactly(
        (each) => tenths(each) >= low * 10n && (high === undefined || tenths(each) < high * 10n),
      );
      const isExact =
        exactly(
          (each) => each.over >= low * each.under && (high === undefined || each.over < high * each.under),
        ).length === band.length;
      return (
        band.length > 0 &&
        numberOf(tasks) === band.length &&
        said === sums(band) &&
        (isExact || before.includes('These bands go by factors rounded to one decimal.'))
      );
    },
  ],
  [
    new RegExp(`^Those under 10x hold ${share} of the human hours and ${share} of the AI minutes: (.+)\\.$`),
    ([hours, minutes, said], { rows }) => {
      const low = lowest(rows, printedBelow10);
      return (
        low.length > 1 &&
        hours === printedShare(sumOf(low, hoursOf), sumOf(rows, hoursOf)) &&
        minutes === printedShare(sumOf(low, aiOf), sumOf(rows, aiOf)) &&
        said === sums(low)
      );
    },
  ],
];

function withFactor(rows: readonly CheckedTask[]): readonly CheckedTask[] {
  return rows.filter(({ leverage }) => leverage !== undefined);
}

function isSome(said: string | undefined, rows: readonly CheckedTask[]): boolean {
  return (said !== undefined) === withFactor(rows).length < rows.length;
}

function lowest(rows: readonly CheckedTask[], isLow: (factor: Ratio) => boolean): readonly CheckedTask[] {
  return rows.filter(({ leverage }) => leverage !== undefined && isLow(leverage));
}

function below10(exact: Ratio): boolean {
  return exact.over < 10n * exact.under;
}

function printedBelow10(exact: Ratio): boolean {
  return tenths(exact) < 100n;
}
