import { largest, smallest } from '../../src/core/figures/extremes';
import type { ChartBox } from './chart';
import { pixel } from './drawn';

/** Parallel lines, as a pattern of one line draws them. */
export interface Hatching {
  /** In degrees, clockwise; at 0 they go from top to bottom. */
  readonly angle: number;
  /** Between two lines, in pixels. */
  readonly period: number;
  /** Of one of them from the drawing's origin, across. */
  readonly offset: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The lines within a box as the data of a path: a picture has no patterns, which not every program draws. */
export function hatchPath(box: ChartBox, { angle, period, offset }: Hatching): string {
  const turn = (angle * Math.PI) / 180;
  const across = { x: Math.cos(turn), y: Math.sin(turn) };
  const corners = [
    { x: box.x, y: box.y },
    { x: box.x + box.width, y: box.y },
    { x: box.x, y: box.y + box.height },
    { x: box.x + box.width, y: box.y + box.height },
  ].map((corner) => corner.x * across.x + corner.y * across.y);
  const first = Math.ceil((smallest(corners) - offset) / period);
  const last = Math.floor((largest(corners) - offset) / period);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const at = offset + (first + index) * period;
    return lineWithin(box, { x: at * across.x, y: at * across.y }, { x: -across.y, y: across.x });
  }).join('');
}

/** Empty where the line only touches the box. */
function lineWithin({ x, y, width, height }: ChartBox, through: Point, along: Point): string {
  const [left, right] = steps(through.x, along.x, x, x + width);
  const [top, bottom] = steps(through.y, along.y, y, y + height);
  const [from, to] = [Math.max(left, top), Math.min(right, bottom)];
  const at = (step: number): string =>
    `${pixel(through.x + step * along.x)},${pixel(through.y + step * along.y)}`;
  return to - from < 0.01 ? '' : `M${at(from)}L${at(to)}`;
}

/** How far along a line its place in one direction is between two bounds. */
function steps(start: number, along: number, low: number, high: number): readonly [number, number] {
  if (Math.abs(along) < 1e-9) {
    return start >= low && start <= high
      ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  }
  const [one, other] = [(low - start) / along, (high - start) / along];
  return one < other ? [one, other] : [other, one];
}
