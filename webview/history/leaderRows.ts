import type { HistoryState, LeaderView } from '../../src/core/page/historyProtocol';

/** As many as the extension sends at once. */
const slice = 200;

/** Asks for further rows of the leaderboard. */
export type AskForRows = (revision: number, from: number) => void;

/** The rows of the leaderboard that are here: its first ones, and those that were scrolled to since. */
export class LeaderRows {
  count = 0;
  private revision = -1;
  private readonly rows = new Map<number, LeaderView>();
  private readonly asked = new Set<number>();

  constructor(private readonly ask: AskForRows) {}

  /** Begins again with the first rows of a state. */
  start({ revision, leaderboard }: Pick<HistoryState, 'revision' | 'leaderboard'>): void {
    this.revision = revision;
    this.count = leaderboard.count;
    this.rows.clear();
    this.asked.clear();
    leaderboard.rows.forEach((row, index) => this.rows.set(index, row));
  }

  /** @returns whether they are of the shown state */
  add(revision: number, from: number, rows: readonly LeaderView[]): boolean {
    if (revision !== this.revision) {
      return false;
    }
    rows.forEach((row, index) => this.rows.set(from + index, row));
    return true;
  }

  /** @returns undefined if it isn't here yet */
  at(index: number): LeaderView | undefined {
    return this.rows.get(index);
  }

  /** Asks for what is missing in [from, to), each slice once. */
  need(from: number, to: number): void {
    for (let index = from; index < Math.min(to, this.count); index += 1) {
      const start = index - (index % slice);
      if (!this.rows.has(index) && !this.asked.has(start)) {
        this.asked.add(start);
        this.ask(this.revision, start);
      }
    }
  }
}

/** The rows to draw: those in sight and some around them. */
export function rowsInSight(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
): { readonly from: number; readonly to: number } {
  const around = 6;
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight);
  const from = Math.max(0, Math.min(first, count) - around);
  const to = Math.min(count, first + Math.ceil(height / rowHeight) + around);
  return { from, to: Math.max(from, to) };
}
