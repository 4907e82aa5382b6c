import type { RecordRow } from '../../record/dayRecord';
import { otherRows, subjectOf, type Subject } from '../named/rowFigures';
import type { Metric } from '../named/rowFigures';
import { hasForeignWord } from '../text/plainWords';
import { setsNamed } from './namedSets';
import type { ProseReading, ProseRecord } from './proseReading';
import type { Quantity } from '../text/quantities';
import type { ScopeMention } from '../named/scopeMention';
import { distinct } from '../named/titleMentions';
import { wordSet } from '../text/wordSet';

const countedTasks = wordSet('task tasks row rows entries jobs items ones build builds fixes');
const manyTasks = wordSet('tasks rows entries jobs items ones those');
const limits = wordSet('with without that which who whose of on in from for begin began left still');
const oneTask = wordSet('task row entry job item');
const anyOfThem = wordSet('per every each no average median typical any');
const joints = wordSet('for on in across from of by within during at with per between among');
const breaks = wordSet(', and to ; :');
const negations = wordSet('no none nothing neither');
const wholeWords = wordSet('the our all its a total day');
const togetherWords = wordSet('together combined between all both they');
const links = wordSet('for on in by of from at to across over : , ( went was is belongs goes – —');
const linkedWords = wordSet(
  'for on in by of from at to across over : , ( went was is belongs goes – — the a an ai agent claude human supervisory supervision work time effort leverage minute minutes hour hours that all our its this',
);
const restWords = wordSet('rest remaining other others remainder else');

/** What a figure may be about. */
export interface MeantSubjects {
  /** The likeliest first; each is made when it is asked for, since the first often fits. */
  readonly sets: Iterable<readonly RecordRow[]>;
  /** The same at once, each once. */
  readonly all: () => readonly (readonly RecordRow[])[];
  /** Whether nothing else can be meant: only then can a figure be called wrong. */
  readonly sure: () => boolean;
  /** Whether the sentence itself names rows, not only the day. */
  readonly named: boolean;
}

type RowSets = readonly (readonly RecordRow[])[];
/** A sentence that can mean more than this is too vague to be called wrong. */
const mostSets = 80;

export function meantSubjects(reading: ProseReading, quantity: Quantity, record: ProseRecord): MeantSubjects {
  const { rows } = record;
  const { metrics } = reading.meant(quantity);
  const setsOf = (mentions: readonly ScopeMention[], by: readonly Metric[]): RowSets => {
    const key = `${mentions.map(({ first, last, kind }) => `${kind}${first}-${last}`).join()} ${by.join()}`;
    const found = reading.sets.get(key) ?? setsNamed(mentions, rows, by);
    reading.sets.set(key, found);
    return found;
  };
  const near = mentionsFor(reading, quantity);
  const chosen = near.length > 0 ? near : mentionsBefore(reading, quantity);
  const clause = reading.clauseOf(quantity.at);
  const isForeign = () => isAboutElse(reading, quantity, clause) || countsSome(reading, quantity, rows);
  const hasUnknownDay = reading.days.some(
    ({ kind, first }) => kind === 'unknown' && (first < quantity.first || first <= quantity.last + 4),
  );
  if (chosen.length === 0) {
    const carried = reading.carried.filter(({ kind }) => kind !== 'day');
    const { sets, all } = inTurn([
      () => [rows],
      () => setsNamed(carried, rows, metrics),
      () => complements(reading, rows),
    ]);
    // After a sentence about something unknown, "supervision took 3 minutes" may be about that.
    const isOpen = reading.opens || reading.carried.length > 0;
    const sure = () =>
      isOpen &&
      !isForeign() &&
      !hasUnknownDay &&
      carried.every((each) => each.sure) &&
      all().length <= mostSets;
    return { sets, all, sure, named: false };
  }
  const named = chosen.some(({ kind }) => kind !== 'day');
  const leavesOut = reading.leavesOutAt !== -1;
  const refers =
    !named || reading.tokens.slice(clause[0], clause[1] + 1).some(({ text }) => pronouns.has(text));
  const carried = refers ? reading.carried : [];
  const isDay = chosen.some(({ kind }) => kind === 'day') || isWhole(reading, quantity);
  const { sets, all } = inTurn([
    () => (leavesOut ? complements(reading, rows) : []),
    () => setsOf(chosen, metrics),
    () => (isDay ? [rows] : []),
    () => setsNamed(carried, rows, []),
  ]);
  const sure = () =>
    [...chosen, ...carried].every((each) => each.sure) &&
    !hasUnknownDay &&
    (named && near.length > 0 ? setsOf(chosen, metrics).length > 0 : !isForeign()) &&
    (!leavesOut || complements(reading, rows).length > 0) &&
    all().length <= mostSets;
  return { sets, all, sure, named };
}

