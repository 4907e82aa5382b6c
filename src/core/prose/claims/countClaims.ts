import type { RecordRow } from '../../record/dayRecord';
import { judged } from './figureClaims';
import type { Candidate } from './figureCandidates';
import { sharedRows, subjectOf, subjectOfDay } from '../named/rowFigures';
import { isExplained } from '../reading/otherExplanations';
import { hasForeignWord } from '../text/plainWords';
import type { ProseFinding } from '../reading/proseFinding';
import type { ProseReading, ProseRecord } from '../reading/proseReading';
import { complements, isAboutElse, setsNamed } from '../reading/proseSubjects';
import type { Quantity } from '../text/quantities';
import { isLight, stem } from '../named/rowVocabulary';
import type { ScopeMention } from '../named/scopeMention';

const taskNouns = /^(?:tasks?|rows?|entry|entries|items?|jobs?|ones|pieces)$/;
/** Adjectives that leave out no task. */
const neutral = new Set(
  'recorded closed finished logged separate different distinct individual single total remaining other completed whole day entire of the all such'.split(
    ' ',
  ),
);
const mostWords = 8;

interface CountedNoun {
  /** The last token of what is counted. */
  readonly last: number;
  /** Names within it: "ten stack manager tasks". */
  readonly names: readonly ScopeMention[];
  /** Whether each of its words is understood. */
  readonly known: boolean;
  readonly remaining: boolean;
}

/** Judges how many tasks a sentence counts. @returns undefined if the number counts something else */
export function countClaim(
  reading: ProseReading,
  quantity: Quantity,
  record: ProseRecord,
): ProseFinding | undefined {
  if (quantity.step < 1 || quantity.sign !== undefined) {
    return undefined;
  }
  const [, end] = reading.clauseOf(quantity.at);
  const noun = countedNoun(reading, quantity, end);
  const partOf = partOfAt(reading, quantity);
  const isWhole = isWholeOf(reading, quantity);
  const found = isWhole ? adjoining(reading, quantity, end) : bandsOf(reading, quantity, end);
  // "13 maintenance tasks took 172 minutes" claims a sum.
  const isTold = (noun?.names.length ?? 0) > 0 || subjectBefore(reading, quantity.first) !== undefined;
  const bands = isTold ? found.filter(({ sure }) => sure) : found;
  if (noun === undefined && partOf === undefined && bands.length === 0) {
    return undefined;
  }
  const names = noun?.names ?? [];
  const bases = basesOf(reading, record, {
    names,
    partOf,
    isWhole,
    at: quantity.first,
    remaining: noun?.remaining === true,
  });
  const are = nominalAfter(reading, noun?.last ?? quantity.last, names.length > 0);
  const counted: readonly (readonly RecordRow[])[] =
    bands.length === 0
      ? are === undefined
        ? bases.sets
        : bases.sets.flatMap((base) => are.sets.map((set) => sharedRows(base, set)))
      : [
          ...(isWhole ? bases.sets : []),
          ...bases.sets.flatMap((base) =>
            bands.flatMap((band) => band.sets.map((set) => sharedRows(base, set))),
          ),
        ];
  const otherDay = otherDayCount(reading, names.length + bands.length);
  if (otherDay.length > 0) {
    const isTasks = noun?.known === true && !reading.isHedgedAt(quantity.at);
    return judged(
      reading,
      quantity,
      otherDay,
      () => isTasks && reading.mentions.every(({ kind }) => kind === 'day'),
    );
  }
  const candidates = counted
    .filter((set) => set.length > 0 || bands.length > 0)
    .map((set) => ({
      basis: { kind: 'count' as const, subject: subjectOf(set), figure: set.length },
      actual: [set.length],
    }));
  const isKnown = noun === undefined || noun.known;
  const isSure =
    isKnown &&
    !(bands.length === 0 && isRestricted(reading, quantity, noun?.last ?? quantity.last)) &&
    bases.sure &&
    !reading.isHedgedAt(quantity.at) &&
    !reading.days.some(({ kind }) => kind === 'unknown' || kind === 'other') &&
    bands.every(({ sure }) => sure) &&
    (bands.length > 0
      ? hasNoOtherLimit(reading, quantity, noun?.last ?? quantity.last, end)
      : names.length > 0
        ? names.every(({ kind }) => kind === 'title') &&
          (are !== undefined || !isNominal(reading, noun?.last ?? quantity.last)) &&
          !isNarrowed(reading, noun?.last ?? quantity.last, are)
        : are !== undefined || bases.isSubject === true
          ? are === undefined || are.sure
          : isWhole ||
            noun?.remaining === true ||
            isWholeDay(reading, quantity, noun?.last ?? quantity.last, record));
  const others = reading.mentions.filter(
    (each) => each !== are && (each.kind === 'title' || each.kind === 'rows' || each.kind === 'top'),
  );
  const isTight =
    others.length <= 1 && reading.carried.every(({ kind }) => kind === 'day' || kind === 'band');
  const isRight = !isTight && isExplained(quantity, ['tasks'], record.explanations, record);
  return judged(reading, quantity, candidates, () => isSure && candidates.length > 0 && !isRight);
}

