import { dayNumber } from '../days/dayNumbers';
import { byDay } from '../record/pastTask';
import type { HistoryReads } from '../record/recordStore';
import type { HistoryIndex } from './historyIndex';

/** As many tasks as are read in a few milliseconds. */
const tasksAStep = 120;

/** Days that are read together. */
interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly days: readonly string[];
}

/** Takes the record into an index, and later what changed of it, in steps that keep nobody waiting. */
export class HistoryReader {
  private mark: number | undefined;
  private waiting: readonly Stretch[] = [];
  private total = 0;

  constructor(
    private readonly store: HistoryReads,
    private readonly index: HistoryIndex,
    /** What may be shown. */
    private readonly isShown: (task: { readonly private: boolean }) => boolean = () => true,
  ) {}

  /** How many days are read, and of how many; undefined once all are. */
  get progress(): { readonly days: number; readonly of: number } | undefined {
    const left = this.waiting.reduce((count, { days }) => count + days.length, 0);
    return left === 0 ? undefined : { days: this.total - left, of: this.total };
  }

  /** Reads a part of what is new. @returns whether there is more */
  step(): boolean {
    if (this.waiting.length === 0) {
      this.look();
    }
    const [next, ...rest] = this.waiting;
    if (next !== undefined) {
      this.read(next);
      this.waiting = rest;
    }
    return rest.length > 0;
  }

  /** Reads all that is new. */
  readAll(): void {
    let more = true;
    while (more) {
      more = this.step();
    }
  }

  /** Finds out what there is to read. */
  private look(): void {
    const { mark, days } = this.store.changedDays(this.mark);
    this.mark = mark;
    const sums = this.store.daySums();
    if (days === undefined) {
      this.index.clear();
    }
    const counts = new Map(sums.map(({ day, tasks }) => [day, tasks]));
    const asked = days === undefined ? [...counts.keys()] : [...days].sort();
    this.waiting = stretchesOf(asked, counts, days === undefined);
    this.total = asked.length;
  }

  private read({ from, to, days }: Stretch): void {
    const read = byDay(this.store.pastTasks(from, to).filter(this.isShown));
    for (const day of days) {
      this.index.put(day, read.get(day) ?? []);
    }
  }
}

/** @param isWhole whether all recorded days are asked for, so that nothing lies between them */
function stretchesOf(
  days: readonly string[],
  counts: ReadonlyMap<string, number>,
  isWhole: boolean,
): readonly Stretch[] {
  const found: { from: string; to: string; days: string[]; tasks: number }[] = [];
  for (const day of days) {
    const last = found.at(-1);
    const tasks = counts.get(day) ?? 0;
    const isNext = last !== undefined && (isWhole || dayNumber(last.to) + 1 === dayNumber(day));
    if (last !== undefined && isNext && last.tasks + tasks <= tasksAStep) {
      last.to = day;
      last.days.push(day);
      last.tasks += tasks;
    } else {
      found.push({ from: day, to: day, days: [day], tasks });
    }
  }
  return found;
}
