import type { CurrentDay } from './currentDay';
import type { LocalDay } from './day';
import { Listeners } from '../listeners';
import type { Clock, Disposable } from '../ports';
import type { Interval } from './interval';

export interface DayTurnPorts {
  readonly today: Pick<CurrentDay, 'around'>;
  readonly clock: Clock;
  /** Calls once, unless disposed before. */
  readonly after: (ms: number, work: () => void) => Disposable;
}

/** A timer delayed by the machine's sleep or a changed clock is late by no more than this. */
const longestWaitMs = 60_000;
/** Timers may come a little early. */
const shortestWaitMs = 1000;

/** Fires when today becomes another day, even while nothing else happens: at its end, or when the counting changes. */
export class DayRollover implements Disposable {
  private readonly listeners = new Listeners();
  /** The day last reported to the listeners; undefined until somebody looks. */
  private told: Interval | undefined;
  private timer: Disposable | undefined;
  private disposed = false;

  constructor(private readonly ports: DayTurnPorts) {}

  /** The local day around now. */
  today(): LocalDay {
    const { today, clock } = this.ports;
    const now = clock();
    this.watch();
    return today.around(now);
  }

  /** Called when somebody shows today. Not before: the first question about a time zone loads the whole calendar. */
  watch(): void {
    if (this.told === undefined) {
      this.look();
    }
  }

  /** Days may be counted differently from now on. */
  countingChanged(): void {
    if (this.told !== undefined) {
      this.look();
    }
  }

  onDidTurn(listener: () => void): Disposable {
    return this.listeners.add(listener);
  }

  dispose(): void {
    this.disposed = true;
    this.timer?.dispose();
    this.listeners.clear();
  }

  private look(): void {
    if (this.disposed) {
      return;
    }
    const { today, clock, after } = this.ports;
    const now = clock();
    const { start, end } = today.around(now);
    const { told } = this;
    this.told = { start, end };
    this.timer?.dispose();
    const waitMs = Math.min(Math.max(end - now, shortestWaitMs), longestWaitMs);
    this.timer = after(waitMs, () => this.look());
    if (told !== undefined && (told.start !== start || told.end !== end)) {
      this.listeners.tell();
    }
  }
}
