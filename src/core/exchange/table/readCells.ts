import * as l10n from '@vscode/l10n';
import type { DurationUnit } from '../../typed/durationText';
import { leverage } from '../../record/factor';
import { formatFactor, formatHours, formatMinutes } from '../../figures/format';
import { parsed, rejected, type Parsed } from '../../typed/parsed';
import type { EstimatedHours } from '../../task/task';
import { parseEstimateIn } from '../../typed/parseEstimate';
import { parseMinutesIn } from '../../typed/parseMinutes';

const none = /^(?:[-–—]+|n\/?a|none|null)$/iu;
const mostCharacters = 200;

function tooLong(): Parsed<never> {
  return rejected(l10n.t('This is too long for a duration. Enter 12, 1.5h or 40m.'));
}

/** `160h`, `160 h`, `1,222.75`, `2h (1–3h)`, `85h (10.6 working days)`; undefined for a dash, an empty cell and 0. */
export function readHours(cell: string, unit: DurationUnit = 'h'): Parsed<EstimatedHours | undefined> {
  const trimmed = cell.trim();
  if (trimmed.length > mostCharacters) {
    return tooLong();
  }
  const text = withoutMarks(withoutThousands(trimmed));
  if (text === '' || none.test(text) || /^0+(?:[.,]0+)?\s*(?:h|hours|m|d|w)?$/iu.test(text)) {
    return parsed(undefined);
  }
  const [, value, inner] = /^([^()]+)\(([^()]*)\)$/u.exec(text) ?? [];
  if (value === undefined || inner === undefined) {
    return parseEstimateIn(text, unit);
  }
  const estimate = parseEstimateIn(value, unit);
  if (!estimate.ok) {
    return estimate;
  }
  const ends = /\d\s*[a-z]{0,7}\s*(?:[-–—−]|to)\s*\d/iu.test(inner)
    ? parseEstimateIn(inner, unit)
    : undefined;
  return ends?.ok === true && ends.value.lowHours !== undefined
    ? orderedRange({ ...ends.value, hours: estimate.value.hours })
    : estimate;
}

/** `20 min`, `20m`, `1,200`, `1h 20m`, `105m (1.8h)`; a dash is 0, an empty cell is an error. */
export function readMinutes(cell: string, unit: DurationUnit = 'm'): Parsed<number> {
  const text = cell.trim();
  if (text.length > mostCharacters) {
    return tooLong();
  }
  const [, value] = /^([^()]+)\([^()]*\)$/u.exec(text) ?? [];
  const plain = withoutMarks(value ?? text);
  return none.test(plain) ? parsed(0) : parseMinutesIn(plain, unit);
}

/** Removes the marks of `2m*` and `**2m**`; `<1m` becomes 0. */
function withoutMarks(text: string): string {
  return text.replace(/^\*{1,2}|[*†‡]{1,3}$/gu, '').trim();
}

/** An estimate with the ends of its range from cells of their own, if there are any. */
export function withRange(
  estimate: EstimatedHours,
  low: EstimatedHours | undefined,
  high: EstimatedHours | undefined,
): Parsed<EstimatedHours | undefined> {
  const ranged = low && high ? { ...estimate, lowHours: low.hours, highHours: high.hours } : estimate;
  return orderedRange(ranged);
}

/** Ends that are out of order, or a value that isn't between them, are contradictory. */
function orderedRange(estimate: EstimatedHours): Parsed<EstimatedHours | undefined> {
  const { hours, lowHours, highHours } = estimate;
  if (lowHours === undefined || highHours === undefined) {
    return parsed(estimate);
  }
  if (lowHours > highHours) {
    return rejected(
      l10n.t(
        'The low end of {0} h is above the high end of {1} h. Swap them, or correct one.',
        formatHours(lowHours),
        formatHours(highHours),
      ),
    );
  }
  return hours < lowHours || hours > highHours
    ? rejected(
        l10n.t(
          '{0} h is not within its range of {1} to {2} h. Correct one of them.',
          formatHours(hours),
          formatHours(lowHours),
          formatHours(highHours),
        ),
      )
    : parsed(estimate);
}

interface PrintedFactor {
  readonly value: number;
  readonly halfStep: number;
}

/** `480.0x`, `2,880.0×`, `18,0`; undefined if it is not a number. */
export function printedFactor(cell: string): PrintedFactor | undefined {
  const text = cell.trim().replace(/^[~≈]\s*/u, '');
  if (text.length > 60) {
    return undefined;
  }
  const [, digits, decimals = ''] =
    /^([\d,]+(?:\.(\d+))?)\s*[x×]?\*{0,2}$/iu.exec(withDecimalPoint(text)) ?? [];
  const value = Number(digits?.replace(/,/g, ''));
  return Number.isFinite(value) ? { value, halfStep: 0.5 / 10 ** decimals.length } : undefined;
}

/** @returns whether the factor follows from hours and minutes, however it was rounded */
export function follows({ value, halfStep }: PrintedFactor, hours: number, minutes: number): boolean {
  const exact = leverage(hours, minutes);
  return exact !== undefined && Math.abs(value - exact) <= halfStep * (1 + 1e-9);
}

/** Whole minutes of supervision that give the printed factor; 0 if none is printed. */
export function supervisionFrom(hours: number | undefined, cell: string): Parsed<number> {
  if (hours === undefined || cell.trim() === '' || none.test(cell.trim())) {
    return parsed(0);
  }
  const printed = printedFactor(cell);
  const minutes = printed === undefined ? 0 : Math.round((hours * 60) / printed.value);
  const [isIt, isLess, isMore] = [minutes, minutes - 1, minutes + 1].map(
    (each) => printed !== undefined && each > 0 && follows(printed, hours, each),
  );
  return isIt === true && isLess === false && isMore === false
    ? parsed(minutes)
    : rejected(
        l10n.t(
          "{0} doesn't determine a whole number of supervisory minutes. Add a column Sup. with the minutes.",
          cell.trim().slice(0, 40),
        ),
      );
}

/** @returns a warning if a printed factor does not follow from the row's hours and minutes, however it was rounded */
export function factorWarning(
  line: number,
  heading: string,
  cell: string,
  hours: number,
  minutes: number,
): string | undefined {
  const exact = leverage(hours, minutes);
  const text = cell.trim();
  const printed = printedFactor(text);
  if (
    text === '' ||
    (exact === undefined && none.test(text)) ||
    (printed && follows(printed, hours, minutes))
  ) {
    return undefined;
  }
  return l10n.t(
    'Line {0}: {1} says {2}, but {3} h and {4} give {5}. The hours and minutes were used.',
    line,
    heading,
    text.slice(0, 40),
    formatHours(hours),
    formatMinutes(minutes),
    formatFactor(exact, 2),
  );
}

/** `18,0` from a spreadsheet with decimal commas; three digits after a comma are thousands. */
function withDecimalPoint(text: string): string {
  return text.replace(/^(\d+),(?=\d{1,2}(?!\d))/u, '$1.');
}

function withoutThousands(text: string): string {
  return text.replace(/(?<![\d.,])([1-9]\d{0,2}(?:,\d{3})+)(?!\d)/g, (number) => number.replace(/,/g, ''));
}
