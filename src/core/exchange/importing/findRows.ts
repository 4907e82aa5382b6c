import { formatHours } from '../../figures/format';
import type { ImportedTask, RecordStore } from '../../record/recordStore';
import type { ImportedRow } from '../importedRow';
import { ChangedTasks, isOtherwise } from './changedTasks';
import { taskIdOfKey } from '../recordFile';
import { isDropped } from '../../task/countedHours';

/** The part of the record that knows the existing tasks. */
export type ExistingTasks = Pick<RecordStore, 'task' | 'tasksByImportKeys' | 'closedTasks'>;

/** Whether a row's task is in the record. */
export type FoundRow =
  | { readonly kind: 'new'; readonly row: ImportedRow; readonly importKey: string }
  | { readonly kind: 'there'; readonly row: ImportedRow }
  | { readonly kind: 'differs'; readonly row: ImportedRow; readonly taskId: string }
  | { readonly kind: 'deleted'; readonly row: ImportedRow; readonly taskId: string };

interface KeyedRow {
  readonly row: ImportedRow;
  readonly key: string;
  readonly identity: string;
  /** The number of equal rows before it. */
  readonly before: number;
}

/** Tasks of a day that equal a row. */
interface EqualTasks {
  /** Recorded here or from another file, so that no row is known by their key: each stands for one equal row. */
  unkeyed: number;
  readonly fromTables: number;
}

/**
 * Finds out for each row of a file, in order, whether it is in the record. A task of our own JSON has its own key.
 * A row of a table is identified by its day, title and figures and by the number of equal rows before it, so that equal
 * rows of one file all come in, and only once. In steps, between which other work may run.
 */
export function* findRows(
  rows: readonly ImportedRow[],
  existing: ExistingTasks,
): Generator<undefined, readonly FoundRow[]> {
  const imports = new KnownImports(existing);
  const keyed = yield* keyedRows(rows, imports);
  const keys = new Set(keyed.map(({ key }) => key));
  const days = new Map<string, ReadonlyMap<string, EqualTasks>>();
  const taken = new Set<string>();

  function equalTasks({ row, identity }: KeyedRow): EqualTasks | undefined {
    const known = days.get(row.day) ?? tasksByIdentity(row.day, existing, keys);
    days.set(row.day, known);
    return known.get(identity);
  }

  function isAmongEqual(each: KeyedRow): boolean {
    const equal = equalTasks(each);
    if (each.row.recorded !== undefined) {
      // A task with its own key can only equal one that came from a table and so has none.
      return each.before < (equal?.fromTables ?? 0);
    }
    if (equal === undefined || equal.unkeyed === 0) {
      return false;
    }
    equal.unkeyed -= 1;
    return true;
  }

  const changedTasks = new ChangedTasks(rows, existing);

  function find(each: KeyedRow): FoundRow {
    const { row, key } = each;
    const ownId = taskIdOfKey(key);
    const imported = imports.of(key);
    const known = imported?.deleted === false ? imported.task : undefined;
    const isThere =
      taken.has(key) ||
      known !== undefined ||
      (ownId !== undefined && existing.task(ownId) !== undefined) ||
      isAmongEqual(each);
    taken.add(key);
    if (isThere) {
      return known !== undefined && isOtherwise(row, known)
        ? { kind: 'differs', row, taskId: known.id }
        : { kind: 'there', row };
    }
    const changed = imported === undefined ? changedTasks.of(row) : undefined;
    if (changed !== undefined) {
      return { kind: 'differs', row, taskId: changed };
    }
    return imported === undefined
      ? { kind: 'new', row, importKey: key }
      : { kind: 'deleted', row, taskId: imported.task.id };
  }

  const found: FoundRow[] = [];
  for (const each of keyed) {
    found.push(find(each));
    if (found.length % rowsInStep === 0) {
      yield;
    }
  }
  return found;
}

/** Takes a millisecond or two. */
const rowsInStep = 100;

