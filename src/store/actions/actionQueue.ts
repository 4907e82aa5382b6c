import * as l10n from '@vscode/l10n';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Change } from '../../core/task/change';
import type { Operation } from '../../core/journal/operation';
import { clockAtRest, formatStamp, later, type HybridClock, type Stamp } from '../../core/journal/stamp';
import type { Clock } from '../../core/ports';
import type { Appended, StoreStatus } from '../../core/record/recordStore';
import { UserError } from '../../core/userError';
import { ActionPreparation, type PreparedAction } from './preparedAction';
import type { RecordDatabase } from '../database/recordDatabase';

export interface ActionQueueSettings {
  readonly writer: string;
  readonly now: Clock;
  readonly record: RecordDatabase;
  /** The latest clock seen in the operations of others. */
  readonly seenClock: () => HybridClock;
  /** Resolves when the text is on the disk. */
  readonly write: (text: string) => Promise<void>;
  readonly onStored: (operations: number) => void;
  /** @returns the failure, worded for the user. */
  readonly onFailed: (error: unknown) => Extract<StoreStatus, { kind: 'failing' }>;
}

interface WaitingAction {
  readonly changes: readonly Change[];
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

interface ReadyAction {
  readonly action: WaitingAction;
  readonly prepared: PreparedAction;
}

/** So many changes are prepared, and taken in, without a pause: a millisecond's worth or two. */
const changesAtOnce = 25;
/** So many actions at most wait for the database while others follow them to the disk without a pause. */
const mostUnsettled = 32;

/** Actions that arrive during a write share the next write, and with it one fsync. */
export class ActionQueue {
  readonly #settings: ActionQueueSettings;
  #waiting: WaitingAction[] = [];
  #working: Promise<void> | undefined;
  #clock = clockAtRest;
  #lines = 0;
  #settling: NodeJS.Immediate | undefined;
  #unsettled = 0;
  #closed = false;

  constructor(settings: ActionQueueSettings) {
    this.#settings = settings;
  }

  /** The latest stamp issued, empty before the first. */
  get lastStamp(): Stamp {
    return this.#lines === 0 ? '' : formatStamp(this.#clock, this.#settings.writer);
  }

  append(changes: readonly Change[]): Promise<Appended> {
    if (this.#closed) {
      return Promise.reject(
        new UserError(l10n.t('The record is closed. Reload the window to continue recording.')),
      );
    }
    if (changes.length === 0) {
      return Promise.resolve({ inverse: [] });
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ changes, resolve, reject });
      this.#working ??= this.#work();
    });
  }

  /** Accepts no more actions and waits for pending ones. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#working;
    clearImmediate(this.#settling);
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const actions = this.#waiting;
      this.#waiting = [];
      await this.#store(actions);
    }
    this.#working = undefined;
  }

  async #store(actions: readonly WaitingAction[]): Promise<void> {
    const { record, write, onStored, onFailed } = this.#settings;
    const revision = record.revision;
    const preparation = this.#preparation();
    const ready = await this.#prepared(actions, preparation);
    if (ready.length === 0) {
      return;
    }
    const operations: Operation[] = ready.flatMap(({ prepared }) => prepared.operations);
    try {
      const writing = write(ready.map(({ prepared }) => prepared.text).join(''));
      if (this.#unsettled >= mostUnsettled) {
        this.#settle();
      }
      await writing;
    } catch (error) {
      const { message, nextStep } = onFailed(error);
      for (const { action } of ready) {
        action.reject(new UserError(`${message} ${nextStep}`, { cause: error }));
      }
      return;
    }
    try {
      // Unless something from another writer came in, everything is already computed.
      if (record.revision === revision) {
        const states = preparation.stateChanges();
        record.keep(states);
        if (states.length > changesAtOnce) {
          // Whoever hears of it reads, which would write all of them at once.
          const settling = record.settleSteps();
          while (settling.next().done !== true) {
            await nextTurn();
          }
        }
        this.#settleSoon();
      } else {
        record.apply(operations);
      }
    } catch (error) {
      // Stored but not shown: a bug, or out of memory. The next opening reads it from the journal.
      for (const { action } of ready) {
        action.reject(error);
      }
      return;
    }
    for (const { action, prepared } of ready) {
      action.resolve({ inverse: prepared.inverse });
    }
    onStored(operations.length);
  }

  /**
   * Once nobody waits for the disk any more: the database would take the processor from the thread that writes. Whoever
   * reads earlier isn't affected, since every read settles by itself.
   */
  #settleSoon(): void {
    this.#unsettled += 1;
    this.#settling ??= setImmediate(() => {
      this.#settling = undefined;
      if (this.#working === undefined) {
        this.#settle();
      }
    });
  }

  #settle(): void {
    this.#unsettled = 0;
    this.#settings.record.settle();
  }

  #preparation(): ActionPreparation {
    const { writer, now, record, seenClock } = this.#settings;
    const clock = later(this.#clock, seenClock());
    return new ActionPreparation(writer, now(), clock, (entity, id) => record.state(entity, id), this.#lines);
  }

  async #prepared(
    actions: readonly WaitingAction[],
    preparation: ActionPreparation,
  ): Promise<readonly ReadyAction[]> {
    const ready: ReadyAction[] = [];
    let steps = 0;
    for (const action of actions) {
      try {
        if (action.changes.length > changesAtOnce) {
          // What made it was work as well.
          await nextTurn();
        }
        const preparing = preparation.steps(action.changes);
        let step = preparing.next();
        for (; step.done !== true; step = preparing.next()) {
          steps += 1;
          // The first reading of a long session has thousands of spans.
          if (steps % changesAtOnce === 0) {
            await nextTurn();
          }
        }
        ready.push({ action, prepared: step.value });
      } catch (error) {
        action.reject(error);
      }
    }
    this.#clock = preparation.clock;
    this.#lines = preparation.linesPrepared;
    return ready;
  }
}
