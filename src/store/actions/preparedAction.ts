import type { Change, Entity } from '../../core/task/change';
import { applied, inverse, isComplete, latestStamp, type EntityState } from '../../core/journal/entityState';
import { checkedOperation, keepingUnknown, type Operation } from '../../core/journal/operation';
import {
  clockOf,
  formatStamp,
  isAheadOfBelief,
  later,
  ticked,
  type HybridClock,
} from '../../core/journal/stamp';
import { UnstorableError } from '../../core/userError';
import { actionLimits, encodeLine, lineLimit } from '../journal/journalLine';
import type { StateChange } from '../database/recordDatabase';

/** A user action ready to be written. */
export interface PreparedAction {
  readonly operations: readonly Operation[];
  readonly inverse: readonly Change[];
  readonly text: string;
}

/** Stamps changes, one action after the other, as if all previous ones had been stored. */
export class ActionPreparation {
  readonly #states = new Map<string, StateChange>();
  #ordinal: number;

  /** @param linesBefore how many lines this writer has prepared so far */
  constructor(
    readonly writer: string,
    readonly now: number,
    public clock: HybridClock,
    readonly stored: (entity: Entity, id: string) => EntityState,
    linesBefore = 0,
  ) {
    this.#ordinal = linesBefore;
  }

  get linesPrepared(): number {
    return this.#ordinal;
  }

  /** @throws {UnstorableError} if a change is invalid; the preparation is then as before. */
  prepare(changes: readonly Change[]): PreparedAction {
    const steps = this.steps(changes);
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        return step.value;
      }
    }
  }

  /** The same, one change at a time: an action can be long. Nothing else may be prepared before the last step. */
  *steps(changes: readonly Change[]): Generator<undefined, PreparedAction> {
    const states = new Map<string, StateChange>();
    const operations: Operation[] = [];
    const back: (readonly Change[])[] = [];
    if (changes.length > actionLimits.operations) {
      throw tooLarge(`${changes.length.toLocaleString('en-US')} changes`);
    }
    for (const change of changes) {
      const key = `${change.entity} ${change.id}`;
      const earlier = states.get(key) ?? this.#states.get(key);
      const before = earlier?.after ?? this.stored(change.entity, change.id);
      const operation = this.#operation(change, before);
      const after = applied(before, operation);
      if (change.kind === 'set' && !isComplete(change.entity, after.fields)) {
        throw new UnstorableError(
          `This ${change.entity} doesn't exist here, so it can't be changed. Nothing was stored.`,
        );
      }
      states.set(key, { entity: change.entity, id: change.id, before: earlier?.before ?? before, after });
      operations.push(operation);
      back.push(inverse(change, before));
      yield;
    }
    const lines = yield* this.#lines(operations);
    this.#ordinal += lines.length;
    for (const [key, state] of states) {
      this.#states.set(key, state);
    }
    return { operations, inverse: back.toReversed().flat(), text: lines.join('') };
  }

  /** The states that result from all actions prepared so far. */
  stateChanges(): readonly StateChange[] {
    return [...this.#states.values()];
  }

  *#lines(operations: readonly Operation[]): Generator<undefined, readonly string[]> {
    const lines: string[] = [];
    let characters = 0;
    for (const [index, operation] of operations.entries()) {
      const line = encodeLine(operation, operations.length - 1 - index, this.#ordinal + index + 1);
      if (line.length * 3 > lineLimit && Buffer.byteLength(line) > lineLimit) {
        throw new UnstorableError('This entry is too long to be stored. Shorten its text and try again.');
      }
      characters += line.length;
      if (characters > actionLimits.characters) {
        throw tooLarge(`more than ${actionLimits.characters / 1024 / 1024} MB`);
      }
      lines.push(line);
      yield;
    }
    return lines;
  }

  /** Refuses, before it is acknowledged, whatever readers would leave out. */
  #operation(change: Change, before: EntityState): Operation {
    const { entity, id, kind } = change;
    const entry = checkedOperation({
      stamp: this.#stampAfter(latestStamp(before)),
      entity,
      id,
      kind,
      fields: kind === 'set' ? keepingUnknown(entity, change.fields, before.fields) : {},
    });
    if (!entry.ok) {
      throw new UnstorableError(`The new entry ${entry.problem}. Nothing was stored.`);
    }
    if (entry.value.operation === undefined) {
      throw new UnstorableError(`An entity of kind ${entity} can't be stored. Nothing was stored.`);
    }
    return entry.value.operation;
  }

  /** Later than what it changes, even if that was dated by a clock too far ahead to be believed. */
  #stampAfter(latest: string): string {
    if (latest !== '' && isAheadOfBelief(latest, this.now)) {
      return formatStamp(ticked(clockOf(latest), this.now), this.writer);
    }
    this.clock = ticked(latest === '' ? this.clock : later(this.clock, clockOf(latest)), this.now);
    return formatStamp(this.clock, this.writer);
  }
}

function tooLarge(size: string): UnstorableError {
  return new UnstorableError(
    `This would store ${size} at once, which is too much for one step. Nothing was stored. Split it up, for example into one file per year.`,
  );
}
