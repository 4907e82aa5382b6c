import type { RecordRow } from '../../record/dayRecord';
import { accord, type Accord } from '../text/accord';
import {
  aggregationOf,
  differenceCandidates,
  shareCandidates,
  valueCandidates,
  type Candidate,
} from './figureCandidates';
import { subjectOfDay, sumFigureOf, type Metric, type Subject } from '../named/rowFigures';
import { isExplained } from '../reading/otherExplanations';
import { hasForeignWord } from '../text/plainWords';
import type { ProseFinding } from '../reading/proseFinding';
import type { ProseReading, ProseRecord } from '../reading/proseReading';
import { complements, meantSubjects, subjectFrom, subjectsOf } from '../reading/proseSubjects';
import type { Quantity } from '../text/quantities';
import { writtenLike } from '../text/writtenLike';
import { wordSet } from '../text/wordSet';

const conditionals = wordSet('if would could');
const needing = wordSet('cost needed need taken take required require spent');
const making = wordSet('make makes made making add adds added adding take takes took');
const minuteWords = wordSet('minute supervisory ai agent claude prompting');

const changes = wordSet(
  'rose rise rises risen fell fall falls fallen dropped drop drops climbed climb climbs grew grow grows increase increased increases decrease decreased decreases slipped decline declined gaine gained lost moved went jumped improve improved shrank swung down up change changed difference gap lead ahead behind slid gain loss account accounts accounted accounting explain explains explained point points shed added adds lower higher cut raise raised lowered worth cost costs drag dragged lift lifted lifts',
);
const comparisons = wordSet(
  'more less fewer higher lower extra additional further above below longer shorter better worse ahead behind',
);

/** More sets than that aren't compared with one another. */
const mostCompared = 24;

/** Judges a figure with a unit: a factor, hours, minutes, a percentage, points, tokens. */
export function figureClaim(reading: ProseReading, quantity: Quantity, record: ProseRecord): ProseFinding {
  const { metrics, named } = reading.meant(quantity);
  const subjects = meantSubjects(reading, quantity, record);
  const others = otherDays(reading, record);
  const [from, to] = reading.clauseOf(quantity.at);
  const hasOtherDay = others.length > 0 && reading.days.some(({ kind }) => kind === 'other');
  const kind = kindOf(reading, quantity);
  const ratio = ratioCandidates(reading, quantity, metrics, subjects.all, record);
  const candidates = function* (): Generator<Candidate> {
    if (ratio !== undefined) {
      yield* ratio;
      return;
    }
    const aggregation = aggregationOf(reading, quantity);
    if (kind !== 'difference') {
      for (const rows of subjects.sets) {
        const subject = subjectFrom(rows, record);
        if (quantity.unit !== 'percent') {
          yield* valueCandidates(subject, metrics, quantity.unit, aggregation);
        } else if (rows.length < record.rows.length || subjects.named) {
          yield* shareCandidates(subject, metrics, record);
        }
      }
      if (quantity.unit !== 'percent' && (hasOtherDay || kind === 'either')) {
        for (const other of others) {
          yield* valueCandidates(other, metrics, quantity.unit, aggregation);
        }
      }
    }
    if (kind !== 'value') {
      const sets = subjectsOf(subjects.all().slice(0, mostCompared), record);
      yield* differenceCandidates(pairsOf(reading, record, sets, others), metrics, quantity.unit);
    }
  };
  const said = reading.tokens.slice(from, to + 1).some(({ text }) => conditionals.has(text));
  // What a person would have needed is what an estimate says.
  const isEstimate =
    metrics[0] === 'humanHours' &&
    metrics.length === (named ? 1 : metrics.length) &&
    hedgedByWould(reading, [from, to]);
  const isHypothetical =
    reading.isHedgedAt(quantity.at) &&
    !isEstimate &&
    !(said && reading.leavesOutAt !== -1 && (subjects.named || complements(reading, record.rows).length > 0));
  const isSure = () =>
    subjects.sure() &&
    quantity.value !== 0 &&
    !isHypothetical &&
    (named || quantity.unit !== 'percent') &&
    !isOfAnotherWhole(reading, quantity) &&
    !(
      kind === 'either' &&
      reading.tokens[quantity.first - 1]?.text === 'from' &&
      !hasOtherDay &&
      reading.leavesOutAt === -1
    ) &&
    !(kind === 'difference' && !hasOtherDay && reading.leavesOutAt === -1 && !saysPrevious(reading));
  const isRight = (each: Quantity) => isExplained(each, metrics, record.explanations, record);
  const isCertain = () =>
    isSure() &&
    (isTight(reading, quantity) || ratio !== undefined || kind === 'difference' || !isRight(quantity));
  return judged(reading, quantity, candidates(), isCertain);
}

