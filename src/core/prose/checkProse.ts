import { countClaim } from './claims/countClaims';
import { quantifierClaims } from './claims/quantifierClaims';
import { directionClaims } from './claims/directionClaims';
import { figureClaim } from './claims/figureClaims';
import type { ProseFinding } from './reading/proseFinding';
import { readSentence, type ProseReading, type ProseRecord } from './reading/proseReading';
import { proseSentences } from './text/proseSentences';
import { rangeClaim } from './claims/rangeClaims';
import { rankClaims, recordClaims } from './claims/rankClaims';
import type { Quantity, Unit } from './text/quantities';
import { hasForeignWord } from './text/plainWords';
import type { ScopeMention } from './named/scopeMention';
import { wordSet } from './text/wordSet';

const supervisionWords = wordSet('of supervision prompting typing briefing ai agent claude time my');
const yielding = wordSet(
  'bought buys paid pays returned returns yielded yields produced produces gave gives earned earns brought brings carried covered',
);
const joiningWords = wordSet('of and or to in is was were the a at');
const wholeWords = wordSet('the all a total its our day');

/** A sentence with more figures is a list of something else. */
const mostFigures = 80;

/**
 * Judges every figure of a text by the record of its day. A figure is called wrong only if everything it can mean is
 * known and nothing of it fits; anything less is left unchecked.
 */
export function checkProse(markdown: string, record: ProseRecord): ProseFinding[] {
  const found: ProseFinding[] = [];
  let carried: readonly ScopeMention[] = [];
  let paragraph = -1;
  for (const sentence of proseSentences(markdown)) {
    const opens = sentence.paragraph !== paragraph;
    if (opens) {
      carried = [];
      paragraph = sentence.paragraph;
    }
    const reading = readSentence(sentence, record, carried, opens);
    findingsOf(reading, record).forEach((finding) => found.push(finding));
    const isAboutElse = hasForeignWord(reading.tokens, reading.isCovered);
    carried = reading.mentions.length > 0 ? reading.mentions.slice(0, 12) : isAboutElse ? [] : carried;
  }
  return found.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function findingsOf(reading: ProseReading, record: ProseRecord): ProseFinding[] {
  const { quantities } = reading;
  if (record.rows.length === 0 || quantities.length > mostFigures) {
    return [];
  }
  const ends = new Set(quantities.flatMap((each) => (reading.isTaken(each) ? [] : (each.rangeTo ?? []))));
  return [
    ...quantities.flatMap((quantity, index) => {
      if (ends.has(index) || reading.isTaken(quantity) || isDefinition(reading, quantity)) {
        return [];
      }
      return claimsOf(reading, quantity, record);
    }),
    ...quantifierClaims(reading, record),
    ...rankClaims(reading, record),
    ...recordClaims(reading, record),
    ...directionClaims(reading, record),
  ];
}

/** "weeks of 40 hours" and "one minute bought …" claim nothing of a day. */
function isDefinition({ tokens }: ProseReading, { value, unit, first, last }: Quantity): boolean {
  const near = tokens.slice(Math.max(0, first - 4), last + 5).map(({ text }) => text);
  const isWeek = unit === 'hours' && value === 40 && near.some((text) => /^(?:work)?weeks?$/.test(text));
  const next = tokens.slice(last + 1, last + 4).find(({ text }) => !supervisionWords.has(text));
  return isWeek || (value === 1 && yielding.has(next?.text ?? ''));
}

function claimsOf(reading: ProseReading, quantity: Quantity, record: ProseRecord): ProseFinding[] {
  const to = quantity.rangeTo === undefined ? undefined : reading.quantities[quantity.rangeTo];
  switch (quantity.unit) {
    case 'ordinal':
    case 'times':
    case 'days':
      return [];
    case 'other':
      return [uncheckedAt(reading, quantity)];
    case undefined:
      return bareClaims(reading, quantity, to, record);
    default:
      return to === undefined
        ? [figureClaim(reading, quantity, record)]
        : rangeClaim(reading, quantity, to, record);
  }
}

/** A number without a unit: a count of tasks, the part of a sum, or a factor without its sign. */
function bareClaims(
  reading: ProseReading,
  quantity: Quantity,
  to: Quantity | undefined,
  record: ProseRecord,
): ProseFinding[] {
  if (to !== undefined) {
    const unit = unitOfMetric(reading, quantity, to.last);
    return unit === undefined ? [] : rangeClaim(reading, { ...quantity, unit }, { ...to, unit }, record);
  }
  const unit = unitOfPart(reading, quantity) ?? unitOfMetric(reading, quantity);
  if (unit !== undefined) {
    return [figureClaim(reading, { ...quantity, unit }, record)];
  }
  const count = countClaim(reading, quantity, record);
  if (count !== undefined) {
    return [count];
  }
  const next = reading.tokens[quantity.last + 1];
  return next?.kind === 'word' && !quantity.adjective && next.spaced && !joiningWords.has(next.text)
    ? [uncheckedAt(reading, quantity)]
    : [];
}

/** "640 of the 1,222.75 hours". */
function unitOfPart({ tokens, quantities }: ProseReading, quantity: Quantity): Quantity['unit'] {
  if (tokens[quantity.last + 1]?.text !== 'of') {
    return undefined;
  }
  const whole = quantities.find(({ at }) => at > quantity.last && at <= quantity.last + 4);
  const between = tokens.slice(quantity.last + 2, whole?.first).map(({ text }) => text);
  const isWhole = between.every((text) => wholeWords.has(text));
  return isWhole && whole?.unit !== 'other' && whole?.unit !== 'percent' && whole?.unit !== 'days'
    ? whole?.unit
    : undefined;
}

/** "a leverage factor of 63.7", "AI minutes rose from 614 to 2,010", "Tokens: 4,129,000". */
function unitOfMetric({ tokens }: ProseReading, quantity: Quantity, last = quantity.last): Quantity['unit'] {
  let at = quantity.first - 1;
  while (
    at >= 0 &&
    at >= quantity.first - 9 &&
    (labelLinks.has(tokens[at]?.text ?? '') || tokens[at]?.kind === 'number' || tokens[at]?.kind === 'date')
  ) {
    at -= 1;
  }
  const unit = at === quantity.first - 1 ? undefined : labelUnits.get(tokens[at]?.text ?? '');
  const next = tokens[last + 1];
  const isAlone = next === undefined || next.kind !== 'word' || !next.spaced || aloneBefore.has(next.text);
  return isAlone ? unit : undefined;
}

const labelLinks = wordSet(
  'of was were is are at to from by : = and on came stood reached totaled totalled totaling totalling amounted about around rose fell climbed dropped grew went up down numbered sum sums summed add adds added come comes total totals made make averaging out now use usage consumption average averaged april march may june',
);
const aloneBefore = wordSet(
  'and for on in over across while but with against from to since overall altogether compared versus vs as at',
);
const labelUnits = new Map<string, Unit>([
  ['factor', 'factor'],
  ['factors', 'factor'],
  ['leverage', 'factor'],
  ['lf', 'factor'],
  ['slf', 'factor'],
  ['multiplier', 'factor'],
  ['hours', 'hours'],
  ['minutes', 'minutes'],
  ['tokens', 'tokens'],
  ['token', 'tokens'],
]);

function uncheckedAt({ sentence, tokens }: ProseReading, quantity: Quantity): ProseFinding {
  const token = tokens[quantity.at];
  return {
    start: sentence.start + (token?.start ?? 0),
    end: sentence.start + (token?.end ?? 0),
    verdict: 'unchecked',
  };
}
