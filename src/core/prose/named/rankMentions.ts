import type { RecordRow } from '../../record/dayRecord';
import { figureOf, type Metric } from './rowFigures';
import { metricMentions } from './metricMentions';
import type { ProseToken } from '../text/proseTokens';
import type { ScopeMention } from './scopeMention';
import { distinct } from './titleMentions';

/** "the highest supervisory factor", "the second-largest task", "the top two by hours". */
export interface RankMention extends ScopeMention {
  readonly end: 'most' | 'least';
  /** 1 for the highest. */
  readonly place: number;
  readonly count: number;
  /** Whether words say by what it ranks. */
  readonly named: boolean;
  readonly metrics: readonly Metric[];
}

const ranks = new Map<string, 'most' | 'least'>([
  ...of(
    'highest best top biggest largest longest greatest strongest most maximum peak peaked leading heaviest',
    'most',
  ),
  ...of('lowest worst smallest shortest weakest least fewest minimum bottom lightest', 'least'),
]);
const ordinals = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth'
    .split(' ')
    .map((word, index) => [word, index + 1]),
);
const sized = /^(?:biggest|largest|smallest|heaviest|lightest)$/;
const timed = /^(?:longest|shortest)$/;
const mostTied = 12;

function of(words: string, end: 'most' | 'least'): (readonly [string, 'most' | 'least'])[] {
  return words.split(' ').map((word) => [word, end] as const);
}

export function rankMentions(tokens: readonly ProseToken[], rows: readonly RecordRow[]): RankMention[] {
  const found: RankMention[] = [];
  const metrics = metricMentions(tokens);
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    const end = token?.kind === 'word' ? ranks.get(token.text) : undefined;
    const isFirstRows =
      token?.text === 'first' &&
      tokens[at + 1]?.number !== undefined &&
      /^(?:rows|tasks)$/.test(tokens[at + 2]?.text ?? '');
    if (token === undefined || (end === undefined && !isFirstRows) || isQualifier(tokens, at)) {
      continue;
    }
    const mention = rankAt(tokens, at, end ?? 'most', rows, metrics);
    if (mention !== undefined) {
      found.push(mention);
      at = mention.last;
    }
  }
  return found;
}

function rankAt(
  tokens: readonly ProseToken[],
  at: number,
  end: 'most' | 'least',
  rows: readonly RecordRow[],
  metricsSaid: ReturnType<typeof metricMentions>,
): RankMention | undefined {
  const word = tokens[at]?.text ?? '';
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  const isJoined = before?.text === '-';
  const ordinal = ordinals.get((isJoined ? tokens[at - 2] : before)?.text ?? '');
  const count = countBeside(after) ?? countBeside(before);
  const first =
    ordinal !== undefined
      ? at - (isJoined ? 2 : 1)
      : countBeside(before) !== undefined && countBeside(after) === undefined
        ? at - 1
        : at;
  let last = countBeside(after) === undefined ? at : at + 1;
  const said =
    metricsSaid.find(
      (mention) => mention.first > last && mention.first <= last + 2 && isPlain(tokens, last, mention.first),
    ) ?? byMetric(tokens, last, metricsSaid);
  const named = said === undefined ? [] : metricsOf(said, tokens, /^(?:most|least|fewest)$/.test(word));
  if (/^(?:most|least|fewest)$/.test(word) && named.length === 0) {
    return undefined;
  }
  if (said !== undefined) {
    last = Math.max(last, said.last);
  }
  const metrics = named.length > 0 ? named : unnamed(word);
  const place = ordinal ?? 1;
  const sets = metrics.flatMap((metric) => ranked(rows, metric, end, place, count ?? 1));
  return {
    kind: count === undefined ? 'rank' : 'top',
    first,
    last,
    sets: distinct(sets),
    sure: true,
    end,
    place,
    count: count ?? 1,
    named: named.length > 0,
    metrics,
    ...(metrics[0] !== undefined && { metric: metrics[0] }),
  };
}

