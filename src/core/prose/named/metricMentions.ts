import type { Metric } from './rowFigures';
import type { ProseToken } from '../text/proseTokens';
import type { Quantity } from '../text/quantities';

type Family = 'leverage' | 'supervision' | 'human' | 'ai' | 'tokens' | 'foreign';

interface MetricMention {
  readonly first: number;
  readonly last: number;
  readonly families: readonly Family[];
  /** What kind of figure it can be about; "supervision" alone may be either. */
  readonly of: 'factor' | 'time' | 'any';
}

const factorNouns = new Set('factor factors leverage lf multiplier multiple average averages'.split(' '));
const timeNouns = new Set('minute minutes min mins time hour hours effort attention work'.split(' '));
const supervision = new Set(
  'supervisory supervision supervising supervised sup supv prompting briefing typing steering directing direction oversight attention'.split(
    ' ',
  ),
);
const ai = new Set('ai agent agents claude machine model codex copilot gemini compute runtime'.split(' '));
const human = new Set(
  'human humans person engineer engineers engineering senior manual estimate estimates estimated developer'.split(
    ' ',
  ),
);
/** Measured things that a day's rows don't hold. */
const foreign = new Set(
  'wall wall-clock clock waiting waited idle elapsed calendar cost costs dollars'.split(' '),
);

export function metricMentions(tokens: readonly ProseToken[]): MetricMention[] {
  const found: MetricMention[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const mention = mentionAt(tokens, at);
    if (mention !== undefined) {
      found.push(mention);
      at = mention.last;
    }
  }
  return found.map((mention, index) => joined(mention, found[index - 1], tokens));
}

function mentionAt(tokens: readonly ProseToken[], at: number): MetricMention | undefined {
  const word = wordAt(tokens, at);
  if (word === undefined) {
    return undefined;
  }
  const next = wordAt(tokens, tokens[at + 1]?.text === '.' || tokens[at + 1]?.text === '-' ? at + 2 : at + 1);
  if (word === 'slf') {
    return { first: at, last: at, families: ['supervision'], of: 'factor' };
  }
  if (supervision.has(word)) {
    const isFactor = next !== undefined && factorNouns.has(next);
    const second = wordAt(tokens, at + 2);
    return {
      first: at,
      last: isFactor ? (second !== undefined && factorNouns.has(second) ? at + 2 : at + 1) : at,
      families: ['supervision'],
      of: isFactor ? 'factor' : next !== undefined && timeNouns.has(next) ? 'time' : 'any',
    };
  }
  if (foreign.has(word)) {
    return { first: at, last: at, families: ['foreign'], of: 'any' };
  }
  if (word === 'human' && next !== undefined && /^(?:time|attention|minutes?|input|side)$/.test(next)) {
    return { first: at, last: at, families: ['human', 'supervision'], of: 'time' };
  }
  if (human.has(word)) {
    return { first: at, last: at, families: ['human'], of: 'time' };
  }
  if (ai.has(word)) {
    return { first: at, last: at, families: ['ai'], of: 'time' };
  }
  if (word === 'token' || word === 'tokens') {
    return { first: at, last: at, families: ['tokens'], of: 'any' };
  }
  return factorNouns.has(word) && !word.startsWith('average')
    ? { first: at, last: at, families: ['leverage'], of: 'factor' }
    : undefined;
}

/** "leverage and supervisory factors of 63.7x and 865.7x": each may be either. */
function joined(
  mention: MetricMention,
  before: MetricMention | undefined,
  tokens: readonly ProseToken[],
): MetricMention {
  const between = before && tokens.slice(before.last + 1, mention.first).map(({ text }) => text);
  const areJoined =
    between !== undefined && between.length <= 2 && between.some((text) => /^(?:and|\/|&|,)$/.test(text));
  return areJoined && before !== undefined && mention.of !== 'time'
    ? { ...mention, families: [...before.families, ...mention.families] }
    : mention;
}

function wordAt(tokens: readonly ProseToken[], at: number): string | undefined {
  const token = tokens[at];
  return token?.kind === 'word' ? token.text : undefined;
}

const metricsByUnit: Readonly<Record<'factor' | 'time', Readonly<Record<Family, Metric | undefined>>>> = {
  factor: {
    leverage: 'leverage',
    supervision: 'supervisory',
    human: undefined,
    ai: undefined,
    tokens: undefined,
    foreign: undefined,
  },
  time: {
    leverage: undefined,
    supervision: 'supervisoryMinutes',
    human: 'humanHours',
    ai: 'aiMinutes',
    tokens: undefined,
    foreign: undefined,
  },
};

export interface MeantMetrics {
  /** All that the figure can be of, the likeliest first; none if it is of something that a record doesn't hold. */
  readonly metrics: readonly Metric[];
  /** Whether a word of the sentence says which. */
  readonly named: boolean;
}

