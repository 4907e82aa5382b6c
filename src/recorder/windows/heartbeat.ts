import { inBackground } from '../../core/inBackground';
import type { Clock, Disposable, Log } from '../../core/ports';
import type { RecordStore } from '../../core/record/recordStore';
import type { OrphanedWork, RunningWork, WindowRegistry } from '../../core/tracker/windowRegistry';
import { runningWork, type TrackerState } from '../../core/tracker/trackerState';

/** How soon to look again for the heartbeat of a session that another window has just stored. */
const lookAgainMs = 1000;
/** A session without a heartbeat for this long after its start has lost its window. */
const awaitBeatMs = 60_000;

export interface HeartbeatPorts {
  readonly store: Pick<RecordStore, 'openSessions'>;
  readonly windows: WindowRegistry;
  readonly log: Log;
  readonly clock: Clock;
  readonly every: (ms: number, work: () => void) => Disposable;
}

/** Says what this window measures, and hears what the others do. Never rejects. */
export class Heartbeat {
  /** The work of the other living windows when last read. */
  others: readonly RunningWork[] = [];
  private next: { readonly work: RunningWork; readonly at: number } | undefined;
  private beating: Promise<void> | undefined;
  private reading = false;
  private readAgain = false;
  private looking: Disposable | undefined;

  constructor(
    private readonly ports: HeartbeatPorts,
    private readonly othersChanged: () => void,
  ) {}

  /** One write at a time; of those that had to wait only the newest is written. */
  async beat(state: TrackerState, at: number): Promise<void> {
    this.next = { work: runningWork(state), at };
    this.beating ??= this.writeNewest();
    await this.beating;
  }

  readOthers(): void {
    // A read in progress may miss it.
    this.readAgain = this.reading;
    if (!this.reading) {
      this.reading = true;
      inBackground(this.readAndCompare(), this.ports.log, 'Could not read what other windows measure.');
    }
  }

  /**
   * Another window may have stored something. A session and the heartbeat that names it reach the disk one after
   * the other, so a new session without one is looked for again.
   * @param isOwn whether a session is of this window
   */
  storeChanged(isOwn: (sessionId: string) => boolean): void {
    this.readOthers();
    if (this.awaitsBeat(isOwn)) {
      this.looking ??= this.ports.every(lookAgainMs, () => {
        this.readOthers();
        if (!this.awaitsBeat(isOwn)) {
          this.stopLooking();
        }
      });
    }
  }

  dispose(): void {
    this.stopLooking();
  }

  async orphans(now: number): Promise<readonly OrphanedWork[]> {
    try {
      return await this.ports.windows.claimOrphans(now);
    } catch (error) {
      this.ports.log.warn('Could not look for the work of closed windows.', error);
      return [];
    }
  }

  private async writeNewest(): Promise<void> {
    for (let beat = this.next; beat !== undefined; beat = this.next) {
      this.next = undefined;
      try {
        await this.ports.windows.beat(beat.work, beat.at);
      } catch (error) {
        this.ports.log.warn('Could not write the heartbeat.', error);
      }
    }
    this.beating = undefined;
  }

  private async readAndCompare(): Promise<void> {
    try {
      do {
        this.readAgain = false;
        const others = await this.ports.windows.workOfOthers(this.ports.clock());
        const changed = JSON.stringify(others) !== JSON.stringify(this.others);
        this.others = others;
        if (changed) {
          this.othersChanged();
        }
      } while (this.readAgain);
    } catch (error) {
      this.ports.log.warn('Could not read what other windows measure.', error);
    } finally {
      this.reading = false;
    }
  }

  private awaitsBeat(isOwn: (sessionId: string) => boolean): boolean {
    const now = this.ports.clock();
    const named = new Set(this.others.flatMap((work) => work.sessions.map(({ sessionId }) => sessionId)));
    return this.ports.store
      .openSessions()
      .some(({ id, startedAt }) => !isOwn(id) && !named.has(id) && Math.abs(now - startedAt) < awaitBeatMs);
  }

  private stopLooking(): void {
    this.looking?.dispose();
    this.looking = undefined;
  }
}
