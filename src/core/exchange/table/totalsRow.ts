import { isNamedTotals, startsLikeTotals } from './totalsWords';

export interface TotalsFigures {
  readonly hours: number | undefined;
  readonly aiMinutes: number | undefined;
  readonly supervisoryMinutes: number | undefined;
}

export type RowKind = 'task' | 'totals' | 'doubtful';

/** Sums of the rows above, since the beginning and since the last totals row. */
export class SumsAbove {
  #all: Sums = nothing;
  #part: Sums = nothing;

  add(figures: TotalsFigures): void {
    this.#all = plus(this.#all, figures);
    this.#part = plus(this.#part, figures);
  }

  /**
   * @param isNumbered a numbered row is a task, whatever its label
   * @param figuresOf asked only of a row that may be one of totals
   */
  kindOf(label: string, isNumbered: boolean, figuresOf: () => TotalsFigures): RowKind {
    if (isNumbered || !startsLikeTotals(label)) {
      return 'task';
    }
    const figures = figuresOf();
    const isSum = [this.#all, this.#part].some((sums) => isSumOrMean(sums, figures));
    if (isSum) {
      this.#part = nothing;
      return 'totals';
    }
    if (!isNamedTotals(label)) {
      return 'task';
    }
    return figures.hours === undefined && figures.aiMinutes === undefined ? 'totals' : 'doubtful';
  }
}

interface Sums {
  readonly rows: number;
  readonly hours: number;
  readonly aiMinutes: number;
  readonly supervisoryMinutes: number;
}

const nothing: Sums = { rows: 0, hours: 0, aiMinutes: 0, supervisoryMinutes: 0 };

function plus(sums: Sums, figures: TotalsFigures): Sums {
  return {
    rows: sums.rows + 1,
    hours: sums.hours + (figures.hours ?? 0),
    aiMinutes: sums.aiMinutes + (figures.aiMinutes ?? 0),
    supervisoryMinutes: sums.supervisoryMinutes + (figures.supervisoryMinutes ?? 0),
  };
}

function isSumOrMean(sums: Sums, figures: TotalsFigures): boolean {
  if (sums.rows === 0) {
    return false;
  }
  const pairs = [
    [figures.hours, sums.hours],
    [figures.aiMinutes, sums.aiMinutes],
    [figures.supervisoryMinutes, sums.supervisoryMinutes],
  ] as const;
  const given = pairs.filter(([printed]) => printed !== undefined);
  const all = (divisor: number) =>
    given.every(
      ([printed, sum]) =>
        Math.abs((printed ?? 0) - sum / divisor) <= Math.max(0.051, (sum / divisor) * 0.001),
    );
  return given.length > 0 && (all(1) || (sums.rows > 1 && all(sums.rows)));
}