function inTurn(groups: readonly (() => RowSets)[]): Pick<MeantSubjects, 'sets' | 'all'> {
  let all: RowSets | undefined;
  const sets = {
    *[Symbol.iterator]() {
      for (const group of groups) {
        yield* group();
      }
    },
  };
  return {
    sets,
    all: () => {
      if (all === undefined) {
        const found = [...sets];
        all = [...distinct(found), ...(found.some((set) => set.length === 0) ? [[]] : [])];
      }
      return all;
    },
  };
}

/** "Three tasks sit at …", "eleven tasks; they took …": what follows is of those, whichever they are. */
function countsSome(
  { tokens, quantities, isTaken }: ProseReading,
  quantity: Quantity,
  rows: readonly RecordRow[],
): boolean {
  return quantities.some(
    (each) =>
      each.last < quantity.first &&
      each.unit === undefined &&
      each.value !== rows.length &&
      !isTaken(each) &&
      tokens
        .slice(each.at + 1, Math.min(quantity.first, each.at + 8))
        .some(({ text }) => countedTasks.has(text)),
  );
}

/** "tasks with a factor", "tasks that were dropped": some of them, by what isn't understood. */
function hasSomeTasks(tokens: ProseReading['tokens'], from: number, to: number): boolean {
  return tokens
    .slice(from, to)
    .some(({ text }, index) => manyTasks.has(text) && limits.has(tokens[from + index + 1]?.text ?? ''));
}

/** "the only task", "a task": some task that isn't named. */
function hasOneTask(tokens: ProseReading['tokens'], from: number, to: number): boolean {
  return tokens
    .slice(from, to)
    .some(({ text }, index) => oneTask.has(text) && !anyOfThem.has(tokens[from + index - 1]?.text ?? ''));
}

/** Whether words before a figure, or joined to it, may say that it is of something else than the day. */
export function isAboutElse(
  { tokens, isCovered, quantities }: ProseReading,
  quantity: Quantity,
  [from, to]: readonly [number, number],
): boolean {
  const isForeign = (start: number, end: number) =>
    hasForeignWord(tokens.slice(start, end), (at) => isCovered(start + at));
  const next = quantities.find(({ first }) => first > quantity.last)?.first ?? to + 1;
  const joint = tokens
    .slice(quantity.last + 1, Math.min(next, quantity.last + 6))
    .findIndex(({ kind, text }) => kind === 'word' && joints.has(text));
  const isJoined =
    joint !== -1 &&
    tokens.slice(quantity.last + 1, quantity.last + 1 + joint).every(({ text }) => !breaks.has(text));
  const direct = tokens[quantity.last + 1];
  const isNoun =
    direct?.kind === 'word' &&
    hasForeignWord([direct], () => isCovered(quantity.last + 1)) &&
    !/(?:ed|ly)$/.test(direct.text);
  return (
    tokens.slice(from, quantity.first).some(({ text }) => negations.has(text)) ||
    hasOneTask(tokens, from, quantity.first) ||
    hasSomeTasks(tokens, from, quantity.first) ||
    isForeign(from, quantity.first) ||
    isNoun ||
    (isJoined && isForeign(quantity.last + 1, Math.min(next, to + 1)))
  );
}

/** "640 of the 1,222.75 hours". */
function isWhole({ tokens }: ProseReading, { first }: Quantity): boolean {
  const before = tokens.slice(Math.max(0, first - 4), first).map(({ text }) => text);
  const of = before.lastIndexOf('of');
  return of !== -1 && before.slice(of + 1).every((word) => wholeWords.has(word));
}

