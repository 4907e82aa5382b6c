import type { RecordRow } from '../../record/dayRecord';
import { judged } from './figureClaims';
import { countedNoun, mostWords, neutral, taskNouns } from './countedNoun';
import type { Candidate } from './figureCandidates';
import { sharedRows, subjectOf, subjectOfDay } from '../named/rowFigures';
import { isExplained } from '../reading/otherExplanations';
import { hasForeignWord } from '../text/plainWords';
import type { ProseFinding } from '../reading/proseFinding';
import type { ProseReading, ProseRecord } from '../reading/proseReading';
import { setsNamed } from '../reading/namedSets';
import { complements, isAboutElse } from '../reading/proseSubjects';
import type { Quantity } from '../text/quantities';
import type { ScopeMention } from '../named/scopeMention';

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
