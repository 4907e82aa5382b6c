import { parsed, rejected, type Parsed } from './parsed';

/** Minutes in each unit: a day of work has 8 hours and a week 40. */
const minutesPerUnit = { w: 2400, d: 480, h: 60, m: 1 } as const;
export type DurationUnit = keyof typeof minutesPerUnit;

const unitNames: ReadonlyMap<string, DurationUnit> = new Map([
  ...names('w', 'w', 'wk', 'wks', 'week', 'weeks'),
  ...names('d', 'd', 'day', 'days'),
  ...names('h', 'h', 'hr', 'hrs', 'hour', 'hours'),
  ...names('m', 'm', 'min', 'mins', 'minute', 'minutes'),
]);

const part = /\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*(?:([^\d\s.,]+)\.?)?/uy;

/** A duration as typed, with the unit it ended in (undefined where it was a bare number). */
export interface TypedDuration {
  readonly minutes: number;
  readonly unit: DurationUnit | undefined;
}

/**
 * Reads `12`, `1.5h`, `1,5 h`, `1h 30m`, `2 days`. A bare number is in `bareUnit`.
 * @param examples what would be right, for the sentence that says what is wrong.
 */
export function parseDuration(text: string, bareUnit: DurationUnit, examples: string): Parsed<TypedDuration> {
  const lower = text.trim().toLowerCase();
  const wrong = commonMistake(lower, examples);
  if (wrong !== undefined) {
    return rejected(wrong);
  }
  let minutes = 0;
  let smallest = Number.POSITIVE_INFINITY;
  let unit: DurationUnit | undefined;
  part.lastIndex = 0;
  for (let reached = 0; reached < lower.length; reached = part.lastIndex) {
    const match = part.exec(lower);
    if (match === null) {
      return rejected(`“${shown(text)}” is not a duration. Write ${examples}.`);
    }
    const [whole, amount = '', name = ''] = match;
    if (name === '' && whole.length < lower.length) {
      return rejected(`“${shown(text)}” has a number without a unit. Write ${examples}.`);
    }
    unit = unitNames.get(name);
    if (name !== '' && unit === undefined) {
      if (!/^\p{L}+$/u.test(name)) {
        return rejected(`“${shown(text)}” is not a duration. Write ${examples}.`);
      }
      return rejected(`“${shown(name)}” is not a unit of time. Use m, h, d or w: ${examples}.`);
    }
    const size = minutesPerUnit[unit ?? bareUnit];
    if (size >= smallest) {
      return rejected(`“${shown(text)}” has its units out of order. Write the larger first, such as 1h 30m.`);
    }
    smallest = size;
    minutes += Number(amount.replace(',', '.')) * size;
  }
  return parsed({ minutes, unit });
}

function commonMistake(text: string, examples: string): string | undefined {
  if (text === '') {
    return `There is no duration. Write ${examples}.`;
  }
  if (text.length > 100) {
    return `That is too long for a duration. Write ${examples}.`;
  }
  if (/^[-−–]\s*[\d.,]/.test(text)) {
    return `“${shown(text)}” is negative. Write ${examples}.`;
  }
  if (/\d\s*e\s*[+-]?\s*\d/.test(text)) {
    return `“${shown(text)}” is in scientific notation. Write the number in full: ${examples}.`;
  }
  if (/(^|[^\d.,])[1-9]\d{0,2},\d{3}(?!\d)/.test(text)) {
    return `“${shown(text)}” can be read in two ways. Leave out the thousands comma, or use a point for decimals.`;
  }
  return undefined;
}

function names(unit: DurationUnit, ...spellings: readonly string[]): [string, DurationUnit][] {
  return spellings.map((spelling) => [spelling, unit]);
}

/** What the person typed, short enough for a message. */
export function shown(text: string): string {
  const flat = text.trim().replace(/\s+/gu, ' ');
  return flat.length > 40 ? `${flat.slice(0, 40)}…` : flat;
}
