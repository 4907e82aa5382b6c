import { isDeepStrictEqual } from 'node:util';
import type { Change } from '../../core/task/change';
import { Listeners } from '../../core/listeners';
import type { Disposable } from '../../core/ports';
import type { RecordStore } from '../../core/record/recordStore';
import type { WindowMemory } from '../../recorder/ports/windowMemory';
import type { UndoEntry } from './rememberedActions';

const key = 'undo';
/** More than anybody takes back; bounds what the window remembers. */
const maxEntries = 50;

/** Of an action's changes; the window's memory is one value that is written as a whole. */
const mostRemembered = 10_000;

/** The ids of two tasks, where an action switched the window from one to the other. */
export type Handover = Readonly<NonNullable<UndoEntry['handover']>>;

/**
 * The actions of this window that can be taken back, newest last; survives a reload. Undo writes back only what the
 * action wrote. If somebody changed the same fields since (another window, a synced machine), the user is asked
 * first, because undoing the action would undo their change as well.
 */
export class UndoStack {
  private entries: readonly UndoEntry[] = [];
  private readonly listeners = new Listeners();
  /** While an action that is taken back is on its way to the disk. Never rejects. */
  private storing: Promise<void> | undefined;

  /** Settles once there is what the window remembers; never rejects. */
  readonly whenRestored: Promise<void>;

  constructor(
    private readonly store: Pick<
      RecordStore,
      | 'append'
      | 'task'
      | 'session'
      | 'proposal'
      | 'dayText'
      | 'sessionsOfTask'
      | 'spansOfSession'
      | 'spansOfTask'
    >,
    private readonly memory: WindowMemory,
  ) {
    this.whenRestored = this.restore();
  }

  /** The action that Undo would take back, such as `Close “Import invoices”`; undefined if nothing. */
  get label(): string | undefined {
    return this.entries.at(-1)?.label;
  }

  /**
   * Stores the changes as one action that can be taken back; nothing happens if there are none.
   * @throws {UserError} if they can't be stored.
   */
  async apply(label: string, changes: readonly Change[], handover?: Handover): Promise<void> {
    if (changes.length === 0) {
      return;
    }
    const { inverse } = await this.store.append(changes);
    await this.whenRestored;
    const entry = { label, inverse: [...inverse], left: this.leftBehind(inverse), handover };
    this.keep([...this.entries, entry].slice(-maxEntries));
  }

  /**
   * Takes the last action back.
   * @param overwrite asked if the action's values have changed since, or a task that it made was worked on; false
   * leaves everything as it is.
   * @returns what was taken back, with what came with it for the caller to reverse; undefined if nothing was.
   * @throws {UserError} if it can't be stored; the action can then still be taken back.
   */
  async undo(
    overwrite: (label: string) => Promise<boolean>,
  ): Promise<Pick<UndoEntry, 'label' | 'handover'> | undefined> {
    await this.whenRestored;
    // Undoing twice means two actions: the first must be gone before the second is looked up.
    while (this.storing !== undefined) {
      await this.storing;
    }
    const entry = this.entries.at(-1);
    if (entry === undefined) {
      return undefined;
    }
    // A question may stay for hours, in which the action may have been taken back by another.
    if (this.changedSince(entry) && (!(await overwrite(entry.label)) || !this.entries.includes(entry))) {
      return undefined;
    }
    const taking = this.takeBack(entry);
    this.storing = taking.catch(() => undefined).finally(() => (this.storing = undefined));
    await taking;
    return entry;
  }

  onDidChange(listener: () => void): Disposable {
    return this.listeners.add(listener);
  }

  /** What checks an action is loaded when the record is, without which none can be taken back. */
  private async restore(): Promise<void> {
    const remembered = this.memory.get(key);
    if (remembered === undefined) {
      return;
    }
    try {
      const { parseRememberedActions } = await import('./rememberedActions');
      this.entries = parseRememberedActions(remembered);
      this.listeners.tell();
    } catch {
      // A window whose extension was replaced under it: what it can't load, it can't take back.
    }
  }

  private async takeBack(entry: UndoEntry): Promise<void> {
    await this.store.append([...entry.inverse, ...this.measuredSince(entry)]);
    this.keep(this.entries.filter((each) => each !== entry));
  }

  private changedSince(entry: UndoEntry): boolean {
    const isChanged = entry.left.some(({ change: index, values }) => {
      const change = entry.inverse[index];
      return change !== undefined && !isDeepStrictEqual(plain(this.valuesOf(change)), values);
    });
    return isChanged || this.isWorkedOnSince(entry);
  }

  /** Whether a task that the action made has time since, which would be gone with it. */
  private isWorkedOnSince({ inverse }: UndoEntry): boolean {
    const sessions = idsOf(inverse, 'session');
    return inverse
      .filter(({ entity, kind }) => entity === 'task' && kind === 'delete')
      .some(
        ({ id }) =>
          this.store.sessionsOfTask(id).some((session) => !sessions.has(session.id)) ||
          this.store.spansOfTask(id).some(({ sessionId }) => sessionId === null),
      );
  }

  /** The spans a session gained since the action that made it or assigned it: they go with the session. */
  private measuredSince({ inverse }: UndoEntry): Change[] {
    const known = idsOf(inverse, 'span');
    return inverse.flatMap((change): Change[] => {
      if (change.entity !== 'session') {
        return [];
      }
      const grown = this.store.spansOfSession(change.id).filter(({ id }) => !known.has(id));
      if (change.kind === 'delete') {
        return grown.map(({ id }) => ({ entity: 'span', id, kind: 'delete' }));
      }
      const taskId = change.kind === 'set' ? change.fields.taskId : undefined;
      return taskId === undefined
        ? []
        : grown.map(({ id }) => ({ entity: 'span', id, kind: 'set', fields: { taskId } }));
    });
  }

  private leftBehind(inverse: readonly Change[]): UndoEntry['left'] {
    return inverse.flatMap((change, index) =>
      // Spans are written by measuring only, and a folder is only ignored or not: nothing of value can be overwritten.
      change.entity === 'span' || change.entity === 'folder'
        ? []
        : [{ change: index, values: plain(this.valuesOf(change)) }],
    );
  }

  /** The fields that a change would touch, as they are now; null if there is no such entity. */
  private valuesOf(change: Change): unknown {
    const found: object | undefined = this.entityOf(change);
    if (found === undefined) {
      return null;
    }
    return change.kind === 'set'
      ? Object.fromEntries(Object.entries(found).filter(([name]) => name in change.fields))
      : found;
  }

  private entityOf({ entity, id }: Change): object | undefined {
    switch (entity) {
      case 'task':
        return this.store.task(id);
      case 'proposal':
        return this.store.proposal(id);
      case 'dayText':
        return this.store.dayText(id);
      default:
        return this.store.session(id);
    }
  }

  private keep(entries: readonly UndoEntry[]): void {
    this.entries = entries;
    // A window that can't remember it loses nothing but Undo after a reload.
    const remembered = entries.filter(({ inverse }) => inverse.length <= mostRemembered);
    this.memory.update(key, remembered).then(undefined, () => undefined);
    this.listeners.tell();
  }
}

function idsOf(changes: readonly Change[], entity: Change['entity']): ReadonlySet<string> {
  return new Set(changes.filter((change) => change.entity === entity).map(({ id }) => id));
}

/** As it comes back from the window's memory, which is JSON. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
