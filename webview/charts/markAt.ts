import type { Chart } from './chart';

/** Marks that a key leaps over, where no column says how many. */
const leap = 10;

/** The mark that a key leads to. @returns undefined if the key leads nowhere in a chart */
export function markByKey(
  key: string,
  from: number,
  { marks, perColumn }: Pick<Chart, 'marks' | 'perColumn'>,
): number | undefined {
  const to = target(key, from, marks.length - 1, perColumn);
  return to === undefined ? undefined : Math.min(Math.max(to, 0), marks.length - 1);
}

function target(key: string, from: number, last: number, perColumn: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return perColumn > 1 && from + perColumn > last ? from : from + perColumn;
    case 'ArrowLeft':
      return perColumn > 1 && from < perColumn ? from : from - perColumn;
    case 'ArrowDown':
      return from + 1;
    case 'ArrowUp':
      return from - 1;
    case 'PageDown':
      return from + (perColumn > 1 ? 4 * perColumn : leap);
    case 'PageUp':
      return from - (perColumn > 1 ? 4 * perColumn : leap);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** The mark under a point, or the nearest to it. @returns undefined if there is none */
export function markAtPoint(
  { marks }: Pick<Chart, 'marks'>,
  point: { readonly x: number; readonly y: number },
): number | undefined {
  let found: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, { box }] of marks.entries()) {
    const distance = Math.hypot(
      outside(point.x, box.x, box.x + box.width),
      outside(point.y, box.y, box.y + box.height),
    );
    if (distance < least) {
      [found, least] = [index, distance];
    }
  }
  return found;
}

function outside(at: number, from: number, to: number): number {
  return at < from ? from - at : Math.max(0, at - to);
}
