import type { IndexedDay, IndexedTask } from './historyIndex';
import type { LeaderMeasure, LeaderOrder } from './historyQuery';
import type { PassingDay } from './passing';

/** A task with its place among others by one figure. */
export interface Leader {
  readonly indexed: IndexedTask;
  /** From the highest: equal figures have equal ranks, and the next has as many before it. Undefined without the figure. */
  readonly rank: number | undefined;
}

/**
 * The tasks of some days by a figure: those with it from the highest (or the lowest) on, equal ones as they were
 * closed, then those without it.
 */
export class Leaderboard {
  private readonly ranked: readonly IndexedTask[];
  private readonly having: number;

  /** @param sorted all tasks, by `sortedBy` */
  constructor(
    sorted: readonly IndexedTask[],
    days: readonly PassingDay[],
    private readonly by: LeaderMeasure,
    private readonly order: LeaderOrder,
  ) {
    this.ranked = only(days, sorted);
    this.having = this.ranked.length - countLast(this.ranked, (task) => task[by] === undefined);
  }

  get count(): number {
    return this.ranked.length;
  }

  /** The rows of a place, fewer at the end. */
  rows(from: number, count: number): readonly Leader[] {
    const end = Math.min(from + count, this.count);
    const found: Leader[] = [];
    for (let place = from; place < end; place += 1) {
      const at = this.order === 'highest' || place >= this.having ? place : this.having - 1 - place;
      const indexed = this.ranked[at];
      if (indexed !== undefined) {
        found.push({ indexed, rank: at < this.having ? this.rankAt(at) : undefined });
      }
    }
    return found;
  }

  private rankAt(place: number): number {
    const figure = this.ranked[place]?.[this.by];
    let [low, high] = [0, place];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.ranked[middle]?.[this.by] === figure) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low + 1;
  }
}

function only(days: readonly PassingDay[], sorted: readonly IndexedTask[]): readonly IndexedTask[] {
  if (days.reduce((count, { tasks }) => count + tasks.length, 0) === sorted.length) {
    return sorted;
  }
  const shown = new Set<IndexedTask>();
  for (const { tasks } of days) {
    tasks.forEach((task) => shown.add(task));
  }
  return sorted.filter((task) => shown.has(task));
}

/** All tasks by a figure, highest first, those without it last; equal ones as they were closed. */
export function sortedBy(days: readonly IndexedDay[], by: LeaderMeasure): readonly IndexedTask[] {
  const tasks = days.flatMap((each) => each.tasks);
  const figures = Float64Array.from(tasks, (task) => task[by] ?? Number.NEGATIVE_INFINITY);
  const places = Uint32Array.from(tasks, (_, place) => place);
  places.sort((a, b) => {
    const [first, second] = [figures[a] ?? 0, figures[b] ?? 0];
    return first === second ? a - b : second - first;
  });
  return Array.from(places, (place) => tasks[place]).filter((task) => task !== undefined);
}

/** How many at the end are such. */
function countLast<Item>(items: readonly Item[], isSuch: (item: Item) => boolean): number {
  const last = items.findLastIndex((item) => !isSuch(item));
  return items.length - 1 - last;
}
