import { smallest } from '../../figures/extremes';
import type { RecordRow } from '../../record/dayRecord';
import {
  figureOf,
  figuresOf,
  subjectOfDay,
  sumFigureOf,
  type Metric,
  type Subject,
} from '../named/rowFigures';
import type { ProseFinding } from '../reading/proseFinding';
import type { ProseReading, ProseRecord } from '../reading/proseReading';
import type { RankMention } from '../named/rankMentions';
import type { ScopeMention } from '../named/scopeMention';

const limiting = /^(?:among|within|in|of|its|their|for|but|except|ever|record|new|own|per)$/;
const linking =
  /^(?:is|was|are|were|has|had|have|took|takes|take|posted|posts|got|gets|holds|held|carried|carries|recorded|made|the|also|easily|by|far|both|,|with|a|an|day|:|came|belongs|belonged|went|goes|to|on|at|under|needed|needs|used|being|as|had|its|reached|showed|shows|of|\()$/;

/** "Row 11 had the highest supervisory factor": whether the row named with a rank holds it. */
export function rankClaims(reading: ProseReading, record: ProseRecord): ProseFinding[] {
  return reading.ranks.flatMap((rank): ProseFinding[] => {
    const named = rank.count === 1 && rank.named ? neighbours(reading, rank) : [];
    const [mention] = named;
    if (mention === undefined || named.length > 1 || !mention.sure) {
      return [];
    }
    const candidates = mention.sets.filter((set) => set.length === 1);
    if (candidates.length === 0) {
      return [];
    }
    const metric = rank.metrics[0];
    const holds = rank.metrics.some((each) =>
      candidates.some(([row]) => row !== undefined && hasPlace(record.rows, row, each, rank)),
    );
    const isSure =
      !reading.isHedgedAt(rank.first) &&
      candidates.length === mention.sets.length &&
      !isLimited(reading, rank) &&
      reading.leavesOutAt === -1;
    const { start } = reading.sentence;
    const place = {
      start: start + (reading.tokens[rank.first]?.start ?? 0),
      end: start + (reading.tokens[rank.last]?.end ?? 0),
    };
    const rows = metric === undefined ? [] : holders(record.rows, metric, rank);
    const figure = rows[0] === undefined || metric === undefined ? undefined : figureOf(rows[0], metric);
    if (metric === undefined || figure === undefined) {
      return [];
    }
    const basis = { kind: 'rank' as const, metric, end: rank.end, place: rank.place, rows, figure };
    return holds
      ? [{ ...place, verdict: 'supported' as const, basis }]
      : [
          isSure
            ? { ...place, verdict: 'contradicted' as const, basis }
            : { ...place, verdict: 'unchecked' as const },
        ];
  });
}

/** The names joined to a rank by "had the", "went to" and the like. */
function neighbours(reading: ProseReading, rank: RankMention): ScopeMention[] {
  const names = reading.mentions.filter(({ kind }) => kind === 'title' || kind === 'rows');
  return names.filter(({ first, last }) => {
    const between =
      last < rank.first
        ? reading.tokens.slice(last + 1, rank.first)
        : reading.tokens.slice(rank.last + 1, first);
    const isSentence = between.some(({ text }) =>
      /^(?:is|was|had|has|took|takes|posted|got|holds|held|recorded|went|goes|belongs|belonged|came|:|carried|carries|needed|used|reached|showed|shows)$/.test(
        text,
      ),
    );
    return (
      isSentence &&
      between.length <= 8 &&
      between.every(
        ({ kind, text }) =>
          kind === 'number' || linking.test(text) || text === 'x' || text === 'minutes' || text === 'hours',
      )
    );
  });
}

function isLimited(reading: ProseReading, rank: RankMention): boolean {
  const after = reading.tokens.slice(rank.last + 1, rank.last + 5).map(({ text }) => text);
  const before = reading.tokens.slice(Math.max(0, rank.first - 2), rank.first).map(({ text }) => text);
  const ofDay =
    /^(?:of|on|in) (?:the|that) (?:day|record|log|table)/.test(after.join(' ')) ||
    after.join(' ').startsWith('of all');
  const isPhrase = after[0] === undefined ? false : limiting.test(after[0]);
  const isAdjective = reading.tokens[rank.last + 1]?.text === '-';
  return (
    isAdjective ||
    (isPhrase && !ofDay) ||
    before.some((text) => /^(?:its|their|one|among)$/.test(text)) ||
    reading.carried.some(({ kind }) => kind !== 'day')
  );
}

function holders(rows: readonly RecordRow[], metric: Metric, rank: RankMention): RecordRow[] {
  return rows.filter((row) => hasPlace(rows, row, metric, rank));
}

/** Ties share a place; the place below them can be counted either way. */
function hasPlace(
  rows: readonly RecordRow[],
  row: RecordRow,
  metric: Metric,
  { end, place }: RankMention,
): boolean {
  const own = figureOf(row, metric);
  if (own === undefined) {
    return false;
  }
  const ahead = figuresOf(rows, metric).filter((figure) => (end === 'most' ? figure > own : figure < own));
  const atPlace = figuresOf(rows, metric).filter((figure) => figure === own).length;
  return (ahead.length < place && ahead.length + atPlace >= place) || new Set(ahead).size === place - 1;
}

const recordPhrases = [
  'of any day',
  'of any recorded day',
  'on record',
  'so far',
  'to date',
  'ever',
  'of all days',
  'of all recorded days',
  'than on any',
  'than any',
  'since the record began',
  'in the record',
  'all time',
  'all - time',
].map((phrase) => phrase.split(' '));

/** "the highest leverage factor of any day on record": compared with every earlier day. */
export function recordClaims(reading: ProseReading, record: ProseRecord): ProseFinding[] {
  const { tokens } = reading;
  const said = recordPhrases.flatMap((words) => {
    const at = tokens.findIndex((_, index) =>
      words.every((word, offset) => tokens[index + offset]?.text === word),
    );
    return at === -1 ? [] : [at];
  });
  const at = smallest(said);
  const rank = reading.ranks.findLast(({ first }) => first < at);
  const names = reading.mentions.some(
    ({ kind }) => kind === 'title' || kind === 'rows' || kind === 'band' || kind === 'top',
  );
  const isOfTasks = tokens
    .slice(rank?.first ?? 0)
    .some(({ text }) => /^(?:tasks?|rows?|single|entry|job)$/.test(text));
  if (
    said.length === 0 ||
    rank === undefined ||
    at - rank.last > 8 ||
    rank.count !== 1 ||
    rank.place !== 1 ||
    !rank.named ||
    names ||
    isOfTasks
  ) {
    return [];
  }
  const rivals = record.earlier.map(subjectOfDay);
  const { start } = reading.sentence;
  const place = {
    start: start + (tokens[rank.first]?.start ?? 0),
    end: start + (tokens[rank.last]?.end ?? 0),
  };
  const [metric] = rank.metrics;
  const now = metric === undefined ? undefined : sumFigureOf(record.all, metric);
  if (metric === undefined || now === undefined || rivals.length === 0) {
    return [{ ...place, verdict: 'unchecked' }];
  }
  const beats = (a: Subject) => {
    const figure = sumFigureOf(a, metric);
    return figure !== undefined && (rank.end === 'most' ? figure > now : figure < now);
  };
  const surpassedBy = rivals.findLast(beats);
  const basis = { kind: 'record' as const, metric, subject: record.all, surpassedBy, figure: now };
  const isSure =
    !reading.isHedgedAt(rank.first) &&
    !tokens.some(({ text }) => /^(?:except|but|after|besides|second|third)$/.test(text)) &&
    !reading.days.some(({ kind }) => kind !== 'this');
  return surpassedBy === undefined
    ? [{ ...place, verdict: 'supported', basis }]
    : [isSure ? { ...place, verdict: 'contradicted', basis } : { ...place, verdict: 'unchecked' }];
}