/** What follows a number, up to "tasks" or the last word of a name: "13 maintenance tasks", "three socket migrations". */
function countedNoun(reading: ProseReading, quantity: Quantity, end: number): CountedNoun | undefined {
  const { tokens, mentions } = reading;
  const names: ScopeMention[] = [];
  let known = true;
  // "The other 5 tasks" are all others, "5 other tasks" some of them.
  const isRest = /^(?:other|remaining)$/.test(tokens[quantity.first - 1]?.text ?? '');
  const remaining = isRest && tokens[quantity.first - 2]?.text === 'the';
  known = known && (!isRest || remaining);
  for (let at = quantity.at + 1; at <= Math.min(end, quantity.at + mostWords); at += 1) {
    const token = tokens[at];
    const mention = mentions.find(
      ({ first, kind }) => first === at && (kind === 'title' || kind === 'band' || kind === 'rank'),
    );
    if (token === undefined) {
      return undefined;
    }
    if (mention !== undefined) {
      names.push(mention);
      at = mention.last;
      const next = tokens[at + 1];
      const isNoun = next?.kind !== 'word' || isStop(next.text);
      if (
        mention.kind === 'title' &&
        isNoun &&
        (tokens[at]?.text ?? '').endsWith('s') &&
        !taskNouns.test(next?.text ?? '')
      ) {
        return { last: at, names, known, remaining };
      }
    } else if (token.kind === 'word' && taskNouns.test(token.text)) {
      return { last: at, names, known, remaining };
    } else if (token.kind === 'word' && neutral.has(token.text)) {
      known &&= token.text !== 'remaining' && token.text !== 'other';
    } else if (token.text === '-' || token.text === '/') {
      // Joins words.
    } else if (token.kind === 'word' && !isStop(token.text)) {
      known = false;
    } else {
      return undefined;
    }
  }
  return undefined;
}

/** "A week earlier we had 37 tasks". */
function otherDayCount({ days }: ProseReading, limits: number): Candidate[] {
  return limits > 0
    ? []
    : days.flatMap((mention) =>
        mention.days.map((day) => {
          const subject = subjectOfDay(day);
          return { basis: { kind: 'count' as const, subject, figure: day.tasks }, actual: [day.tasks] };
        }),
      );
}

/** "ten of its tasks were greenfield builds": the name after the verb. */
function nominalAfter(reading: ProseReading, last: number, isNamed: boolean): ScopeMention | undefined {
  const after = reading.tokens.slice(last + 1, last + 5).map(({ text }) => text);
  if (isNamed && !/^(?:are|were|was|is)$/.test(after[0] ?? '')) {
    return undefined;
  }
  const links = after.findIndex(
    (word) =>
      !/^(?:are|were|was|is|belong|belonged|belongs|to|in|from|for|come|came|went|into|on|of|the|a|part|all)$/.test(
        word,
      ),
  );
  return links > 0 || (links === -1 && after.length > 0)
    ? reading.mentions.find(
        ({ kind, first }) =>
          kind === 'title' && first > last && first <= last + 1 + (links === -1 ? 4 : links),
      )
    : undefined;
}

