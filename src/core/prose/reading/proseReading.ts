import type { RecordRow } from '../../record/dayRecord';
import type { DaySums } from '../../record/recordStore';
import { bandAt, type BandMention } from '../named/bandMentions';
import { dayMentions, type DayMention } from '../named/dayMentions';
import { subjectOf, type Subject } from '../named/rowFigures';
import { meantMetrics, metricMentions, type MeantMetrics } from '../named/metricMentions';
import { withNumberWords } from '../text/numberWords';
import { isHedged, leavingOutAt } from '../text/plainWords';
import { explanationsOf, type Explanations } from './otherExplanations';
import type { ProseSentence } from '../text/proseSentences';
import { proseTokens, type ProseToken } from '../text/proseTokens';
import { quantitiesOf, type Quantity } from '../text/quantities';
import { rankMentions, type RankMention } from '../named/rankMentions';
import { rowMentions } from '../named/rowMentions';
import { RowVocabulary } from '../named/rowVocabulary';
import type { ScopeMention } from '../named/scopeMention';
import { titleMentions } from '../named/titleMentions';
import { wordSet } from '../text/wordSet';

const clauseOpeners = wordSet('while whereas but although though because');

/** The record that a text is checked against. */
export interface ProseRecord {
  readonly day: string;
  readonly rows: readonly RecordRow[];
  readonly all: Subject;
  /** Recorded days before this one, ascending. */
  readonly earlier: readonly DaySums[];
  readonly vocabulary: RowVocabulary;
  readonly explanations: Explanations;
  /** Sums of sets of rows, once they were asked for. */
  readonly subjects: WeakMap<readonly RecordRow[], Subject>;
}

export function proseRecord(day: string, rows: readonly RecordRow[], days: readonly DaySums[]): ProseRecord {
  const earlier = days
    .filter((each) => each.day < day && each.tasks > 0)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const vocabulary = new RowVocabulary(rows);
  const all = subjectOf(rows);
  const explanations = explanationsOf({ rows, all, earlier }, vocabulary.allGroups());
  return { day, rows, all, earlier, vocabulary, explanations, subjects: new WeakMap() };
}

/** A sentence with everything that was recognized in it. */
export interface ProseReading {
  readonly sentence: ProseSentence;
  readonly tokens: readonly ProseToken[];
  readonly quantities: readonly Quantity[];
  readonly mentions: readonly ScopeMention[];
  readonly bands: readonly BandMention[];
  readonly ranks: readonly RankMention[];
  readonly days: readonly DayMention[];
  /** Whether the clause of a token speaks of what might be, or denies. */
  readonly isHedgedAt: (at: number) => boolean;
  /** Where it leaves something out; -1 if it doesn't. */
  readonly leavesOutAt: number;
  /** Names of what the sentence before spoke of. */
  readonly carried: readonly ScopeMention[];
  /** Whether it is the first of its paragraph. */
  readonly opens: boolean;
  readonly isCovered: (at: number) => boolean;
  /** Whether a figure belongs to a name, a date or a band, and claims nothing itself. */
  readonly isTaken: (quantity: Quantity) => boolean;
  readonly clauseOf: (at: number) => readonly [number, number];
  readonly meant: (quantity: Quantity) => MeantMetrics;
  /** Sets of rows that names can mean, once they were asked for. */
  readonly sets: Map<string, readonly (readonly RecordRow[])[]>;
}

/** More tokens than any sentence has; the rest isn't read. */
const mostTokens = 400;

export function readSentence(
  sentence: ProseSentence,
  record: ProseRecord,
  carried: readonly ScopeMention[],
  opens = true,
): ProseReading {
  const tokens = withNumberWords(proseTokens(sentence.text)).slice(0, mostTokens);
  const quantities = quantitiesOf(tokens);
  const titles = titleMentions(sentence.text, tokens, record.vocabulary);
  const days = dayMentions(tokens, record.day, record.earlier);
  const inTitles = coverOf(titles);
  const rowNames = rowMentions(tokens, record.rows).filter(({ first }) => !inTitles(first));
  const ranks = rankMentions(tokens, record.rows).filter(
    ({ first, last }) => !inTitles(first) && !inTitles(last),
  );
  const named = coverOf([...titles, ...rowNames, ...days]);
  const inRanks = coverOf(ranks);
  const inQuotes = coverOf(quotesOf(tokens));
  const clauses = clausesOf(tokens, quantities);
  const clauseOf = (at: number) => clauses[at] ?? [0, tokens.length - 1];
  const said = metricMentions(tokens).filter(({ first }) => !inTitles(first));
  const meant = (quantity: Quantity) =>
    meantMetrics(tokens, quantity, quantities, said, clauseOf(quantity.at));
  const meantByPlace = new Map<Quantity, MeantMetrics>();
  const bands = quantities.flatMap((quantity) =>
    named(quantity.at)
      ? []
      : (bandAt(tokens, named, quantity, quantities, meant(quantity), record.rows) ?? []),
  );
  const inBands = coverOf(bands.filter(({ sure }) => sure));
  const cues = dayCues(tokens, days, record.rows, quantities).filter(({ first }) => !inTitles(first));
  const mentions: readonly ScopeMention[] = [
    ...titles,
    ...rowNames,
    ...ranks,
    ...bands.filter(({ sure }) => sure),
    ...cues,
  ].toSorted((a, b) => a.first - b.first);
  return {
    sentence,
    tokens,
    quantities,
    mentions,
    bands,
    ranks,
    days,
    isHedgedAt: (at) => {
      const [from, to] = clauseOf(at);
      return isHedged(tokens.slice(from, to + 1)) || tokens.at(-1)?.text === '?';
    },
    leavesOutAt: leavingOutAt(tokens),
    carried,
    opens,
    isCovered: coverOf([...mentions, ...days]),
    isTaken: (quantity) =>
      named(quantity.at) ||
      inQuotes(quantity.at) ||
      inBands(quantity.at) ||
      (inRanks(quantity.at) && quantity.unit === undefined),
    clauseOf,
    meant: (quantity) => {
      const found = meantByPlace.get(quantity) ?? meant(quantity);
      meantByPlace.set(quantity, found);
      return found;
    },
    sets: new Map(),
  };
}