/**
 * Whether a clause names one thing and says nothing else: then the figure is that thing's. Otherwise one that is right
 * for something else of the day may well be about that.
 */
export function isTight(reading: ProseReading, quantity: Quantity): boolean {
  const [from, to] = reading.clauseOf(quantity.at);
  const names = reading.mentions.filter(({ kind }) => kind !== 'day');
  const isPlain = !hasForeignWord(reading.tokens.slice(from, to + 1), (at) => reading.isCovered(from + at));
  return (
    names.length <= 1 &&
    names.every(({ sure, kind }) => sure && (kind !== 'top' || quantity.unit === 'percent')) &&
    isPlain
  );
}

/** Judges a figure by everything it can mean: right if one fits, wrong if none does and nothing else can be meant. */
export function judged(
  reading: ProseReading,
  quantity: Quantity,
  meanings: Iterable<Candidate>,
  isSure: () => boolean,
): ProseFinding {
  const number = reading.tokens[quantity.at];
  const last = reading.tokens[Math.min(quantity.last, quantity.at)];
  const { start } = reading.sentence;
  const place = { start: start + (number?.start ?? 0), end: start + (last?.end ?? 0) };
  let unsure = false;
  const candidates: Candidate[] = [];
  for (const candidate of meanings) {
    const found = accordOf(quantity, candidate.actual);
    if (found === 'holds') {
      return { ...place, verdict: 'supported', basis: candidate.basis };
    }
    unsure ||= found === 'unsure';
    candidates.push(candidate);
  }
  const [likeliest] = candidates;
  if (unsure || likeliest === undefined || !isSure()) {
    return { ...place, verdict: 'unchecked' };
  }
  const closest = candidates.reduce((best, each) =>
    distance(quantity, each) < distance(quantity, best) ? each : best,
  );
  // The likeliest reading is reported, unless another one is so close that it must be what was meant.
  const meant =
    distance(quantity, closest) <= Math.max(quantity.step * 1.6, Math.abs(quantity.value) / 50)
      ? closest
      : likeliest;
  const [figure] = meant.actual;
  const replacement =
    figure === undefined || meant.actual.length > 1
      ? undefined
      : writtenLike(reading.sentence.text.slice(number?.start ?? 0, last?.end ?? 0), figure, quantity);
  return {
    ...place,
    verdict: 'contradicted',
    basis: meant.basis,
    ...(replacement !== undefined && { replacement }),
  };
}

function accordOf(quantity: Quantity, actual: readonly number[]): Accord {
  const found = actual.map((figure) => accord(quantity, figure));
  return found.includes('fails')
    ? 'fails'
    : found.includes('unsure')
      ? 'unsure'
      : found.length > 0
        ? 'holds'
        : 'fails';
}

function distance({ value }: Quantity, { actual }: Candidate): number {
  return actual.length === 1 ? Math.abs((actual[0] ?? 0) - value) : Number.POSITIVE_INFINITY;
}

function hedgedByWould({ tokens }: ProseReading, [from, to]: readonly [number, number]): boolean {
  const at = tokens.findIndex(({ text }, index) => index >= from && index <= to && text === 'would');
  const needs = tokens.slice(at + 1, at + 6).some(({ text }) => needing.has(text));
  return (
    at !== -1 && needs && !tokens.slice(from, to + 1).some(({ text }) => text === 'if' || text === 'not')
  );
}

function kindOf(reading: ProseReading, quantity: Quantity): 'value' | 'difference' | 'either' {
  const { tokens } = reading;
  const [before, after] = [tokens[quantity.first - 1]?.text ?? '', tokens[quantity.last + 1]?.text ?? ''];
  const within = tokens.slice(quantity.at + 1, quantity.last + 1).some(({ text }) => comparisons.has(text));
  if (
    quantity.unit === 'points' ||
    quantity.sign !== undefined ||
    before === 'by' ||
    comparisons.has(after) ||
    within
  ) {
    return 'difference';
  }
  const isMadeUp = making.has(tokens[quantity.first - 2]?.text ?? '');
  if ((before === 'up' || before === 'down') && !isMadeUp) {
    return 'difference';
  }
  const [from, to] = reading.clauseOf(quantity.at);
  const changed = tokens.slice(from, to + 1).some(({ text }) => changes.has(text));
  return changed ? 'either' : 'value';
}

function otherDays(reading: ProseReading, { earlier }: ProseRecord): Subject[] {
  const named = reading.days.flatMap(({ days }) => days);
  const last = earlier.at(-1);
  return (named.length > 0 ? named : last === undefined ? [] : [last]).map(subjectOfDay);
}

