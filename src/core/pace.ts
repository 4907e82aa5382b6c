/** When work is due that is asked for again and again: soon after the first request, and not too soon after the last work. */
export class Pace {
  private doneAt = Number.NEGATIVE_INFINITY;

  /** @param apartMs at least so long between two times of doing the work */
  constructor(
    private readonly soonMs: number,
    private readonly apartMs: number,
  ) {}

  /** Milliseconds from `now`, when the work is asked for, to when it is due. A clock that was set back delays nothing. */
  dueIn(now: number): number {
    return Math.max(this.soonMs, Math.min(this.apartMs, this.doneAt + this.apartMs - now));
  }

  done(now: number): void {
    this.doneAt = now;
  }
}
