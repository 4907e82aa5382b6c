import type { TrackerState, TypingBurst } from '../../core/tracker/trackerState';

/**
 * Keys of one burst that the tracker need not observe one by one: as long as nothing else happens, only the last of
 * them counts. The tracker observes the first key in each whole second of the burst, which is all that is shown of it
 * and shorter than any pause that ends one.
 */
export class TypingRun {
  private document: string | undefined;
  private from = 0;
  private until = 0;
  private lastAt: number | undefined;

  /** Restarts after each observation; `typing` null: nothing is being typed. */
  begin({ at, typing }: Pick<TrackerState, 'at' | 'typing'>): void {
    this.document = typing?.document;
    this.lastAt = undefined;
    if (typing !== null) {
      this.from = Math.max(at, typing.lastAt);
      this.until = typing.start + (wholeSeconds(typing) + 1) * 1000;
    }
  }

  /** No key is taken before the tracker has observed something. */
  end(): void {
    this.document = undefined;
    this.lastAt = undefined;
  }

  /** @returns whether the key only carries the burst on; otherwise the tracker has to observe it. */
  takes(document: string, at: number): boolean {
    if (document !== this.document || at < this.from || at >= this.until) {
      return false;
    }
    this.from = at;
    this.lastAt = at;
    return true;
  }

  /** The last key that the tracker does not know of. */
  get lastKeyAt(): number | undefined {
    return this.lastAt;
  }
}

/** Whole seconds from the first to the last key of a burst. */
export function wholeSeconds({ start, lastAt }: TypingBurst): number {
  return Math.floor((lastAt - start) / 1000);
}
