import type { ProseToken } from './proseTokens';
import { qualifierAfter, qualifierBefore, type Qualifier } from './qualifiers';

/** `duration`: hours and minutes together, counted in minutes. `other`: of something a record doesn't hold. */
export type Unit =
  | 'factor'
  | 'percent'
  | 'points'
  | 'hours'
  | 'minutes'
  | 'duration'
  | 'weeks'
  | 'workdays'
  | 'tokens'
  | 'days'
  | 'times'
  | 'ordinal'
  | 'other';

/** A figure of a sentence with what it counts and how exactly it is meant. */
export interface Quantity {
  /** Its first token, qualifiers included, and its last, the unit included. */
  readonly first: number;
  readonly last: number;
  /** The token of the number itself. */
  readonly at: number;
  readonly value: number;
  /** The size of a step of its last digit. */
  readonly step: number;
  readonly unit: Unit | undefined;
  readonly qualifier: Qualifier;
  /** `+` or `-` where a sign precedes it. */
  readonly sign: '+' | '-' | undefined;
  /** Joined to a noun, as in "an 8-minute task". */
  readonly adjective: boolean;
  /** The last of a range that this one begins: "25x–65x", "from 25x to 65x". */
  readonly rangeTo?: number;
}

const unitWords = new Map<string, Unit>([
  ...words('x × fold', 'factor'),
  ...words('% percent', 'percent'),
  ...words('point points pp pts', 'points'),
  ...words('h hr hrs hour hours', 'hours'),
  ...words('m min mins minute minutes', 'minutes'),
  ...words('w week weeks workweek workweeks', 'weeks'),
  ...words('workday workdays', 'workdays'),
  ...words('token tokens', 'tokens'),
  ...words('day days', 'days'),
  ...words('times', 'times'),
  ...words('st nd rd th', 'ordinal'),
]);
/** Between a number and "hours" or "minutes": the unit is what follows. */
const kinds = new Set(
  'more fewer less extra additional further human person senior engineer engineering ai agent claude machine model supervisory supervision prompting wall clock work working man developer estimated equivalent recorded calendar of'.split(
    ' ',
  ),
);

function words(text: string, unit: Unit): (readonly [string, Unit])[] {
  return text.split(' ').map((word) => [word, unit] as const);
}

export function quantitiesOf(tokens: readonly ProseToken[]): Quantity[] {
  const found: Quantity[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const quantity = fractionOf(tokens, at) ?? quantityAt(tokens, at);
    if (quantity !== undefined) {
      found.push(quantity);
      at = Math.max(at, quantity.last);
    }
  }
  return joinRanges(tokens, found);
}

function quantityAt(tokens: readonly ProseToken[], at: number): Quantity | undefined {
  const number = tokens[at]?.number;
  if (number === undefined) {
    return undefined;
  }
  const half = halfAfter(tokens, at);
  const value = number.value + (half === undefined ? 0 : 0.5);
  const step = half === undefined ? number.step : 0.5;
  const own = unitWords.get(number.suffix);
  const { unit, last, adjective } =
    own === undefined ? unitAfter(tokens, half ?? at) : { unit: own, last: at, adjective: false };
  const before = qualifierBefore(tokens, at);
  const after = qualifierAfter(tokens, last);
  // "16 minute figures", "8-minute tasks": it belongs to the noun.
  const isSingular = /^(?:minute|hour)$/.test(tokens[last]?.text ?? '') && value !== 1;
  const noun = tokens[last + 1];
  const base = {
    at,
    first: before.first,
    last: after?.last ?? last,
    value,
    step,
    unit: isSingular && !adjective && noun?.kind === 'word' && noun.spaced ? ('other' as const) : unit,
    qualifier: after?.qualifier ?? before.qualifier,
    sign: signBefore(tokens, before.first),
    adjective,
  };
  return withMinutes(tokens, base) ?? base;
}

/** "7 hours and 58 minutes", "1h 20m". */
function withMinutes(tokens: readonly ProseToken[], hours: Quantity): Quantity | undefined {
  // "1 human hour and 2 AI minutes" are two figures.
  if (hours.unit !== 'hours' || hours.step < 1 || hours.last > hours.at + 1) {
    return undefined;
  }
  const next = tokens[hours.last + 1]?.text === 'and' ? hours.last + 2 : hours.last + 1;
  const number = tokens[next]?.number;
  if (number === undefined || number.value >= 60) {
    return undefined;
  }
  const own = unitWords.get(number.suffix);
  const { unit, last } = own === undefined ? unitAfter(tokens, next) : { unit: own, last: next };
  return unit === 'minutes' && last <= next + 1 && tokens[last + 1]?.text !== 'of'
    ? { ...hours, value: hours.value * 60 + number.value, step: 1, unit: 'duration', last }
    : undefined;
}

/** "two and a half hours": the token of "half". */
function halfAfter(tokens: readonly ProseToken[], at: number): number | undefined {
  const isHalf = ['and', 'a', 'half'].every((word, index) => tokens[at + 1 + index]?.text === word);
  return isHalf ? at + 3 : undefined;
}