/** The record's tasks by import key, looked up many at a time, and once. */
class KnownImports {
  readonly #asked = new Map<string, ImportedTask | undefined>();

  constructor(private readonly existing: Pick<ExistingTasks, 'tasksByImportKeys'>) {}

  ask(keys: readonly string[]): void {
    const unasked = keys.filter((key) => !this.#asked.has(key));
    if (unasked.length === 0) {
      return;
    }
    const found = this.existing.tasksByImportKeys(unasked);
    for (const key of unasked) {
      this.#asked.set(key, found.get(key));
    }
  }

  of(key: string): ImportedTask | undefined {
    this.ask([key]);
    return this.#asked.get(key);
  }
}

function* keyedRows(
  rows: readonly ImportedRow[],
  imports: KnownImports,
): Generator<undefined, readonly KeyedRow[]> {
  const seen = new Map<string, number>();
  const keyed: KeyedRow[] = [];
  for (let start = 0; start < rows.length; start += rowsInStep) {
    const step = rows.slice(start, start + rowsInStep).map((row) => {
      const undated = undatedIdentity(row);
      const identity = onDay(row.day, undated);
      const before = seen.get(identity) ?? 0;
      seen.set(identity, before + 1);
      return { row, identity, before, key: firstKey(row, before, identity, undated) };
    });
    imports.ask(step.map(({ key }) => key));
    for (const each of step) {
      keyed.push({ ...each, key: tableKey(each, imports) });
    }
    yield;
  }
  return keyed;
}

/** The key of a row whose file gives no day has none, so that the file is recognised on any other day. */
function firstKey(row: ImportedRow, before: number, identity: string, undated: string): string {
  return row.recorded?.key ?? datedKey(before, row.dayFrom === 'file' ? identity : onDay('', undated));
}

/** If the user gives another day than the task of its first key has, a row is the same work done again. */
function tableKey({ row, before, identity, key }: KeyedRow, imports: KnownImports): string {
  const day =
    row.dayFrom === 'user' && row.recorded === undefined ? imports.of(key)?.task.closing?.day : undefined;
  return day === undefined || day === row.day ? key : datedKey(before, identity);
}

function datedKey(before: number, identity: string): string {
  return `row:${before}:${identity}`;
}

function tasksByIdentity(
  day: string,
  existing: ExistingTasks,
  keys: ReadonlySet<string>,
): ReadonlyMap<string, EqualTasks> {
  const counts = new Map<string, EqualTasks>();
  for (const task of existing.closedTasks(day)) {
    const { title, closing, importKey } = task;
    const estimate = isDropped(task) ? null : task.estimate;
    const { aiMinutes, supervisoryMinutes } = closing;
    const row = {
      title,
      estimate: estimate ?? undefined,
      aiMinutes,
      supervisoryMinutes,
      recorded: undefined,
    };
    const identity = onDay(day, undatedIdentity(row));
    const { unkeyed, fromTables } = counts.get(identity) ?? { unkeyed: 0, fromTables: 0 };
    const isKeyed = importKey !== null && keys.has(importKey);
    const isFromTable = importKey !== null && taskIdOfKey(importKey) === undefined;
    counts.set(identity, {
      unkeyed: unkeyed + (isKeyed ? 0 : 1),
      fromTables: fromTables + (isFromTable ? 1 : 0),
    });
  }
  return counts;
}

/** All but the day, as the rest of a list in JSON. */
function undatedIdentity(
  row: Pick<ImportedRow, 'title' | 'estimate' | 'aiMinutes' | 'supervisoryMinutes' | 'recorded'>,
): string {
  // A table has no hours for dropped work.
  const isWithout = row.estimate === undefined || (row.recorded !== undefined && isDropped(row.recorded));
  const hours = isWithout ? '' : formatHours(row.estimate.hours);
  return JSON.stringify([hours, row.aiMinutes, row.supervisoryMinutes, row.title]).slice(1);
}

function onDay(day: string, undated: string): string {
  return `[${JSON.stringify(day)},${undated}`;
}