/** What a figure is of, by its unit and the words around it. @param from where its clause begins @param to where it ends */
export function meantMetrics(
  tokens: readonly ProseToken[],
  quantity: Quantity,
  quantities: readonly Quantity[],
  mentions: readonly MetricMention[],
  [from, to]: readonly [number, number],
): MeantMetrics {
  const { unit } = quantity;
  if (unit === 'tokens') {
    return { metrics: ['tokens'], named: true };
  }
  if (unit === 'weeks' || unit === 'workdays') {
    // Nobody counts what took minutes in weeks.
    return { metrics: ['humanHours'], named: true };
  }
  const kind = unit === 'factor' || unit === 'points' || unit === undefined ? 'factor' : 'time';
  const fitting = mentions.filter(
    ({ of }) => of === 'any' || of === kind || unit === 'percent' || unit === undefined,
  );
  const within = fitting.find(({ first }) => first > quantity.at && first <= quantity.last);
  const afterIt = fitting.find(
    (each) => each.first > quantity.last && each.first <= to && ownsAfter(tokens, quantity, quantities, each),
  );
  const before = fitting.findLast(
    (each) =>
      each.first >= from &&
      each.last < quantity.at &&
      isHeld(tokens, each, quantity, quantities, kind) &&
      !quantities.some((other) => other.at < quantity.at && ownsAfter(tokens, other, quantities, each)),
  );
  const mention = within ?? afterIt ?? before;
  if (mention === undefined) {
    const word = unit === 'percent' ? partOf(tokens, quantity.last) : undefined;
    if (word !== undefined) {
      return {
        metrics: [word === 'hours' ? 'humanHours' : word === 'tokens' ? 'tokens' : 'tasks'],
        named: true,
      };
    }
    return { metrics: defaults(unit), named: false };
  }
  const metrics = mention.families.flatMap((family) =>
    unit === 'percent' || unit === undefined
      ? [
          metricsByUnit.factor[family],
          metricsByUnit.time[family],
          family === 'tokens' ? ('tokens' as const) : undefined,
        ]
      : [metricsByUnit[kind][family]],
  );
  return { metrics: metrics.filter((metric) => metric !== undefined), named: true };
}

/** Whether a word within or after a figure is about that one: "614 AI minutes", "614 minutes of AI time", "63.7x leverage". */
function ownsAfter(
  tokens: readonly ProseToken[],
  quantity: Quantity,
  quantities: readonly Quantity[],
  { first, last }: MetricMention,
): boolean {
  if (first > quantity.at && first <= quantity.last) {
    return true;
  }
  const belongsToNext = quantities.some(
    (next) => next.first > last && next.first <= last + (tokens[last + 1]?.text === 'of' ? 2 : 1),
  );
  return (
    first > quantity.last && first <= quantity.last + 4 && isLinked(tokens, quantity, first) && !belongsToNext
  );
}

/** "52.3% of the day's hours": what it is a part of. */
function partOf(tokens: readonly ProseToken[], last: number): string | undefined {
  const words = tokens.slice(last + 1, last + 6).map(({ text }) => text);
  const noun = words.findIndex((word) => /^(?:hours|tasks|rows|tokens)$/.test(word));
  return words[0] === 'of' &&
    words.slice(1, noun).every((word) => /^(?:the|all|our|day|total|its)$/.test(word))
    ? words[noun]
    : undefined;
}

function defaults(unit: Quantity['unit']): readonly Metric[] {
  switch (unit) {
    case 'factor':
    case 'points':
      return ['leverage', 'supervisory'];
    case 'hours':
      return ['humanHours', 'aiMinutes', 'supervisoryMinutes'];
    case 'minutes':
    case 'duration':
      return ['aiMinutes', 'supervisoryMinutes'];
    case 'percent':
      return ['humanHours', 'aiMinutes', 'supervisoryMinutes', 'tasks', 'leverage', 'supervisory', 'tokens'];
    default:
      return [];
  }
}

/** "614 minutes of AI time", "63.7x leverage", "63.7x on the leverage factor": nothing but small words in between. */
function isLinked(tokens: readonly ProseToken[], quantity: Quantity, first: number): boolean {
  return tokens
    .slice(quantity.last + 1, first)
    .every(({ text }) => /^(?:of|in|on|the|a|for|day|pure|total|my|our|all|weighted|average|\()$/.test(text));
}

/** Whether a word before a figure is still about it: the first figure after it, or one listed with that. */
function isHeld(
  tokens: readonly ProseToken[],
  { last }: Pick<MetricMention, 'last'>,
  quantity: Quantity,
  quantities: readonly Quantity[],
  kind: 'factor' | 'time',
): boolean {
  let next = quantity;
  for (const before of quantities.toReversed()) {
    if (before.at >= next.at || before.at <= last) {
      continue;
    }
    const gap = next.first - before.last - 1;
    const isOther = kind === 'time' ? gap > 2 || before.unit !== quantity.unit : false;
    if (isOther && before.unit !== undefined) {
      return false;
    }
    next = before;
  }
  return !tokens.slice(last + 1, quantity.at).some(({ text }) => text === ';' || text === ')');
}
