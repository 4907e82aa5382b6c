import type { Change, Entity } from '../core/change';
import { applied, inverse, isComplete, latestStamp, type EntityState } from '../core/journal/entityState';
import { parseFields, type Operation } from '../core/journal/operation';
import {
  clockOf,
  formatStamp,
  isAheadOfBelief,
  later,
  ticked,
  type HybridClock,
} from '../core/journal/stamp';
import { UnstorableError } from '../core/userError';
import { encodeLine, lineLimit } from './journalLine';
import type { StateChange } from './recordDatabase';

/** A user action ready to be written. */
export interface PreparedAction {
  readonly operations: readonly Operation[];
  readonly inverse: readonly Change[];
  readonly text: string;
}

/** Gives changes their stamps, one action after the other, as if all before had been stored already. */
export class ActionPreparation {
  readonly #states = new Map<string, StateChange>();

  constructor(
    readonly writer: string,
    readonly now: number,
    public clock: HybridClock,
    readonly stored: (entity: Entity, id: string) => EntityState,
  ) {}

  /** @throws {UnstorableError} if a change can't be right; then the preparation is as before. */
  prepare(changes: readonly Change[]): PreparedAction {
    const states = new Map<string, StateChange>();
    const operations: Operation[] = [];
    const back: Change[] = [];
    for (const change of changes) {
      const key = `${change.entity} ${change.id}`;
      const earlier = states.get(key) ?? this.#states.get(key);
      const before = earlier?.after ?? this.stored(change.entity, change.id);
      const operation = this.#operation(change, before);
      const after = applied(before, operation);
      if (change.kind === 'set' && !isComplete(change.entity, after.fields)) {
        throw new UnstorableError(
          `This ${change.entity} is not known here, so it can't be changed. Nothing was stored.`,
        );
      }
      states.set(key, { entity: change.entity, id: change.id, before: earlier?.before ?? before, after });
      operations.push(operation);
      back.unshift(...inverse(change, before));
    }
    const lines = operations.map((operation, index) => encodeLine(operation, operations.length - 1 - index));
    if (lines.some((line) => line.length * 3 > lineLimit && Buffer.byteLength(line) > lineLimit)) {
      throw new UnstorableError('This entry is too long to be stored. Shorten its text and try again.');
    }
    for (const [key, state] of states) {
      this.#states.set(key, state);
    }
    return { operations, inverse: back, text: lines.join('') };
  }

  /** What all actions prepared so far make of what was stored before them. */
  stateChanges(): readonly StateChange[] {
    return [...this.#states.values()];
  }

  #operation(change: Change, before: EntityState): Operation {
    const fields = change.kind === 'set' ? parseFields(change.entity, change.fields) : undefined;
    if (fields !== undefined && !fields.ok) {
      throw new UnstorableError(`What was to be stored ${fields.problem}. Nothing was stored.`);
    }
    const { entity, id, kind } = change;
    return { stamp: this.#stampAfter(latestStamp(before)), entity, id, kind, fields: fields?.value ?? {} };
  }

  /** Later than what it changes, even where that was dated by a clock too far ahead to be followed. */
  #stampAfter(latest: string): string {
    if (latest !== '' && isAheadOfBelief(latest, this.now)) {
      return formatStamp(ticked(clockOf(latest), this.now), this.writer);
    }
    this.clock = ticked(latest === '' ? this.clock : later(this.clock, clockOf(latest)), this.now);
    return formatStamp(this.clock, this.writer);
  }
}
