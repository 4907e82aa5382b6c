import { sumHours } from '../../record/factor';
import { isDropped } from '../../task/countedHours';
import type { RecordRow } from '../../record/dayRecord';
import { largest, smallest } from '../../figures/extremes';
import {
  figureOf,
  figuresOf,
  inUnit,
  meanOf,
  middleOf,
  sumFigureOf,
  type Metric,
  type Subject,
} from '../named/rowFigures';
import type { Basis } from '../reading/proseFinding';
import type { ProseReading, ProseRecord } from '../reading/proseReading';
import type { Quantity, Unit } from '../text/quantities';
import { wordSet } from '../text/wordSet';

const meanWords = wordSet('average averaged averages averaging mean');
const plainMeanWords = wordSet('arithmetic simple unweighted mean');

/** One way to read a figure: what it would be of, and what the record has for that, in the figure's unit. */
export interface Candidate {
  readonly basis: Basis;
  /** All of these must agree: one, or each row's. */
  readonly actual: readonly number[];
}

/** How the figures of several rows become one. */
export interface Aggregation {
  readonly each: boolean;
  readonly median: boolean;
  /** The mean of figures; `plain` if the words say it is no weighted average. */
  readonly mean: boolean;
  readonly plain: boolean;
}

export function aggregationOf(reading: ProseReading, quantity: Quantity): Aggregation {
  const [from, to] = reading.clauseOf(quantity.at);
  const near = reading.tokens.slice(Math.max(from, quantity.first - 9), Math.min(to + 1, quantity.last + 4));
  const said = new Set(near.map(({ text }) => text));
  const after = reading.tokens.slice(quantity.last + 1, quantity.last + 3).map(({ text }) => text);
  const mean = [...said].some((word) => meanWords.has(word));
  return {
    each:
      said.has('both') ||
      said.has('every') ||
      after.includes('each') ||
      after.includes('apiece') ||
      said.has('tied'),
    median: reading.tokens.slice(from, to + 1).some(({ text }) => text === 'median' || text === 'medians'),
    mean,
    plain: [...said].some((word) => plainMeanWords.has(word)),
  };
}

/** Everything that a figure of a subject can be, the likeliest first. */
export function* valueCandidates(
  subject: Subject,
  metrics: readonly Metric[],
  unit: Unit | undefined,
  aggregation: Aggregation,
): Generator<Candidate> {
  for (const metric of metrics) {
    const one = function* (
      kind: 'total' | 'median' | 'mean',
      figure: number | undefined,
    ): Generator<Candidate> {
      const actual = figure === undefined ? undefined : inUnit(figure, metric, unit);
      if (actual !== undefined && figure !== undefined) {
        yield { basis: { kind, metric, subject, figure }, actual: [actual] };
      }
    };
    if (aggregation.median) {
      yield* one('median', middleOf(figuresOf(subject.rows, metric)));
      const withFactor = subject.rows.filter(({ leverageFactor }) => leverageFactor !== undefined);
      yield* one('median', middleOf(figuresOf(withFactor, metric)));
      yield* one('median', middleOf(subject.rows.map((row) => figureOf(row, metric) ?? 0)));
      continue;
    }
    const isFactor = metric === 'leverage' || metric === 'supervisory';
    if (aggregation.each) {
      yield* eachOf(subject, metric, unit);
    }
    yield* one('total', sumFigureOf(subject, metric));
    if (metric === 'humanHours' && subject.rows.some(({ task }) => isDropped(task))) {
      // Work that was dropped counts nothing; a text may still say what it was estimated at.
      yield* one('total', sumHours(subject.rows.map(({ task }) => task.estimate?.hours ?? 0)));
    }
    if (aggregation.mean && (!isFactor || aggregation.plain)) {
      yield* one('mean', meanOf(figuresOf(subject.rows, metric)));
    }
    if (!aggregation.each && areAlike(subject.rows, metric)) {
      yield* eachOf(subject, metric, unit);
    }
  }
}

/** Each row's figure, which all have to agree. */
function* eachOf(subject: Subject, metric: Metric, unit: Unit | undefined): Generator<Candidate> {
  const figures = figuresOf(subject.rows, metric);
  const actual = [...new Set(figures)].flatMap((figure) => inUnit(figure, metric, unit) ?? []);
  const [figure] = figures;
  if (subject.rows.length > 1 && figure !== undefined && actual.length > 0) {
    yield { basis: { kind: 'each', metric, subject, figure }, actual };
  }
}

function areAlike(rows: readonly RecordRow[], metric: Metric): boolean {
  const [first] = rows;
  const figure = first === undefined ? undefined : figureOf(first, metric);
  return rows.length > 1 && figure !== undefined && rows.every((row) => figureOf(row, metric) === figure);
}

/** A part's share of the day, in percent. */
export function shareCandidates(
  subject: Subject,
  metrics: readonly Metric[],
  { all }: ProseRecord,
): Candidate[] {
  return metrics.flatMap((metric) => {
    const [part, whole] = [sumFigureOf(subject, metric), sumFigureOf(all, metric)];
    const isSum = metric !== 'leverage' && metric !== 'supervisory';
    if (!isSum || part === undefined || whole === undefined || whole === 0) {
      return [];
    }
    const figure = (part * 100) / whole;
    return [{ basis: { kind: 'share' as const, metric, subject, figure }, actual: [figure] }];
  });
}

/** The differences of two subjects' figures, in the figure's unit or in percent. Printed figures may be subtracted, too. */
export function differenceCandidates(
  pairs: readonly (readonly [Subject, Subject])[],
  metrics: readonly Metric[],
  unit: Unit | undefined,
): Candidate[] {
  return pairs.flatMap(([from, to]) =>
    metrics.flatMap((metric): Candidate[] => {
      const [before, after] = [sumFigureOf(from, metric), sumFigureOf(to, metric)];
      if (before === undefined || after === undefined) {
        return [];
      }
      if (unit === 'percent') {
        const figure = before === 0 ? undefined : ((after - before) * 100) / before;
        return figure === undefined
          ? []
          : [{ basis: { kind: 'change', metric, from, to, figure }, actual: [Math.abs(figure)] }];
      }
      const figure = after - before;
      const exact = inUnit(Math.abs(figure), metric, unit === 'points' ? 'factor' : unit);
      const printed = inUnit(
        Math.abs(tenth(after) - tenth(before)),
        metric,
        unit === 'points' ? 'factor' : unit,
      );
      const basis = { kind: 'difference' as const, metric, from, to, figure };
      return [exact, printed].flatMap((actual) =>
        actual === undefined ? [] : [{ basis, actual: [actual] }],
      );
    }),
  );
}

function tenth(figure: number): number {
  return Math.round(figure * 10) / 10;
}

/** The ends of the rows' figures. */
export function rangeOf(
  rows: readonly RecordRow[],
  metric: Metric,
  unit: Unit | undefined,
): readonly [number, number] | undefined {
  const figures = figuresOf(rows, metric).flatMap((figure) => inUnit(figure, metric, unit) ?? []);
  return figures.length === 0 ? undefined : [smallest(figures), largest(figures)];
}
