import type { Change } from '../../core/task/change';
import { entityFieldNames } from '../../core/journal/operation';
import type { RecordStore } from '../../core/record/recordStore';
import type { Task } from '../../core/task/task';
import { digestOf, type KeptAction } from './undoLog';

type AskedStore = Pick<RecordStore, 'tasksById' | 'session' | 'sessionsOfTasks'>;

/** Entities by change, of which an action may have thousands. */
type Found = (change: Change) => object | undefined;

/** Why an action can't simply be undone; `back` if nothing is left of it. */
export type Standing =
  | { readonly kind: 'as it was left' }
  | { readonly kind: 'back' }
  | { readonly kind: 'changed'; readonly what: string };

/** @param changes that were made, as the store returned them. */
export function undoableAction(
  label: string,
  changes: readonly Change[],
  inverse: readonly Change[],
  store: AskedStore,
): KeptAction {
  // New tasks are known without reading each of the thousands that a file can contain.
  const made = new Map(
    changes.flatMap((change) =>
      change.kind === 'set' ? [[keyOf(change), { ...change.fields, id: change.id }] as const] : [],
    ),
  );
  const isKnown = (change: Change): boolean => {
    // Only something new is undone by deleting it.
    const values = change.kind === 'delete' ? made.get(keyOf(change)) : undefined;
    return values !== undefined && entityFieldNames[change.entity].every((name) => name in values);
  };
  const found = foundIn(
    store,
    inverse.filter((change) => !isKnown(change)),
  );
  const left = inverse.map((change) =>
    digestOfLeft(change, isKnown(change) ? made.get(keyOf(change)) : found(change)),
  );
  return { label, inverse: [...inverse], left };
}

export function standingOf({ inverse, left }: KeptAction, store: AskedStore): Standing {
  const found = foundIn(store, inverse);
  if (inverse.every((change) => isDone(change, found(change)))) {
    return { kind: 'back' };
  }
  const changed = inverse.find((change, index) => {
    const then = left[index] ?? null;
    return then !== null && then !== digestOfLeft(change, found(change));
  });
  const what = changed ?? workedOnSince(inverse, store);
  return what === undefined ? { kind: 'as it was left' } : { kind: 'changed', what: nameOf(what, store) };
}

/** Nobody edits spans and folders by hand, so their old values don't matter. */
function digestOfLeft(change: Change, found: object | undefined): string | null {
  return change.entity === 'span' || change.entity === 'folder'
    ? null
    : digestOf(writtenValues(change, found));
}

/** The current values of the fields that a change would write; null if there is no such entity. */
function writtenValues(change: Change, found: object | undefined): unknown {
  if (found === undefined) {
    return null;
  }
  return change.kind === 'set'
    ? Object.fromEntries(Object.entries(found).filter(([name]) => name in change.fields))
    : found;
}

function foundIn(store: AskedStore, changes: readonly Change[]): Found {
  const ids = changes.filter(({ entity }) => entity === 'task').map(({ id }) => id);
  const tasks = ids.length === 0 ? new Map<string, Task>() : store.tasksById(ids);
  return ({ entity, id }) =>
    entity === 'task' ? tasks.get(id) : entity === 'session' ? store.session(id) : undefined;
}

/** Whether a change would have no effect. Spans follow their sessions. */
function isDone(change: Change, found: object | undefined): boolean {
  if (change.entity === 'span' || change.entity === 'folder') {
    return true;
  }
  if (change.kind !== 'set') {
    return (found === undefined) === (change.kind === 'delete');
  }
  return found !== undefined && digestOf(writtenValues(change, found)) === digestOf(change.fields);
}

/** @returns the deletions of tasks that have sessions by now, whose time would be lost. */
function workedOnSince(inverse: readonly Change[], store: AskedStore): Change | undefined {
  const own = new Set(inverse.map(({ id }) => id));
  const deletions = new Map(
    inverse.flatMap((change) =>
      change.entity === 'task' && change.kind === 'delete' ? [[change.id, change] as const] : [],
    ),
  );
  const other = store.sessionsOfTasks([...deletions.keys()]).find(({ id }) => !own.has(id));
  return deletions.get(other?.taskId ?? '');
}

function keyOf({ entity, id }: Change): string {
  return `${entity} ${id}`;
}

function nameOf(change: Change, store: AskedStore): string {
  const task = change.entity === 'task' ? store.tasksById([change.id]).get(change.id) : undefined;
  return task === undefined ? `a ${change.entity} that is gone now` : `“${task.title.slice(0, 60)}”`;
}
