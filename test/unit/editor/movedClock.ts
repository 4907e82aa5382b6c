/** A clock that is moved by hand, and its timers. */
export class MovedClock {
  private ms = 0;
  private readonly timers = new Set<{ readonly at: number; readonly work: () => void }>();

  readonly now = (): number => this.ms;

  readonly after = (ms: number, work: () => void) => {
    const timer = { at: this.ms + ms, work };
    this.timers.add(timer);
    return { dispose: () => void this.timers.delete(timer) };
  };

  /** Each timer runs at its time, also one that another began. */
  move(ms: number): void {
    const end = this.ms + ms;
    for (;;) {
      const next = [...this.timers].sort((a, b) => a.at - b.at).find(({ at }) => at <= end);
      if (next === undefined) {
        break;
      }
      this.timers.delete(next);
      this.ms = next.at;
      next.work();
    }
    this.ms = end;
  }
}
