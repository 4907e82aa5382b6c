import type { ToolKind } from './observation';

interface PendingTool {
  readonly tool: ToolKind;
  readonly limit: Limit | undefined;
}

interface Limit {
  readonly ms: number;
  isOver: boolean;
}

/** Calls without a result, indexed so that their combined meaning is known at once, however many there are. */
export class PendingTools {
  private readonly byId = new Map<number, PendingTool>();
  private readonly counts = new Map<ToolKind, number>();
  /** A heap, shortest first; finished calls are dropped when they come up. */
  private readonly limits: Limit[] = [];

  get size(): number {
    return this.byId.size;
  }

  has(id: number): boolean {
    return this.byId.has(id);
  }

  /** How many calls of that kind are pending. */
  of(tool: ToolKind): number {
    return this.counts.get(tool) ?? 0;
  }

  add(id: number, tool: ToolKind, limitMs: number | undefined): void {
    this.delete(id);
    const limit = limitMs === undefined ? undefined : { ms: limitMs, isOver: false };
    this.byId.set(id, { tool, limit });
    this.counts.set(tool, this.of(tool) + 1);
    if (limit) {
      this.limits.push(limit);
      this.rise(this.limits.length - 1);
    }
  }

  delete(id: number): void {
    const known = this.byId.get(id);
    if (known) {
      this.byId.delete(id);
      this.counts.set(known.tool, this.of(known.tool) - 1);
      if (known.limit) {
        known.limit.isOver = true;
      }
    }
  }

  /** The shortest run time that any of them states; infinite if none does. */
  shortestLimitMs(): number {
    while (this.limits[0]?.isOver) {
      const last = this.limits.pop();
      if (last && this.limits.length > 0) {
        this.limits[0] = last;
        this.sink();
      }
    }
    return this.limits[0]?.ms ?? Number.POSITIVE_INFINITY;
  }

  private rise(from: number): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >>> 1;
      if (this.msAt(above) <= this.msAt(at)) {
        return;
      }
      this.swap(above, at);
      at = above;
    }
  }

  private sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const least = this.msAt(left + 1) < this.msAt(left) ? left + 1 : left;
      if (this.msAt(least) >= this.msAt(at)) {
        return;
      }
      this.swap(least, at);
      at = least;
    }
  }

  private msAt(index: number): number {
    return this.limits[index]?.ms ?? Number.POSITIVE_INFINITY;
  }

  private swap(a: number, b: number): void {
    const first = this.limits[a];
    const second = this.limits[b];
    if (first && second) {
      this.limits[a] = second;
      this.limits[b] = first;
    }
  }
}
