import type { Log } from '../core/ports';
import type { OrphanedWork, RecordStore, RunningWork } from '../core/recordStore';
import { runningWork, type TrackerState } from '../core/tracker/trackerState';

/** Says what this window measures, and hears what the others do. Never rejects. */
export class Heartbeat {
  /** What the other living windows measured when last asked. */
  others: readonly RunningWork[] = [];
  private next: { readonly work: RunningWork; readonly at: number } | undefined;
  private beating: Promise<void> | undefined;
  private reading = false;

  constructor(
    private readonly store: RecordStore,
    private readonly log: Log,
    private readonly othersChanged: () => void,
  ) {}

  /** One write at a time; of those that had to wait only the newest is written. */
  async beat(state: TrackerState, at: number): Promise<void> {
    this.next = { work: runningWork(state), at };
    this.beating ??= this.writeNewest();
    await this.beating;
  }

  readOthers(now: number): void {
    if (!this.reading) {
      this.reading = true;
      void this.readAndCompare(now);
    }
  }

  async orphans(now: number): Promise<readonly OrphanedWork[]> {
    try {
      return await this.store.claimOrphans(now);
    } catch (error) {
      this.log.warn('Could not look for the work of closed windows.', error);
      return [];
    }
  }

  private async writeNewest(): Promise<void> {
    for (let beat = this.next; beat !== undefined; beat = this.next) {
      this.next = undefined;
      try {
        await this.store.beat(beat.work, beat.at);
      } catch (error) {
        this.log.warn('Could not write the heartbeat.', error);
      }
    }
    this.beating = undefined;
  }

  private async readAndCompare(now: number): Promise<void> {
    try {
      const others = await this.store.workOfOtherWindows(now);
      const changed = JSON.stringify(others) !== JSON.stringify(this.others);
      this.others = others;
      if (changed) {
        this.othersChanged();
      }
    } catch (error) {
      this.log.warn('Could not read what other windows measure.', error);
    } finally {
      this.reading = false;
    }
  }
}