function unitAfter(
  tokens: readonly ProseToken[],
  at: number,
): { readonly unit: Unit | undefined; readonly last: number; readonly adjective: boolean } {
  let next = at + 1;
  const isJoined = tokens[next]?.text === '-' && tokens[next]?.spaced === false;
  if (isJoined) {
    next += 1;
  }
  if (tokens[next]?.text === 'per' && tokens[next + 1]?.text === 'cent') {
    return { unit: 'percent', last: next + 1, adjective: false };
  }
  for (let skipped = 0; skipped <= 3; skipped += 1) {
    const token = tokens[next + skipped];
    const unit = token?.kind === 'word' || token?.kind === 'mark' ? unitWords.get(token.text) : undefined;
    if (token !== undefined && unit !== undefined && (skipped === 0 || isTime(unit))) {
      return {
        unit: workingDays(tokens, next, next + skipped, unit),
        last: next + skipped,
        adjective: isJoined,
      };
    }
    const isKind = token?.kind === 'word' && kinds.has(token.text) && token.text !== 'of';
    if (!isKind && token?.text !== '-') {
      break;
    }
  }
  const token = tokens[next];
  return { unit: token?.kind === 'word' && isJoined ? 'other' : undefined, last: at, adjective: isJoined };
}

function isTime(unit: Unit): boolean {
  return unit === 'hours' || unit === 'minutes' || unit === 'weeks' || unit === 'days';
}

function workingDays(tokens: readonly ProseToken[], from: number, to: number, unit: Unit): Unit {
  const isWorking = tokens
    .slice(from, to)
    .some(({ text }) => text === 'working' || text === 'person' || text === 'work');
  return unit === 'days' && isWorking ? 'workdays' : unit;
}

function signBefore(tokens: readonly ProseToken[], first: number): '+' | '-' | undefined {
  const [sign, before] = [tokens[first - 1], tokens[first - 2]];
  const isSign = tokens[first]?.spaced === false && (sign?.spaced === true || before?.text === '(');
  return isSign && (sign?.text === '+' || sign?.text === '-' || sign?.text === '−')
    ? sign.text === '+'
      ? '+'
      : '-'
    : undefined;
}

const fractions = new Map([
  ['half', 50],
  ['third', 100 / 3],
  ['thirds', 100 / 3],
  ['quarter', 25],
  ['quarters', 25],
  ['fifth', 20],
  ['fifths', 20],
]);

/** "half of", "a third of", "two thirds of" … the whole that follows. */
function fractionOf(tokens: readonly ProseToken[], at: number): Quantity | undefined {
  const token = tokens[at];
  const hasArticle = token?.text === 'a' || token?.text === 'one';
  const count = hasArticle ? 1 : token?.text === 'half' ? undefined : token?.number?.value;
  let word = count === undefined ? at : at + 1;
  if (tokens[word]?.text === '-') {
    word += 1;
  }
  const share = fractions.get(tokens[word]?.text ?? '');
  if (
    share === undefined ||
    (count === undefined && token?.text !== 'half') ||
    tokens[word + 1]?.text !== 'of'
  ) {
    return undefined;
  }
  const { first, qualifier } = qualifierBefore(tokens, at);
  return {
    at,
    first,
    last: word,
    value: share * (count ?? 1),
    step: 5,
    unit: 'percent',
    qualifier: qualifier === 'exact' || qualifier === 'precise' ? 'about' : qualifier,
    sign: undefined,
    adjective: false,
  };
}

const rangeSigns = new Set(['-', '–', '—', '−']);

/** Marks ranges, and gives numbers before "–", "to", "and" the unit of what they are listed with. */
function joinRanges(tokens: readonly ProseToken[], quantities: readonly Quantity[]): Quantity[] {
  const joined = [...quantities];
  for (let index = joined.length - 2; index >= 0; index -= 1) {
    const [one, next] = [joined[index], joined[index + 1]];
    if (one === undefined || next === undefined) {
      continue;
    }
    const between = tokens.slice(one.last + 1, next.first);
    const [word] = between;
    const inherits = one.unit === undefined && next.unit !== undefined && next.unit !== 'other';
    if (between.length !== 1 || word === undefined || !(inherits || one.unit === next.unit)) {
      continue;
    }
    const before = tokens[one.first - 1]?.text;
    const isDash =
      rangeSigns.has(word.text) && !(word.spaced && word.text === '-' && next.sign !== undefined);
    const isRange =
      (isDash || (word.text === 'to' && before !== 'up') || (word.text === 'and' && before === 'between')) &&
      one.value < next.value;
    const isListed =
      word.text === ',' ||
      word.text === 'and' ||
      word.text === 'or' ||
      word.text === '/' ||
      word.text === 'to';
    if (isRange || isListed) {
      joined[index] = {
        ...one,
        unit: inherits ? next.unit : one.unit,
        ...(isRange && { rangeTo: index + 1 }),
      };
    }
  }
  return joined;
}
