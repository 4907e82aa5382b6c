import type { Change } from '../core/task/change';
import type { RecordStore } from '../core/record/recordStore';
import { digestOf, type KeptAction } from './undoLog';

type AskedStore = Pick<RecordStore, 'task' | 'session' | 'sessionsOfTask'>;

/** Why an action can't simply be taken back; `back` where there is nothing left of it. */
export type Standing =
  | { readonly kind: 'as it was left' }
  | { readonly kind: 'back' }
  | { readonly kind: 'changed'; readonly what: string };

export function undoableAction(label: string, inverse: readonly Change[], store: AskedStore): KeptAction {
  return { label, inverse: [...inverse], left: inverse.map((change) => digestNow(change, store)) };
}

export function standingOf({ inverse, left }: KeptAction, store: AskedStore): Standing {
  if (inverse.every((change) => isDone(change, store))) {
    return { kind: 'back' };
  }
  const changed = inverse.find((change, index) => {
    const then = left[index] ?? null;
    return then !== null && then !== digestNow(change, store);
  });
  const ids = new Set(inverse.map(({ id }) => id));
  const what = changed ?? inverse.find((change) => isWorkedOnSince(change, ids, store));
  return what === undefined ? { kind: 'as it was left' } : { kind: 'changed', what: nameOf(what, store) };
}

/** Undefined values are those of spans and folders, which nobody writes by hand. */
function digestNow(change: Change, store: AskedStore): string | null {
  return change.entity === 'span' || change.entity === 'folder' ? null : digestOf(valuesOf(change, store));
}

/** The fields that a change would write, as they are now; null if there is no such entity. */
function valuesOf(change: Change, store: AskedStore): unknown {
  const found = entityOf(change, store);
  if (found === undefined) {
    return null;
  }
  return change.kind === 'set'
    ? Object.fromEntries(Object.entries(found).filter(([name]) => name in change.fields))
    : found;
}

function entityOf({ entity, id }: Change, store: AskedStore): object | undefined {
  return entity === 'task' ? store.task(id) : entity === 'session' ? store.session(id) : undefined;
}

/** Whether a change would change nothing. Spans follow their sessions. */
function isDone(change: Change, store: AskedStore): boolean {
  if (change.entity === 'span' || change.entity === 'folder') {
    return true;
  }
  const found = entityOf(change, store);
  if (change.kind !== 'set') {
    return (found === undefined) === (change.kind === 'delete');
  }
  return found !== undefined && digestOf(valuesOf(change, store)) === digestOf(change.fields);
}

/** Whether a task that the action made has sessions since, whose time would be gone with it. */
function isWorkedOnSince(change: Change, own: ReadonlySet<string>, store: AskedStore): boolean {
  return (
    change.entity === 'task' &&
    change.kind === 'delete' &&
    store.sessionsOfTask(change.id).some(({ id }) => !own.has(id))
  );
}

function nameOf(change: Change, store: AskedStore): string {
  const task = change.entity === 'task' ? store.task(change.id) : undefined;
  return task === undefined ? `a ${change.entity} that is gone now` : `“${task.title.slice(0, 60)}”`;
}