/** "the 4 of 5 tasks that have a factor": a clause says which, and it isn't understood. */
function isRestricted({ tokens }: ProseReading, quantity: Quantity, last: number): boolean {
  const noun = tokens.findIndex(
    ({ text }, at) => at > quantity.at && at <= quantity.at + mostWords && taskNouns.test(text),
  );
  return [last, noun].some(
    (at) =>
      at > 0 &&
      /^(?:that|which|who|with|without|having|whose|whom|where|left|still)$/.test(tokens[at + 1]?.text ?? ''),
  );
}

/** "were bug fixes": an unknown word says which of them. */
function isNominal({ tokens, isCovered }: ProseReading, last: number): boolean {
  const isVerb = /^(?:are|were|was|is)$/.test(tokens[last + 1]?.text ?? '');
  return isVerb && hasForeignWord(tokens.slice(last + 2, last + 5), (at) => isCovered(last + 2 + at));
}

/** "the two socket migrations of the shared lists": another name narrows what is counted. */
function isNarrowed(
  { tokens, mentions }: ProseReading,
  last: number,
  are: ScopeMention | undefined,
): boolean {
  const isJoined = /^(?:of|in|for|from|on)$/.test(tokens[last + 1]?.text ?? '');
  return (
    are === undefined &&
    isJoined &&
    mentions.some(({ kind, first }) => kind !== 'day' && first > last && first <= last + 4)
  );
}

function isStop(word: string): boolean {
  return /^(?:is|are|was|were|took|take|needed|need|had|have|has|ran|came|in|on|at|by|for|with|from|and|or|but|that|which|who|under|over|above|below|to|of|made|used|cost|got|averaged|account|accounted|accounts|than|as|per)$/.test(
    word,
  );
}

/** "of the 47 tasks", "of them", "of its rows": where the whole is named; undefined if the number isn't a part. */
function partOfAt(reading: ProseReading, quantity: Quantity): 'day' | 'named' | 'carried' | undefined {
  const { tokens } = reading;
  if (tokens[quantity.at + 1]?.text !== 'of') {
    return undefined;
  }
  const after = tokens.slice(quantity.at + 2, quantity.at + 10);
  const words = after.map(({ text }) => text);
  if (/^(?:them|these|those|its|their|which)$/.test(words[0] ?? '')) {
    return 'carried';
  }
  const noun = words.findIndex((word) => taskNouns.test(word));
  const whole = after.slice(0, noun + 1);
  if (noun === -1 || whole.some(({ kind, text }) => kind === 'mark' && text !== '-' && text !== '/')) {
    return undefined;
  }
  return whole.every(({ kind, text }) => kind === 'number' || neutral.has(text) || taskNouns.test(text))
    ? 'day'
    : 'named';
}

/** The bands that choose among what is counted: after it, before the next count. */
function bandsOf(reading: ProseReading, quantity: Quantity, end: number): typeof reading.bands {
  const next = reading.quantities.find(
    (each) =>
      each.at > quantity.at && each.unit === undefined && !reading.isTaken(each) && !isWholeOf(reading, each),
  );
  return reading.bands
    .filter(
      ({ first, head }) =>
        (first > quantity.at || head === quantity.at) &&
        first <= end &&
        head >= quantity.at &&
        !reading.quantities.some(
          (each) => each.unit !== undefined && each.at > quantity.at && each.at < head,
        ) &&
        (next === undefined || first < next.at),
    )
    .slice(0, 2);
}

/** "of the ten tasks over 100x". */
function adjoining(reading: ProseReading, quantity: Quantity, end: number): typeof reading.bands {
  const noun = reading.tokens.findIndex(
    ({ text }, at) => at > quantity.at && at <= end && taskNouns.test(text),
  );
  return reading.bands.filter(({ first }) => noun !== -1 && first === noun + 1);
}

