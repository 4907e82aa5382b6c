import { inBackground } from '../../core/inBackground';
import type { Change } from '../../core/task/change';
import type { Log } from '../../core/ports';
import type { RecordStore } from '../../core/record/recordStore';
import { UnstorableError } from '../../core/userError';

interface Action {
  readonly changes: readonly Change[];
  /** Stays first in the queue until it is written; otherwise it is dropped when it fails. */
  readonly keep: boolean;
  readonly settle: (failure: Error | undefined) => void;
}

/** Writes measured changes in order. Changes that the disk refuses are kept in memory and retried: nothing is lost. */
export class ChangeWriter {
  private queue: Action[] = [];
  private draining = false;
  private failed = false;
  private changed = 0;

  constructor(
    private readonly store: Pick<RecordStore, 'append'>,
    private readonly log: Log,
  ) {}

  /** True while measured changes wait because the last write failed. */
  get failing(): boolean {
    return this.failed && this.queue.length > 0;
  }

  /** Changes not yet known to be on disk, oldest first. */
  get pending(): readonly Change[] {
    return this.queue.flatMap(({ changes }) => changes);
  }

  /** Rises with every change of `pending`. */
  get revision(): number {
    return this.changed;
  }

  /** Resolves after the first attempt to write them; they are kept if it fails. Never rejects. */
  async write(changes: readonly Change[]): Promise<void> {
    if (changes.length > 0) {
      await this.enqueue(changes, true);
    }
  }

  /** Drops the changes if they can't be written. @throws what the store threw. */
  async writeOrDrop(changes: readonly Change[]): Promise<void> {
    const failure = await this.enqueue(changes, false);
    if (failure) {
      throw failure;
    }
  }

  /** Tries what waits; resolves when nothing more can be written for now. */
  async flush(): Promise<void> {
    await (this.queue.length > 0 ? this.enqueue([], false) : undefined);
  }

  private enqueue(changes: readonly Change[], keep: boolean): Promise<Error | undefined> {
    return new Promise((resolve) => {
      this.queue.push({ changes, keep, settle: resolve });
      this.changed++;
      inBackground(this.drain(), this.log, 'Measured time could not be written.');
    });
  }

  private async drain(): Promise<void> {
    if (this.draining) {
      return;
    }
    this.draining = true;
    for (let action = this.queue[0]; action !== undefined; action = this.queue[0]) {
      const failure = await (action.keep ? this.attemptAll(action.changes) : this.attempt(action.changes));
      if (failure && action.keep) {
        this.keepForLater(failure);
        break;
      }
      this.queue.shift();
      this.changed++;
      this.failed = false;
      action.settle(failure);
    }
    this.draining = false;
  }

  /** Leaves out changes that can never be stored: they must not hold back the others, nor later ones. */
  private async attemptAll(changes: readonly Change[]): Promise<Error | undefined> {
    const failure = await this.attempt(changes);
    if (!(failure instanceof UnstorableError)) {
      return failure;
    }
    if (changes.length === 1) {
      this.log.error('A measured change can never be stored and is left out.', failure);
      return undefined;
    }
    for (const change of changes) {
      const refused = await this.attemptAll([change]);
      if (refused) {
        return refused;
      }
    }
    return undefined;
  }

  private async attempt(changes: readonly Change[]): Promise<Error | undefined> {
    try {
      await (changes.length > 0 ? this.store.append(changes) : undefined);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** Everyone who waits is answered: what comes later can't be written before the first. */
  private keepForLater(failure: Error): void {
    if (!this.failed) {
      this.log.error('Measured time could not be written. It is kept in memory and tried again.', failure);
    }
    this.failed = true;
    for (const action of this.queue) {
      action.settle(failure);
    }
    this.queue = this.queue.filter(({ keep }) => keep);
    this.changed++;
  }
}
