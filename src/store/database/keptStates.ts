import type { EntityState } from '../../core/journal/entityState';
import type { StateChange } from './recordDatabase';

export type StateKey = Pick<StateChange, 'entity' | 'id'>;

/**
 * The states that this process wrote last: what a window changes is mostly what it has just made or changed, and
 * reading it back from the database takes as long as all else before the write.
 */
export interface KeptStates {
  /** @returns undefined if it isn't kept. */
  state(key: StateKey): EntityState | undefined;
  /** These have just been written, in this order. */
  keep(changes: readonly StateChange[]): void;
  /** It is about to be written, by whatever means. */
  forget(key: StateKey): void;
}

/** Those of a long day; about 1 MB. */
const mostStates = 1_000;

export function keptStates(): KeptStates {
  // In the order in which they were written.
  const states = new Map<string, EntityState>();
  return {
    state: (key) => states.get(textOfKey(key)),
    keep(changes) {
      for (const change of changes.slice(-mostStates)) {
        const key = textOfKey(change);
        states.delete(key);
        states.set(key, change.after);
      }
      for (const key of states.keys()) {
        if (states.size <= mostStates) {
          break;
        }
        states.delete(key);
      }
    },
    forget(key) {
      // There are none while a whole journal is read.
      if (states.size > 0) {
        states.delete(textOfKey(key));
      }
    },
  };
}

/** The same for one entity only. */
export function textOfKey({ entity, id }: StateKey): string {
  return `${entity} ${id}`;
}
