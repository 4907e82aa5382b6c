import { scaleLinear, scaleLog } from 'd3-scale';
import { formatCount, formatTotalHours } from '../../src/core/figures/format';
import { largest, smallest } from '../../src/core/figures/extremes';

/** From where on values lie too far apart for the lower ones to be seen on a linear axis. */
const farApart = 30;
const decadesWithSteps = 2;
/** Less is as good as nothing. */
const leastOnLog = 1e-6;

export interface AxisTick {
  readonly at: number;
  readonly text: string;
}

export interface ValueAxis {
  readonly kind: 'linear' | 'log';
  /** @returns the pixel of a value; on a logarithmic axis, 0 and less are at its start */
  readonly at: (value: number) => number;
  readonly ticks: readonly AxisTick[];
}

interface Ends {
  /** In pixels. */
  readonly from: number;
  readonly to: number;
}

/** Logarithmic where the values are far apart and none is 0, else linear from 0. */
export function fittingAxis(values: readonly number[], ends: Ends): ValueAxis {
  const least = smallest(values);
  return least >= leastOnLog && Number.isFinite(least) && largest(values) / least >= farApart
    ? logAxis(values, ends)
    : linearAxis(values, ends);
}

/** From 0 to the largest value or a round one above it. @param whole whether no tick may be a fraction */
export function linearAxis(values: readonly number[], { from, to }: Ends, whole = false): ValueAxis {
  const most = values.length === 0 ? 0 : largest(values);
  const count = Math.abs(to - from) < 100 ? 3 : 4;
  const scale = scaleLinear()
    .domain([0, most > 0 ? most : 1])
    .range([from, to])
    .nice(count);
  const ticks = scale.ticks(count).filter((tick) => !whole || Number.isInteger(tick));
  return {
    kind: 'linear',
    at: (value) => scale(value),
    ticks: ticks.map((tick) => tickOf(tick, scale(tick))),
  };
}

function logAxis(values: readonly number[], { from, to }: Ends): ValueAxis {
  const scale = scaleLog()
    .domain([smallest(values), largest(values)])
    .range([from, to])
    .nice();
  const [low = 1, high = 10] = scale.domain();
  const powers = powersBetween(low, high);
  const steps = powers.length - 1 <= decadesWithSteps ? [1, 2, 5] : [1];
  const most = Math.ceil(powers.length / 6);
  const ticks = powers
    .filter((_, index) => index % most === 0)
    .flatMap((power) => steps.map((step) => power * step))
    .filter((tick) => tick <= high * 1.001);
  return {
    kind: 'log',
    at: (value) => scale(Math.max(value, low)),
    ticks: ticks.map((tick) => tickOf(tick, scale(tick))),
  };
}

function powersBetween(low: number, high: number): number[] {
  const [first, last] = [Math.round(Math.log10(low)), Math.round(Math.log10(high))];
  return Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
}

function tickOf(value: number, at: number): AxisTick {
  return { at, text: axisFigure(value) };
}

/** Short enough for the space next to an axis: `0.01`, `1,000`, `12.5k`, `1M`, `4B`. */
export function axisFigure(value: number): string {
  for (const [unit, sign] of [
    [1e12, 'T'],
    [1e9, 'B'],
    [1e6, 'M'],
    [1e4, 'k'],
  ] as const) {
    if (value >= unit) {
      return `${formatTotalHours(value / (sign === 'k' ? 1e3 : unit))}${sign}`;
    }
  }
  return value >= 100 ? formatCount(value) : formatTotalHours(value);
}
