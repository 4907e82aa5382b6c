import { HourSum } from './factor';

/** The figures of a task as they are summed up: a task without an estimate, or whose work was dropped, has 0 hours. */
export interface CountedFigures {
  readonly humanHours: number;
  readonly aiMinutes: number;
  readonly supervisoryMinutes: number;
  /** Undefined if none were recorded. */
  readonly tokens: number | undefined;
}

/** The sums over tasks while they are gone through; the same in any order. */
export class RunningTotals implements CountedFigures {
  private readonly hours = new HourSum();
  private count = 0;
  private ai = 0;
  private supervisory = 0;
  private tokenSum: number | undefined;

  add(task: CountedFigures): void {
    this.addSums(task, 1);
  }

  /** Takes in sums of other tasks. */
  addSums({ humanHours, aiMinutes, supervisoryMinutes, tokens }: CountedFigures, tasks: number): void {
    this.count += tasks;
    this.hours.add(humanHours);
    this.ai += aiMinutes;
    this.supervisory += supervisoryMinutes;
    this.tokenSum = tokens === undefined ? this.tokenSum : (this.tokenSum ?? 0) + tokens;
  }

  get tasks(): number {
    return this.count;
  }

  get humanHours(): number {
    return this.hours.hours;
  }

  get aiMinutes(): number {
    return this.ai;
  }

  get supervisoryMinutes(): number {
    return this.supervisory;
  }

  get tokens(): number | undefined {
    return this.tokenSum;
  }
}