function coverOf(
  spans: readonly { readonly first: number; readonly last: number }[],
): (at: number) => boolean {
  const covered = new Set<number>();
  for (const { first, last } of spans) {
    for (let at = first; at <= last; at += 1) {
      covered.add(at);
    }
  }
  return (at) => covered.has(at);
}

/** Short quotations: names, whose figures claim nothing. */
function quotesOf(tokens: readonly ProseToken[]): { readonly first: number; readonly last: number }[] {
  const found: { first: number; last: number }[] = [];
  let open: number | undefined;
  for (const [at, { text }] of tokens.entries()) {
    if (text === '“' || (text === '"' && open === undefined)) {
      open = at;
    } else if ((text === '”' || text === '"') && open !== undefined) {
      if (at - open <= mostQuoted) {
        found.push({ first: open, last: at });
      }
      open = undefined;
    }
  }
  return found;
}

const mostQuoted = 30;

/** For each token where its clause begins and ends, since each figure asks several times. */
function clausesOf(
  tokens: readonly ProseToken[],
  quantities: readonly Quantity[],
): (readonly [number, number])[] {
  const starts = clauseStartsOf(tokens, quantities);
  return starts.flatMap((from, index) => {
    const end = starts[index + 1] ?? tokens.length;
    const clause = [from, end - 1] as const;
    return Array.from({ length: Math.max(0, end - from) }, () => clause);
  });
}

function clauseStartsOf(tokens: readonly ProseToken[], quantities: readonly Quantity[]): number[] {
  const inQuantity = coverOf(
    quantities.map((quantity) => ({
      first: quantity.first,
      last:
        quantity.rangeTo === undefined
          ? quantity.last
          : (quantities[quantity.rangeTo]?.last ?? quantity.last),
    })),
  );
  const starts = [0];
  for (const [at, { kind, text, spaced }] of tokens.entries()) {
    const isDash = (text === '–' || text === '-') && spaced && tokens[at + 1]?.spaced === true;
    const isSign = kind === 'mark' && (text === ';' || text === '—' || isDash);
    const isWord = kind === 'word' && clauseOpeners.has(text);
    if ((isSign || isWord) && !inQuantity(at)) {
      starts.push(at + 1);
    }
  }
  return starts;
}

const cueWords =
  /^(?:overall|altogether|totals?|totall?ed|totall?ing|day|averages?|together|combined|record)$/;

/** Words that say that a figure is the whole day's, but not those that only name the whole of a part: "of the day's hours". */
function dayCues(
  tokens: readonly ProseToken[],
  days: readonly DayMention[],
  rows: readonly RecordRow[],
  quantities: readonly Quantity[],
): ScopeMention[] {
  const cues: ScopeMention[] = days
    .filter(({ kind }) => kind === 'this')
    .map(({ first, last }) => ({ kind: 'day', first, last, sets: [rows], sure: true }));
  for (const [at, token] of tokens.entries()) {
    const isCue = token.kind === 'word' && cueWords.test(token.text);
    const before = tokens[at - 1]?.text === 'the' ? tokens[at - 2]?.text : tokens[at - 1]?.text;
    const isWhole =
      token.text === 'day' &&
      (before === 'of' ||
        before === 'any' ||
        before === 'in' ||
        before === 'per' ||
        before === 'earlier' ||
        before === 'other' ||
        before === 'each' ||
        before === 'every');
    const isTogether = token.text === 'together' || token.text === 'combined' || token.text === 'record';
    if (isCue && !isWhole && !isTogether) {
      cues.push({ kind: 'day', first: at, last: at, sets: [rows], sure: true });
    }
  }
  for (const quantity of quantities) {
    const noun = tokens[quantity.at + 1]?.text;
    const isAll =
      quantity.unit === undefined &&
      quantity.value === rows.length &&
      (noun === 'tasks' || noun === 'task' || noun === 'rows');
    if (isAll && tokens[quantity.at - 1]?.text !== 'of' && tokens[quantity.at - 2]?.text !== 'of') {
      cues.push({ kind: 'day', first: quantity.at, last: quantity.at + 1, sets: [rows], sure: true });
    }
  }
  return cues;
}
