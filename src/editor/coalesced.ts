import { Pace } from '../core/pace';
import type { Disposable } from '../core/ports';
import { after } from './after';

interface Timing {
  /** Milliseconds of a clock that nobody sets. */
  readonly now: () => number;
  readonly after: (ms: number, work: () => void) => Disposable;
}

const realTiming: Timing = { now: () => performance.now(), after };

/** Work that is done once for all requests of a short while. */
export class Coalesced {
  private waiting: Disposable | undefined;
  private readonly pace: Pace;

  /**
   * @param withinMs so long after the first request, unless it was done a moment ago
   * @param work must not throw
   * @param apartMs at least so long between two times
   */
  constructor(
    withinMs: number,
    private readonly work: () => void,
    apartMs = 0,
    private readonly timing = realTiming,
  ) {
    this.pace = new Pace(withinMs, apartMs);
  }

  request(): void {
    this.waiting ??= this.timing.after(this.pace.dueIn(this.timing.now()), () => {
      this.done();
      this.work();
    });
  }

  /** The work was done just now, for whatever was requested too. */
  done(): void {
    this.dispose();
    this.pace.done(this.timing.now());
  }

  /** Drops what was requested. */
  dispose(): void {
    this.waiting?.dispose();
    this.waiting = undefined;
  }
}

/** As often as a screen shows something new. */
export const frameMs = 16;
