import { leverage } from '../factor';
import { formatFactor, formatHours, formatMinutes } from '../format';
import { mapParsed, parsed, type Parsed } from '../parsed';
import { parseEstimate, type EstimatedHours } from '../parseEstimate';
import { parseMinutes } from '../parseMinutes';

const none = /^[-–—]$/u;

/** `160h`, `160 h`, `1,222.75`, `2h (1–3h)`; undefined for a dash, an empty cell and 0. */
export function readHours(cell: string): Parsed<EstimatedHours | undefined> {
  const text = withoutThousands(cell.trim());
  if (text === '' || none.test(text) || /^0+(?:[.,]0+)?\s*(?:h|hours)?$/iu.test(text)) {
    return parsed(undefined);
  }
  const [, value, range] = /^([^()]+)\(([^()]+)\)$/u.exec(text) ?? [];
  if (value === undefined || range === undefined) {
    return parseEstimate(text);
  }
  const estimate = parseEstimate(value);
  const ends = parseEstimate(range);
  if (!estimate.ok || !ends.ok) {
    return estimate.ok ? ends : estimate;
  }
  return parsed({ ...ends.value, hours: estimate.value.hours });
}

/** `20 min`, `20m`, `1,200`, `1h 20m`; a dash is 0, an empty cell is a mistake. */
export function readMinutes(cell: string): Parsed<number> {
  const text = cell.trim();
  return none.test(text) ? parsed(0) : parseMinutes(text);
}

/** An estimate with the ends of its range from cells of their own, where they have any. */
export function withRange(estimate: EstimatedHours, low: string, high: string): Parsed<EstimatedHours> {
  const ends = readHours(low);
  if (!ends.ok || ends.value === undefined) {
    return ends.ok ? parsed(estimate) : ends;
  }
  const lowHours = ends.value.hours;
  return mapParsed(readHours(high), (upper) =>
    upper === undefined ? estimate : { ...estimate, lowHours, highHours: upper.hours },
  );
}

/** @returns a warning where a printed factor is not what the row's hours and minutes give, however it was rounded. */
export function factorWarning(
  line: number,
  heading: string,
  cell: string,
  hours: number,
  minutes: number,
): string | undefined {
  const exact = leverage(hours, minutes);
  const text = cell.trim();
  if (text === '') {
    return undefined;
  }
  const [, digits, decimals = ''] = /^([\d,]+(?:\.(\d+))?)\s*[x×]?$/iu.exec(withDecimalPoint(text)) ?? [];
  const printed = Number(digits?.replace(/,/g, ''));
  const halfStep = 0.5 / 10 ** decimals.length;
  const follows = exact === undefined ? none.test(text) : Math.abs(printed - exact) <= halfStep * (1 + 1e-9);
  return follows
    ? undefined
    : `Line ${line}: ${heading} says ${text.slice(0, 40)}, but ${formatHours(hours)} h and ${formatMinutes(minutes)} give ${formatFactor(exact, 2)}. The hours and minutes were taken.`;
}

/** `18,0` of a spreadsheet with decimal commas; three digits behind a comma are thousands. */
function withDecimalPoint(text: string): string {
  return text.replace(/^(\d+),(?=\d{1,2}(?!\d))/u, '$1.');
}

function withoutThousands(text: string): string {
  return text.replace(/(?<![\d.,])([1-9]\d{0,2}(?:,\d{3})+)(?!\d)/g, (number) => number.replace(/,/g, ''));
}
