import type { Change, Entity } from '../task/change';
import { entityFieldNames, laterFields, type Fields, type Operation } from './operation';
import type { Stamp } from './stamp';

/**
 * The state that a set of operations gives one entity. Of each field the highest stamp wins, and so for deletion.
 * That makes the fold independent of order, duplicates and anything folded before.
 */
export interface EntityState {
  readonly fields: Fields;
  /** Stamp of each field's last writer; same keys as `fields`. */
  readonly stamps: Readonly<Record<string, Stamp>>;
  readonly deleted: boolean;
  /** Stamp of the last delete or restore; empty before the first. */
  readonly visibilityStamp: Stamp;
}

export const nothingKnown: EntityState = { fields: {}, stamps: {}, deleted: false, visibilityStamp: '' };

/** @returns the same object if the operation says nothing newer. */
export function applied(state: EntityState, operation: Operation): EntityState {
  const { stamp } = operation;
  if (operation.kind !== 'set') {
    return stamp > state.visibilityStamp
      ? { ...state, deleted: operation.kind === 'delete', visibilityStamp: stamp }
      : state;
  }
  const names = Object.keys(operation.fields);
  if (state === nothingKnown && names.length > 0) {
    return {
      ...nothingKnown,
      fields: { ...operation.fields },
      stamps: Object.fromEntries(names.map((name) => [name, stamp])),
    };
  }
  const newer = names.filter((name) => stamp > (state.stamps[name] ?? ''));
  if (newer.length === 0) {
    return state;
  }
  const fields: Record<string, unknown> = { ...state.fields };
  const stamps: Record<string, Stamp> = { ...state.stamps };
  for (const name of newer) {
    fields[name] = operation.fields[name];
    stamps[name] = stamp;
  }
  return { ...state, fields, stamps };
}

/** Whether all fields are known; until then an entity whose operations come in piece by piece is not shown. */
export function isComplete(entity: Entity, fields: Fields): boolean {
  return entityFieldNames[entity].every((name) => name in fields || name in laterFields[entity]);
}

/** The state plus the fields added since its writer's version, as if written before anything else. */
export function withLaterFields(entity: Entity, state: EntityState): EntityState {
  const missing = Object.keys(laterFields[entity]).filter((name) => !(name in state.fields));
  if (missing.length === 0) {
    return state;
  }
  return {
    ...state,
    fields: { ...laterFields[entity], ...state.fields },
    stamps: { ...Object.fromEntries(missing.map((name) => [name, ''])), ...state.stamps },
  };
}

/** The latest stamp that an operation on this entity must exceed to be seen. */
export function latestStamp(state: EntityState): Stamp {
  return Object.values(state.stamps).reduce((a, b) => (a > b ? a : b), state.visibilityStamp);
}

/** Changes that lead back from the state after `change` to `before`; none if it changes nothing. */
export function inverse(change: Change, before: EntityState): readonly Change[] {
  const exists = isComplete(change.entity, before.fields);
  if (change.kind !== 'set') {
    const deletes = change.kind === 'delete';
    return exists && before.deleted !== deletes
      ? [{ entity: change.entity, id: change.id, kind: deletes ? 'restore' : 'delete' }]
      : [];
  }
  if (!exists) {
    return [{ entity: change.entity, id: change.id, kind: 'delete' }];
  }
  const names = Object.keys(change.fields);
  return names.length > 0 ? [settingBack(change, before, names)] : [];
}

function settingBack(change: Change, before: EntityState, names: readonly string[]): Change {
  const { entity, id } = change;
  const earlier = (name: string) => (name in before.fields ? before.fields[name] : laterFields[entity][name]);
  const fields = Object.fromEntries(names.map((name) => [name, earlier(name)]));
  return { entity, id, kind: 'set', fields };
}