/** "at most", "at least", and "most of" are none. */
function isQualifier(tokens: readonly ProseToken[], at: number): boolean {
  return (
    tokens[at - 1]?.text === 'at' ||
    (tokens[at]?.text === 'most' && tokens[at + 1]?.text === 'of') ||
    (tokens[at]?.text === 'top' && tokens[at + 1]?.text === 'of')
  );
}

function countBeside(token: ProseToken | undefined): number | undefined {
  const number = token?.number;
  return number !== undefined &&
    number.suffix === '' &&
    number.step === 1 &&
    number.value >= 2 &&
    number.value <= 1000
    ? number.value
    : undefined;
}

function isPlain(tokens: readonly ProseToken[], last: number, first: number): boolean {
  return tokens
    .slice(last + 1, first)
    .every(({ text }) => /^(?:-|single|task|row|weighted|average|daily|total|day|of|by)$/.test(text));
}

/** "the top two tasks by supervisory factor". */
function byMetric(
  tokens: readonly ProseToken[],
  last: number,
  metricsSaid: ReturnType<typeof metricMentions>,
): ReturnType<typeof metricMentions>[number] | undefined {
  const by = tokens.findIndex(
    ({ text }, index) =>
      index > last && index <= last + 3 && (text === 'by' || text === 'on' || text === 'for'),
  );
  return by === -1 ? undefined : metricsSaid.find(({ first }) => first > by && first <= by + 3);
}

function metricsOf(
  said: ReturnType<typeof metricMentions>[number],
  tokens: readonly ProseToken[],
  isAmount: boolean,
): Metric[] {
  const next = tokens[said.last + 1]?.text ?? '';
  const isFactor = /^(?:factors?|leverage|multiple|return)$/.test(next) || said.of === 'factor';
  return said.families.flatMap((family): Metric[] => {
    switch (family) {
      case 'leverage':
        return ['leverage'];
      case 'supervision':
        return isFactor
          ? ['supervisory']
          : said.of === 'time' || isAmount
            ? ['supervisoryMinutes']
            : ['supervisoryMinutes', 'supervisory'];
      case 'human':
        return ['humanHours'];
      case 'ai':
        return ['aiMinutes'];
      default:
        return [];
    }
  });
}

function unnamed(word: string): readonly Metric[] {
  return sized.test(word)
    ? ['humanHours', 'aiMinutes', 'leverage']
    : timed.test(word)
      ? ['aiMinutes', 'humanHours', 'supervisoryMinutes']
      : ['leverage', 'supervisory', 'humanHours', 'aiMinutes', 'supervisoryMinutes'];
}

/** The rows at a place, or the first so many; where others tie with the last of them, any of those may be meant. */
export function ranked(
  rows: readonly RecordRow[],
  metric: Metric,
  end: 'most' | 'least',
  place: number,
  count: number,
): (readonly RecordRow[])[] {
  const sorted = rows
    .flatMap((row) => {
      const figure = figureOf(row, metric);
      return figure === undefined ? [] : [{ row, figure }];
    })
    .sort((a, b) => (end === 'most' ? b.figure - a.figure : a.figure - b.figure));
  const chosen = sorted.slice(place - 1, place - 1 + count);
  const border = chosen.at(-1);
  if (border === undefined || chosen.length < count) {
    return [];
  }
  const sure = chosen.filter(({ figure }) => figure !== border.figure).map(({ row }) => row);
  const tied = sorted.filter(({ figure }) => figure === border.figure).map(({ row }) => row);
  const open = count - sure.length;
  if (open === 1 && tied.length <= mostTied) {
    return [...tied.map((row) => [...sure, row]), ...(count === 1 && tied.length > 1 ? [tied] : [])];
  }
  return [chosen.map(({ row }) => row), ...(count === 1 ? [tied] : [])];
}