/** "17 of the 47 tasks", "most of the 47 tasks", but not "the titles of 5 tasks". */
function isWholeOf({ tokens }: ProseReading, quantity: Quantity): boolean {
  const of = tokens[quantity.first - 1]?.text === 'of' ? quantity.first - 1 : quantity.first - 2;
  const part = tokens[of - 1];
  const isOf =
    tokens[of]?.text === 'of' &&
    (of === quantity.first - 1 || /^(?:the|its|our|all|these|those)$/.test(tokens[of + 1]?.text ?? ''));
  return (
    isOf &&
    (part?.number !== undefined ||
      /^(?:most|half|all|some|each|none|many|majority|one|rest|any|few)$/.test(part?.text ?? ''))
  );
}

function basesOf(
  reading: ProseReading,
  { rows }: ProseRecord,
  said: {
    readonly names: readonly ScopeMention[];
    readonly partOf: string | undefined;
    readonly isWhole: boolean;
    readonly at: number;
    readonly remaining: boolean;
  },
): {
  readonly sets: readonly (readonly RecordRow[])[];
  readonly sure: boolean;
  readonly isSubject?: boolean;
} {
  const carried = setsNamed(
    reading.carried.filter(({ kind }) => kind !== 'day'),
    rows,
    [],
  ).slice(0, 40);
  if (said.remaining) {
    const rest = complements(reading, rows);
    const own = reading.mentions.filter(({ kind }) => kind !== 'day');
    const before = reading.carried.filter(({ kind }) => kind !== 'day');
    const isSure = own.length + before.length === 1 && before.every(({ kind }) => kind === 'band');
    return { sets: [...rest, ...carried, rows], sure: rest.length > 0 && isSure };
  }
  if (said.names.length > 0) {
    return { sets: setsNamed(said.names, rows, []), sure: said.names.every(({ sure }) => sure) };
  }
  if (said.partOf === 'day' || said.isWhole) {
    return { sets: [rows, ...carried], sure: true };
  }
  const before = subjectBefore(reading, said.at);
  if (before !== undefined) {
    return { sets: before.sets, sure: before.sure, isSubject: true };
  }
  const named = reading.mentions.filter(({ kind }) => kind === 'title' || kind === 'rows' || kind === 'top');
  const sets = setsNamed(named, rows, []).slice(0, 60);
  return {
    sets: [rows, ...sets, ...carried, ...complements(reading, rows)],
    sure: said.partOf === undefined && named.every(({ sure }) => sure),
  };
}

