import type { ColumnPlaces, RecordColumn } from '../recordColumns';
import { follows, printedFactor, readHours, readMinutes } from '../table/readCells';

/** Figures need not be longer, which keeps the number of cuts to try small. */
const longestFigure = 16;
const figure: Partial<Readonly<Record<RecordColumn, RegExp>>> = {
  hours: /^~?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)? ?(?:h|hours?|hrs?|d|days?|w|weeks?|min|m)$/iu,
  aiMinutes: /^~?\d[\d,]*(?:\.\d+)? ?(?:m|min|mins|minutes|h|hours?|s|sec)$/iu,
  supervisoryMinutes: /^~?\d[\d,]*(?:\.\d+)? ?(?:m|min|mins|minutes|h|hours?|s|sec)$/iu,
  factor: /^(?:\d[\d,]*(?:\.\d+)? ?[x×]|[–—])$/iu,
  supervisoryFactor: /^(?:\d[\d,]*(?:\.\d+)? ?[x×]|[–—])$/iu,
};

/** @returns a row's cells in the order of its headings; undefined unless exactly one cut gives its factors */
export function flattenedRow(
  row: string,
  headings: readonly string[],
  columns: ColumnPlaces,
  number: number,
): string[] | undefined {
  const columnAt = new Map([...columns].map(([column, { at }]) => [at, column]));
  const titleAt = columns.get('title')?.at ?? 0;
  let cuts: readonly { readonly rest: string; readonly cells: readonly string[] }[] = [
    { rest: row, cells: [] },
  ];
  for (let at = headings.length - 1; at > titleAt; at -= 1) {
    const pattern = figure[columnAt.get(at) ?? 'title'];
    if (pattern === undefined) {
      return undefined;
    }
    cuts = cuts.flatMap(({ rest, cells }) =>
      endings(rest, pattern).map((cell) => ({
        rest: rest.slice(0, -cell.length).trimEnd(),
        cells: [cell, ...cells],
      })),
    );
    if (cuts.length > mostCuts) {
      return undefined;
    }
  }
  const right = cuts.flatMap(({ rest, cells }) => {
    const title = titleOf(rest, titleAt, number);
    const whole = [...(titleAt > 0 ? [String(number)] : []), title ?? '', ...cells];
    return title !== undefined && givesFactors(whole, columns) ? [whole] : [];
  });
  return right.length === 1 ? right[0] : undefined;
}

const mostCuts = 500;

function endings(text: string, pattern: RegExp): string[] {
  const found: string[] = [];
  for (let length = 1; length <= Math.min(longestFigure, text.length); length += 1) {
    const cell = text.slice(-length);
    if (/^\S/u.test(cell) && pattern.test(cell)) {
      found.push(cell);
    }
  }
  return found;
}

/** Without the row's number, which is one more than that of the row above. */
function titleOf(rest: string, titleAt: number, number: number): string | undefined {
  if (titleAt === 0) {
    return rest.trim() || undefined;
  }
  return titleAt === 1 && rest.startsWith(String(number))
    ? rest.slice(String(number).length).trim() || undefined
    : undefined;
}

/** Without a printed factor a cut can't be checked. */
function givesFactors(cells: readonly string[], columns: ColumnPlaces): boolean {
  const cell = (column: RecordColumn) => cells[columns.get(column)?.at ?? -1] ?? '';
  const hours = readHours(cell('hours'), columns.get('hours')?.unit);
  const pairs = [
    [printedFactor(cell('factor')), readMinutes(cell('aiMinutes'))],
    [printedFactor(cell('supervisoryFactor')), readMinutes(cell('supervisoryMinutes'))],
  ] as const;
  const checked = pairs.filter(([printed]) => printed !== undefined);
  return (
    checked.length > 0 &&
    checked.every(
      ([printed, minutes]) =>
        printed !== undefined &&
        hours.ok &&
        hours.value !== undefined &&
        minutes.ok &&
        follows(printed, hours.value.hours, minutes.value),
    )
  );
}
