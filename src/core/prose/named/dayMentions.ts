import type { DaySums } from '../../record/recordStore';
import type { ProseToken } from '../text/proseTokens';

/** Where a sentence speaks of the day itself, of another day, or of a time that isn't a day. */
export interface DayMention {
  readonly first: number;
  readonly last: number;
  /** `unknown`: a day without a record, or a week or month. */
  readonly kind: 'this' | 'other' | 'unknown';
  /** What it can mean, the likeliest first. */
  readonly days: readonly DaySums[];
}

const months = new Map(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, index) => [[name, index + 1] as const, [name.slice(0, 3), index + 1] as const]),
);
const weekdays = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const dayMs = 86_400_000;

/** Phrases for a day, by how many days it lies back; `record`: the recorded day before. */
const phrases = (
  [
    [
      ['record'],
      'the previous recorded day|previous recorded day|the previous record|last recorded day|the last record|the recorded day before|last time',
    ],
    [[1, 'record'], 'the previous day|previous day|the day before|day before|yesterday'],
    [
      [7],
      'a week earlier|a week ago|a week before|one week earlier|the week before|seven days earlier|7 days earlier',
    ],
    [[0], 'today'],
  ] as const
).flatMap(([back, list]) => list.split('|').map((phrase) => ({ back, words: phrase.split(' ') })));

const firstWords = new Set(phrases.map(({ words }) => words[0]));

export function dayMentions(
  tokens: readonly ProseToken[],
  day: string,
  earlier: readonly DaySums[],
): DayMention[] {
  const found: DayMention[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const mention = dateAt(tokens, at, day, earlier) ?? wordsAt(tokens, at, day, earlier);
    if (mention !== undefined) {
      found.push(mention);
      at = mention.last;
    }
  }
  return found;
}

function dateAt(
  tokens: readonly ProseToken[],
  at: number,
  day: string,
  earlier: readonly DaySums[],
): DayMention | undefined {
  const token = tokens[at];
  if (token?.kind === 'date') {
    return mentionOf(at, at, [token.text], day, earlier);
  }
  const [named, last] = monthDay(tokens, at) ?? dayMonth(tokens, at) ?? [];
  if (named === undefined || last === undefined) {
    return undefined;
  }
  const yearAt = tokens[last + 1]?.text === ',' ? last + 2 : last + 1;
  const year = tokens[yearAt]?.number;
  const hasYear =
    year !== undefined && year.suffix === '' && year.value >= 1970 && year.value < 2200 && year.step === 1;
  const own = Number(day.slice(0, 4));
  const dates = hasYear
    ? [`${year.value}-${named}`]
    : [`${own}-${named}`, `${own - 1}-${named}`].filter((date) => date <= day).slice(0, 1);
  return mentionOf(at, hasYear ? yearAt : last, dates, day, earlier);
}

/** "April 12": `04-12` and the token it ends with. */
function monthDay(tokens: readonly ProseToken[], at: number): [string, number] | undefined {
  const month = monthOf(tokens[at]);
  const next = tokens[at + 1]?.text === '.' ? at + 2 : at + 1;
  const date = dateNumber(tokens[next]);
  return month === undefined || date === undefined ? undefined : [`${month}-${date}`, next];
}

/** "12 April", "12th of April". */
function dayMonth(tokens: readonly ProseToken[], at: number): [string, number] | undefined {
  const date = dateNumber(tokens[at]);
  const next = tokens[at + 1]?.text === 'of' ? at + 2 : at + 1;
  const month = monthOf(tokens[next]);
  return month === undefined || date === undefined ? undefined : [`${month}-${date}`, next];
}

function monthOf(token: ProseToken | undefined): string | undefined {
  const month = token?.kind === 'word' && token.capital === true ? months.get(token.text) : undefined;
  return month === undefined ? undefined : String(month).padStart(2, '0');
}

function dateNumber(token: ProseToken | undefined): string | undefined {
  const number = token?.number;
  const isDate =
    number !== undefined &&
    /^(?:|st|nd|rd|th)$/.test(number.suffix) &&
    number.step === 1 &&
    number.value >= 1 &&
    number.value <= 31;
  return isDate ? String(number.value).padStart(2, '0') : undefined;
}

function wordsAt(
  tokens: readonly ProseToken[],
  at: number,
  day: string,
  earlier: readonly DaySums[],
): DayMention | undefined {
  const token = tokens[at];
  if (token === undefined || token.kind === 'mark' || token.kind === 'gap') {
    return undefined;
  }
  const phrase = firstWords.has(token.text)
    ? phrases.find(({ words }) => words.every((word, index) => tokens[at + index]?.text === word))
    : undefined;
  if (phrase !== undefined) {
    const previous = earlier.at(-1)?.day;
    const dates = phrase.back.flatMap((back) =>
      back === 'record' ? (previous ?? []) : daysBefore(day, back),
    );
    return mentionOf(at, at + phrase.words.length - 1, dates, day, earlier);
  }
  if (token.kind !== 'word') {
    return undefined;
  }
  const weekday = weekdays.indexOf(token.text);
  if (weekday !== -1) {
    const back = (new Date(day).getUTCDay() - weekday + 7) % 7;
    const isLast = tokens[at - 1]?.text === 'last' || tokens[at - 1]?.text === 'previous';
    const dates = isLast || back > 0 ? [daysBefore(day, back === 0 ? 7 : back)] : [day];
    return mentionOf(at, at, dates, day, earlier);
  }
  const isPeriod =
    /^(?:month|months|quarter|year|years|weekend|week|weeks|sprint)$/.test(token.text) &&
    tokens[at - 1]?.text !== '-' &&
    tokens[at - 1]?.number === undefined &&
    tokens[at - 1]?.text !== 'work' &&
    tokens[at - 1]?.text !== 'working' &&
    tokens[at - 1]?.text !== 'hour' &&
    tokens[at - 1]?.text !== 'a' &&
    tokens[at - 1]?.text !== 'per';
  return isPeriod || (token.capital === true && months.has(token.text) && token.text !== 'may')
    ? { first: at, last: at, kind: 'unknown', days: [] }
    : undefined;
}

function mentionOf(
  first: number,
  last: number,
  dates: readonly string[],
  day: string,
  earlier: readonly DaySums[],
): DayMention {
  if (dates.includes(day)) {
    return { first, last, kind: 'this', days: [] };
  }
  const days = [...new Set(dates)].flatMap((date) => earlier.find((each) => each.day === date) ?? []);
  return { first, last, kind: days.length > 0 ? 'other' : 'unknown', days };
}

function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(day) - count * dayMs).toISOString().slice(0, 10);
}