/** "Testing was four tasks", "Maintenance accounts for 13 tasks". */
function subjectBefore({ tokens, mentions, clauseOf }: ProseReading, at: number): ScopeMention | undefined {
  const [from] = clauseOf(at);
  const mention = mentions.findLast(
    ({ kind, first, last }) => (kind === 'title' || kind === 'rows') && first >= from && last < at,
  );
  const between = mention && tokens.slice(mention.last + 1, at).map(({ text }) => text);
  const isSubject =
    between !== undefined &&
    between.length <= 4 &&
    between.some((word) =>
      /^(?:is|was|were|are|has|had|have|holds|held|makes|made|account|accounts|accounted|comprises|counts|covers|spans|saw|with|contains|includes|:|\()$/.test(
        word,
      ),
    ) &&
    between.every((word) =>
      /^(?:is|was|were|are|has|had|have|holds|held|makes|made|account|accounts|accounted|comprises|counts|covers|spans|saw|with|contains|includes|for|up|work|in|all|group|rows|workstream|category|the|:|\()$/.test(
        word,
      ),
    );
  return isSubject ? mention : undefined;
}

/** Between what is counted and its band, or after it, nothing else says which tasks are meant. */
function hasNoOtherLimit(reading: ProseReading, quantity: Quantity, from: number, end: number): boolean {
  const others = reading.mentions.filter(
    ({ kind, first }) =>
      first > from &&
      first <= end &&
      (kind === 'title' || kind === 'rows' || kind === 'rank' || kind === 'top'),
  );
  const tokens = reading.tokens.slice(quantity.at, end + 1);
  const limits = tokens.some(
    ({ text }, at) => /^(?:except|besides|among|within|besides|if|unless)$/.test(text) && at > 0,
  );
  return others.length === 0 && !limits;
}

/** "The day's 47 tasks", "47 tasks closed", "across 47 tasks": a count of all, as no other word limits it. */
function isWholeDay(reading: ProseReading, quantity: Quantity, last: number, { rows }: ProseRecord): boolean {
  const [from, end] = reading.clauseOf(quantity.at);
  const others = reading.mentions.some(({ kind, first }) => kind !== 'day' && first >= from && first <= end);
  const isFirst = reading.carried.every(({ kind }) => kind === 'day');
  // "Two tasks took 10 minutes" counts some of the day's tasks.
  const isAlmostAll = quantity.value * 2 > rows.length;
  const isForeign = isAboutElse(reading, { ...quantity, last }, [from, end]);
  const isLimited =
    /^(?:is|are|was|were|got|have|had)$/.test(reading.tokens[last + 1]?.text ?? '') &&
    !/^(?:closed|recorded|logged|finished|completed|done|reported|counted)$/.test(
      reading.tokens[last + 2]?.text ?? '',
    );
  const isDenied = reading.tokens
    .slice(last + 1, end + 1)
    .some(({ text }) => /^(?:no|without|have|has|had|lack|lacked)$/.test(text));
  return !others && isFirst && isAlmostAll && !isForeign && !isDenied && !isLimited;
}

/** "No task is under 10x", "every task", "most tasks": judged at the word itself. */
export function quantifierClaims(reading: ProseReading, record: ProseRecord): ProseFinding[] {
  const { tokens } = reading;
  return reading.bands.flatMap((band): ProseFinding[] => {
    const at = quantifierAt(reading, band.head);
    const token = tokens[at];
    if (token === undefined || !band.comparing) {
      return [];
    }
    const noun = tokens.slice(at + 1, band.head + 1);
    const isPlain = noun.every(
      ({ kind, text }) =>
        kind === 'word' && (neutral.has(text) || taskNouns.test(text) || isLight(stem(text))),
    );
    const isSure =
      isPlain &&
      !tokens.slice(band.head + 1, band.first).some(({ text }) => /^(?:with|that|which|who)$/.test(text)) &&
      !reading.isHedgedAt(at) &&
      reading.carried.every(({ kind }) => kind === 'day') &&
      !reading.days.some(({ kind }) => kind !== 'this') &&
      reading.mentions.every(({ kind }) => kind === 'day' || kind === 'band') &&
      !noun.some(({ text }) => text === 'other' || text === 'remaining');
    const all = record.rows.length;
    const right = band.sets.some((set) => holdsFor(token.text, set.length, all));
    const [likeliest] = band.sets;
    const { start } = reading.sentence;
    const place = { start: start + token.start, end: start + token.end };
    if (likeliest === undefined || (!right && !isSure)) {
      return [{ ...place, verdict: 'unchecked' as const }];
    }
    const basis = { kind: 'count' as const, subject: subjectOf(likeliest), figure: likeliest.length };
    return [{ ...place, verdict: right ? ('supported' as const) : ('contradicted' as const), basis }];
  });
}

function quantifierAt({ tokens }: ProseReading, head: number): number {
  for (let at = head; at >= Math.max(0, head - 3); at -= 1) {
    const token = tokens[at];
    if (token?.kind === 'word' && /^(?:no|none|nothing|every|all|each|most)$/.test(token.text)) {
      return tokens[at - 1]?.text === 'not' ||
        tokens[at - 1]?.text === 'at' ||
        tokens[at - 1]?.text === 'the' ||
        tokens[at + 1]?.kind === 'number' ||
        tokens[at + 1]?.text === 'one'
        ? -1
        : at;
    }
  }
  return -1;
}

function holdsFor(quantifier: string, count: number, all: number): boolean {
  switch (quantifier) {
    case 'no':
    case 'none':
    case 'nothing':
      return count === 0;
    case 'most':
      return count * 2 > all;
    default:
      return count === all;
  }
}