const pronouns = wordSet(
  'they them these those together both it its their that which combined each group set pair trio all',
);

/** The names that a figure belongs to: those before it, since the last figure of its kind; else those after it. */
function mentionsFor(reading: ProseReading, quantity: Quantity): ScopeMention[] {
  const [from, to] = reading.clauseOf(quantity.at);
  const inClause = reading.mentions.filter(
    ({ first, last }) => first >= from && last <= to && !(first <= quantity.at && last >= quantity.at),
  );
  const before = inClause.filter(({ last }) => last < quantity.first);
  const after = inClause.filter(({ first }) => first > quantity.last);
  const linked = after.filter(({ first }) => isLinked(reading, quantity.last, first));
  const alike = reading.quantities.filter(
    (each) =>
      each.last < quantity.first && each.at >= from && each.unit === quantity.unit && !reading.isTaken(each),
  );
  const last = alike.at(-1);
  const since = last === undefined ? before : before.filter(({ first }) => first > last.last);
  const isTogether = reading.tokens
    .slice(last?.last ?? from, quantity.first)
    .some(({ text }) => togetherWords.has(text));
  // In "1.7x for the newsletter app and 4.0x for the CRM" each name follows its figure.
  const follows =
    last !== undefined &&
    since.length > 0 &&
    linked.length > 0 &&
    since.every(({ first }) => isLinked(reading, last.last, first));
  if (follows) {
    return linked;
  }
  const own = since.length > 0 && !isTogether ? since : before;
  return own.length > 0
    ? [...own, ...linked]
    : after.filter(({ first }) => isBeforeNext(reading, quantity, first));
}

function isLinked(reading: ProseReading, last: number, first: number): boolean {
  const between = reading.tokens.slice(last + 1, first).map(({ text }) => text);
  return (
    between.length <= 6 &&
    between.some((text) => links.has(text)) &&
    between.every((text) => linkedWords.has(text))
  );
}

function isBeforeNext(reading: ProseReading, quantity: Quantity, first: number): boolean {
  const next = reading.quantities.find(
    (each) => each.first > quantity.last && each.unit === quantity.unit && !reading.isTaken(each),
  );
  return next === undefined || first < next.first;
}

/** Without a name in its own clause, those of the clause before. */
function mentionsBefore(reading: ProseReading, quantity: Quantity): ScopeMention[] {
  const [from] = reading.clauseOf(quantity.at);
  const earlier = reading.mentions.filter(({ last }) => last < from);
  return earlier.length > 0 ? earlier : reading.mentions.filter(({ first }) => first > quantity.last);
}

/** What is left where the sentence leaves something out, or speaks of the rest. */
export function complements(reading: ProseReading, rows: readonly RecordRow[]): (readonly RecordRow[])[] {
  const { leavesOutAt, tokens } = reading;
  const hasRest = tokens.some(({ text }) => restWords.has(text));
  if (leavesOutAt === -1 && !hasRest) {
    return [];
  }
  const names = reading.mentions.filter(({ kind }) => kind !== 'day');
  const after = leavesOutAt === -1 ? names : names.filter(({ first }) => first > leavesOutAt);
  const out = after.length > 0 ? after : names;
  const named = [...out, ...(out.length === 0 || hasRest ? reading.carried : [])].filter(
    ({ kind }) => kind !== 'day',
  );
  return setsNamed(named, rows, [])
    .slice(0, 60)
    .map((set) => otherRows(rows, set));
}

/** The sums of each set. */
export function subjectsOf(sets: readonly (readonly RecordRow[])[], record: ProseRecord): Subject[] {
  return sets.map((set) => subjectFrom(set, record));
}

export function subjectFrom(set: readonly RecordRow[], record: ProseRecord): Subject {
  if (set.length === record.rows.length) {
    return record.all;
  }
  const subject = record.subjects.get(set) ?? subjectOf(set);
  record.subjects.set(set, subject);
  return subject;
}