function saysPrevious(reading: ProseReading): boolean {
  return reading.days.some(({ kind }) => kind === 'other');
}

/** What can be subtracted from what: the other day or the rest from the day, one group from another. */
function pairsOf(
  reading: ProseReading,
  record: ProseRecord,
  sets: readonly Subject[],
  others: readonly Subject[],
): (readonly [Subject, Subject])[] {
  const rest = subjectsOf(complements(reading, record.rows), record);
  const parts = sets.filter(({ rows }) => rows.length > 0 && rows.length < record.rows.length).slice(0, 12);
  const without = subjectsOf(
    parts.map(({ rows }) => record.rows.filter((row) => !rows.includes(row))),
    record,
  );
  return [
    ...others.map((other) => [other, record.all] as const),
    ...[...rest.slice(0, 12), ...without].map((other) => [record.all, other] as const),
    ...parts.flatMap((one) =>
      [...parts, ...others, record.all].flatMap((other) => (one === other ? [] : [[one, other] as const])),
    ),
  ];
}

/** "of the build's hours": a share of something else than the day. */
function isOfAnotherWhole(reading: ProseReading, quantity: Quantity): boolean {
  if (quantity.unit !== 'percent') {
    return false;
  }
  const after = reading.tokens.slice(quantity.last + 1, quantity.last + 9);
  const of = after.findIndex(({ text }) => text === 'of');
  return (
    of !== -1 &&
    of <= 1 &&
    reading.mentions.some(
      ({ kind, first }) => kind !== 'day' && first > quantity.last && first <= quantity.last + 6,
    )
  );
}

/** "14.4 human hours per supervisory minute", "3.1 minutes of supervision per task". */
function ratioCandidates(
  reading: ProseReading,
  quantity: Quantity,
  metrics: readonly Metric[],
  sets: () => readonly (readonly RecordRow[])[],
  record: ProseRecord,
): Candidate[] | undefined {
  const { tokens } = reading;
  const at = tokens.findIndex(
    ({ text }, index) =>
      index > quantity.last &&
      index <= quantity.last + 5 &&
      (text === 'per' ||
        ((text === 'each' || text === 'every' || text === 'a') && tokens[index - 1]?.text === 'for')),
  );
  const isAfter = at !== -1 && !tokens.slice(quantity.last + 1, at).some(({ kind }) => kind === 'number');
  const [from] = reading.clauseOf(quantity.at);
  const turned = tokens.findIndex(
    ({ text, number }, index) =>
      index >= from &&
      index < quantity.first - 2 &&
      (text === 'each' || text === 'every' || text === 'per' || number?.value === 1) &&
      minuteWords.has(tokens[index + 1]?.text ?? '') &&
      tokens.slice(index, index + 4).some((token) => token.text === 'minute') &&
      (tokens[index - 1]?.text === 'for' ||
        tokens.slice(index + 2, quantity.first).some((token) => pays.has(token.text))),
  );
  if (!isAfter && turned === -1) {
    return undefined;
  }
  const after = tokens
    .slice((isAfter ? at : turned) + 1, (isAfter ? at : turned) + 5)
    .map(({ text }) => text);
  const per = perMetric(after);
  const scale = after.includes('hour') ? 60 : 1;
  if (per === undefined) {
    return [];
  }
  return subjectsOf(sets(), record).flatMap((subject) =>
    metrics.flatMap((metric): Candidate[] => {
      const [over, under] = [sumFigureOf(subject, metric), sumFigureOf(subject, per)];
      if (over === undefined || under === undefined || under === 0 || metric === per) {
        return [];
      }
      const isHours = metric === 'humanHours';
      const own =
        quantity.unit === 'hours' && !isHours
          ? over / 60
          : quantity.unit === 'minutes' && isHours
            ? over * 60
            : over;
      const figure = (own * scale) / under;
      return [{ basis: { kind: 'ratio', metric, per, subject, figure }, actual: [figure] }];
    }),
  );
}

const pays = wordSet(
  'bought buys paid pays returned returns yielded yields produced produces gave gives earned earns brought brings carried covered worth is was for saw',
);

function perMetric(words: readonly string[]): Metric | undefined {
  if (words.some((word) => /^(?:tasks?|rows?)$/.test(word))) {
    return 'tasks';
  }
  if (words.some((word) => /^(?:supervis\w+|prompting|briefing|attention|typing)$/.test(word))) {
    return 'supervisoryMinutes';
  }
  return words.some((word) => /^(?:ai|agent|claude|machine|model)$/.test(word)) ? 'aiMinutes' : undefined;
}
