import * as l10n from '@vscode/l10n';
import { parsed, rejected, type Parsed } from './parsed';

/** Minutes in each unit: a day of work has 8 hours and a week 40. */
const minutesPerUnit = { w: 2400, d: 480, h: 60, m: 1, s: 1 / 60 } as const;
export type DurationUnit = keyof typeof minutesPerUnit;

const unitNames: ReadonlyMap<string, DurationUnit> = new Map([
  ...names('w', 'w', 'wk', 'wks', 'week', 'weeks'),
  ...names('d', 'd', 'day', 'days'),
  ...names('h', 'h', 'hr', 'hrs', 'hour', 'hours'),
  ...names('m', 'm', 'min', 'mins', 'minute', 'minutes'),
  ...names('s', 's', 'sec', 'secs', 'second', 'seconds'),
]);

/** @returns undefined if the word is not a unit of time */
export function durationUnit(word: string): DurationUnit | undefined {
  return unitNames.get(word);
}

const part = /\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*(?:([^\d\s.,]+)\.?)?/uy;

/** A duration as typed, with its first and last units (undefined for a bare number). */
export interface TypedDuration {
  readonly minutes: number;
  readonly firstUnit: DurationUnit | undefined;
  readonly unit: DurationUnit | undefined;
}

const fractions: Readonly<Record<string, string>> = { '½': '.5', '¼': '.25', '¾': '.75' };
const mostCharacters = 100;

/**
 * Reads `12`, `1.5h`, `1,5 h`, `1h 30m`, `1h30`, `1:20`, `1½h`, `~2 days`. A bare number is in `bareUnit`.
 * @param examples valid durations, for the error message
 */
export function parseDuration(text: string, bareUnit: DurationUnit, examples: string): Parsed<TypedDuration> {
  if (text.length > mostCharacters && text.trim().length > mostCharacters) {
    return rejected(l10n.t('This is too long for a duration. Enter {0}.', examples));
  }
  const lower = asWritten(text.trim().toLowerCase());
  const wrong = commonMistake(lower, examples);
  if (wrong !== undefined) {
    return rejected(wrong);
  }
  let minutes = 0;
  let smallest = Number.POSITIVE_INFINITY;
  let unit: DurationUnit | undefined;
  let firstUnit: DurationUnit | undefined;
  part.lastIndex = 0;
  for (let reached = 0; reached < lower.length; reached = part.lastIndex) {
    const match = part.exec(lower);
    if (match === null) {
      return rejected(l10n.t('“{0}” is not a duration. Enter {1}.', shown(text), examples));
    }
    const [whole, amount = '', name = ''] = match;
    if (name === '' && whole.length < lower.length) {
      return rejected(l10n.t('“{0}” has a number without a unit. Enter {1}.', shown(text), examples));
    }
    unit = unitNames.get(name);
    firstUnit ??= unit;
    if (name !== '' && unit === undefined) {
      if (!/^\p{L}+$/u.test(name)) {
        return rejected(l10n.t('“{0}” is not a duration. Enter {1}.', shown(text), examples));
      }
      return rejected(
        l10n.t('“{0}” is not a unit of time. Use s, m, h, d or w: {1}.', shown(name), examples),
      );
    }
    const size = minutesPerUnit[unit ?? bareUnit];
    if (size >= smallest) {
      return rejected(
        l10n.t('The units in “{0}” are out of order. Enter the larger first, such as 1h 30m.', shown(text)),
      );
    }
    smallest = size;
    minutes += Number(amount.replace(',', '.')) * size;
  }
  return parsed({ minutes, firstUnit, unit });
}

/** `~12h`, `1:20`, `1h30` and `1½h` in the notation that durations are parsed from. */
function asWritten(text: string): string {
  return text
    .replace(/^(?:[~≈∼]|(?:ca?|approx|about|circa|around)\b\.?)\s*(?=[\d.,½¼¾])/u, '')
    .replace(/^(\d{1,4}):([0-5]\d)(?:\s*h(?:ours?|rs?)?)?$/u, '$1h$2m')
    .replace(/^(\d{1,6})h([0-5]\d)$/u, '$1h$2m')
    .replace(
      /(\d?) ?([½¼¾])/gu,
      (_, digit: string, sign: string) => `${digit || '0'}${fractions[sign] ?? ''}`,
    );
}

function commonMistake(text: string, examples: string): string | undefined {
  if (text === '') {
    return l10n.t('The duration is missing. Enter {0}.', examples);
  }
  if (/^[-−–]\s*[\d.,]/.test(text)) {
    return l10n.t('“{0}” is negative. Enter {1}.', shown(text), examples);
  }
  if (/\d\s*e\s*[+-]?\s*\d/.test(text)) {
    return l10n.t('“{0}” is in scientific notation. Enter the number in full: {1}.', shown(text), examples);
  }
  if (/(^|[^\d.,])[1-9]\d{0,2},\d{3}(?!\d)/.test(text)) {
    return l10n.t(
      '“{0}” is ambiguous. Leave out the thousands comma, or use a point for decimals.',
      shown(text),
    );
  }
  return undefined;
}

function names(unit: DurationUnit, ...spellings: readonly string[]): [string, DurationUnit][] {
  return spellings.map((spelling) => [spelling, unit]);
}

/** The user's text, short enough for a message. */
export function shown(text: string): string {
  const flat = text.slice(0, 400).trim().replace(/\s+/gu, ' ');
  return flat.length > 40 ? `${flat.slice(0, 40)}…` : flat;
}
