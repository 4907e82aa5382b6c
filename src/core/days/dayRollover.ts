import type { CurrentDay } from './currentDay';
import type { LocalDay } from './day';
import { Listeners } from '../listeners';
import type { Clock, Disposable } from '../ports';
import type { Interval } from '../task/span';

export interface DayTurnPorts {
  readonly today: Pick<CurrentDay, 'around'>;
  readonly clock: Clock;
  /** Calls once, unless disposed before. */
  readonly after: (ms: number, work: () => void) => Disposable;
}

/** A timer that sleeps with the machine, or whose clock was set, is late by no more than this. */
const longestWaitMs = 60_000;
/** Timers may come a little early. */
const shortestWaitMs = 1000;

/** Tells when today is another day, also while nothing else happens: at its end, or once days are counted otherwise. */
export class DayRollover implements Disposable {
  private readonly listeners = new Listeners();
  /** The day that everybody was told of last; undefined until somebody looks. */
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

  /** Somebody shows today. Not before: the first question about a time zone loads all of the calendar. */
  watch(): void {
    if (this.told === undefined) {
      this.look();
    }
  }

  /** Days may be counted otherwise from now on. */
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
