import type { ChartRow, ChartSegment } from './chartRows';

/** A segment by its row and its place in it. */
export interface ChartPlace {
  readonly row: number;
  readonly index: number;
}

export interface Pressed {
  readonly key: string;
  readonly control: boolean;
}

/**
 * Where a key leads in the chart: left and right within a row, up and down to what went on at about the same time,
 * Home and End to the ends of the row or, with Ctrl, of the chart.
 *
 * @returns undefined for keys that lead nowhere
 */
export function moveInChart(
  { key, control }: Pressed,
  from: ChartPlace,
  rows: readonly ChartRow[],
): ChartPlace | undefined {
  const last = (row: number): number => (rows[row]?.segments.length ?? 1) - 1;
  const lastRow = rows.length - 1;
  switch (key) {
    case 'ArrowLeft':
      return { row: from.row, index: Math.max(0, from.index - 1) };
    case 'ArrowRight':
      return { row: from.row, index: Math.min(last(from.row), from.index + 1) };
    case 'ArrowUp':
      return nearest(from, Math.max(0, from.row - 1), rows);
    case 'ArrowDown':
      return nearest(from, Math.min(lastRow, from.row + 1), rows);
    case 'Home':
      return { row: control ? 0 : from.row, index: 0 };
    case 'End':
      return control ? { row: lastRow, index: last(lastRow) } : { row: from.row, index: last(from.row) };
    default:
      return undefined;
  }
}

export function segmentAt(place: ChartPlace, rows: readonly ChartRow[]): ChartSegment | undefined {
  return rows[place.row]?.segments[place.index];
}

/** The place of what was there before the rows were made again; undefined if it is gone. */
export function placeAgain(segment: ChartSegment, rows: readonly ChartRow[]): ChartPlace | undefined {
  return findPlace(
    rows,
    (each) =>
      each.kind === segment.kind &&
      each.start === segment.start &&
      each.agent === segment.agent &&
      each.taskId === segment.taskId,
  );
}

/** The first that is wanted, in the agents' rows rather than in the user's. */
export function findPlace(
  rows: readonly ChartRow[],
  isWanted: (segment: ChartSegment) => boolean,
): ChartPlace | undefined {
  const found = rows.flatMap((each, row) => {
    const index = each.segments.findIndex(isWanted);
    return index < 0 ? [] : [{ row, index }];
  });
  return found.find(({ row }) => rows[row]?.of === 'agents') ?? found[0];
}

function nearest(from: ChartPlace, row: number, rows: readonly ChartRow[]): ChartPlace {
  const here = segmentAt(from, rows);
  const others = rows[row]?.segments ?? [];
  if (row === from.row || here === undefined) {
    return from;
  }
  let best = { index: 0, apart: Number.POSITIVE_INFINITY };
  others.forEach((each, index) => {
    const apart = Math.max(0, each.start - here.end, here.start - each.end);
    if (apart < best.apart) {
      best = { index, apart };
    }
  });
  return { row, index: best.index };
}
