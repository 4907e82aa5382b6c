/** Work that is done once for all requests of a short while: at most that long after the first of them. */
export class Coalesced {
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param work must not throw */
  constructor(
    private readonly withinMs: number,
    private readonly work: () => void,
  ) {}

  request(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.work();
    }, this.withinMs);
  }

  /** Drops what was requested. */
  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

/** As often as a screen shows something new. */
export const frameMs = 16;
