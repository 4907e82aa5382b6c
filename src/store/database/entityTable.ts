import type { Entity } from '../../core/task/change';
import { isComplete, nothingKnown, withLaterFields, type EntityState } from '../../core/journal/entityState';
import { laterFields, type Operation } from '../../core/journal/operation';
import type { Closing } from '../../core/task/task';
import { Query, type Database, type Row, type Value } from './database';
import { tableColumns, derivedColumns, type Column } from './schema';

/** The states of one kind of entity. Incomplete ones wait in a separate table. */
export interface EntityTable {
  state(id: string): EntityState;
  save(id: string, state: EntityState): void;
  /** Stores a complete, unknown entity in one step. @returns false, having done nothing, if it is known. */
  create(operation: Operation): boolean;
  /** Deletes or restores a complete entity in one step. @returns undefined, having done nothing, unless that is newer. */
  show(id: string, visibility: Visibility): { readonly day: string | undefined } | undefined;
}

export type Visibility = Pick<EntityState, 'deleted' | 'visibilityStamp'>;

export function entityTable(database: Database, entity: Entity): EntityTable {
  const names = [
    'id',
    ...tableColumns[entity].map((column) => column.name),
    ...derivedColumns[entity],
    'deleted',
    'visibility_stamp',
    'stamp',
    'field_stamps',
  ];
  const insert = `INSERT INTO ${entity} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT(id) DO`;
  const replacing = names.slice(1).map((name) => `${name} = excluded.${name}`);
  const byId = new Query(database, `SELECT * FROM ${entity} WHERE id = ?`);
  const upsert = new Query(database, `${insert} UPDATE SET ${replacing.join(', ')}`);
  const insertNew = new Query(database, `${insert} NOTHING`);
  const setVisibility = new Query(
    database,
    `UPDATE ${entity} SET deleted = ?, visibility_stamp = ? WHERE id = ? AND visibility_stamp < ?
      RETURNING ${entity === 'task' ? 'day' : 'NULL AS day'}`,
  );
  const incomplete = new Query(database, 'SELECT state FROM incomplete WHERE entity = ? AND id = ?');
  const forget = new Query(database, 'DELETE FROM incomplete WHERE entity = ? AND id = ?');
  const keep = new Query(database, 'INSERT OR REPLACE INTO incomplete (entity, id, state) VALUES (?, ?, ?)');
  const later = Object.keys(laterFields[entity]);
  // Almost always zero, which saves looking there.
  const waiting = new Set(incompleteIds(database, entity));

  function state(id: string): EntityState {
    const row = byId.first(id);
    if (row !== undefined) {
      return stateOfRow(entity, row);
    }
    return waiting.has(id) ? parseState(incomplete.first(entity, id)?.['state']) : nothingKnown;
  }

  function save(id: string, next: EntityState): void {
    if (!isComplete(entity, next.fields)) {
      waiting.add(id);
      keep.run(entity, id, JSON.stringify(next));
      return;
    }
    if (waiting.delete(id)) {
      forget.run(entity, id);
    }
    const whole = withLaterFields(entity, next);
    const { stamp, exceptions } = compactStamps(whole.stamps);
    upsert.run(...values(entity, id, whole, stamp, exceptions));
  }

  function create(operation: Operation): boolean {
    const { fields, stamp, id } = operation;
    if (waiting.has(id) || !isComplete(entity, fields)) {
      return false;
    }
    const missing = later.filter((name) => !(name in fields));
    const whole = missing.length === 0 ? fields : { ...laterFields[entity], ...fields };
    const exceptions = missing.length === 0 ? null : neverWritten(missing);
    return insertNew.run(...values(entity, id, { ...nothingKnown, fields: whole }, stamp, exceptions)) === 1;
  }

  function show(
    id: string,
    { deleted, visibilityStamp }: Visibility,
  ): { day: string | undefined } | undefined {
    const [row] = setVisibility.all(Number(deleted), visibilityStamp, id, visibilityStamp);
    const day = row?.['day'];
    return row && { day: typeof day === 'string' ? day : undefined };
  }

  return { state, save, create, show };
}

function incompleteIds(database: Database, entity: Entity): readonly string[] {
  const rows = new Query(database, 'SELECT id FROM incomplete WHERE entity = ?').all(entity);
  return rows.map((row) => String(row['id']));
}

function values(
  entity: Entity,
  id: string,
  { fields, deleted, visibilityStamp }: EntityState,
  stamp: string,
  exceptions: string | null,
): Value[] {
  return [
    id,
    ...tableColumns[entity].map((column) => toValue(column, fields[column.field])),
    ...(entity === 'task' ? closingColumns(fields['closing']) : []),
    deleted ? 1 : 0,
    visibilityStamp,
    stamp,
    exceptions,
  ];
}

function toValue({ type }: Column, value: unknown): Value {
  if (value === null || value === undefined) {
    return null;
  }
  if (type === 'json') {
    return JSON.stringify(value);
  }
  switch (typeof value) {
    case 'boolean':
      return Number(value);
    case 'number':
    case 'string':
      return value;
    default:
      throw new Error(`Expected a value that SQLite can hold, got ${typeof value}`);
  }
}

/** The parts of a closing that reads search by: day, closed_at and sequence. */
function closingColumns(closing: unknown): Value[] {
  if (typeof closing !== 'object' || closing === null) {
    return [null, null, null];
  }
  const { day, closedAt, sequence }: Partial<Closing> = closing;
  return [day ?? null, closedAt ?? null, sequence ?? null];
}

/**
 * Fields in the form the entity's schema expects. A JSON column that no longer parses stays text, which no schema
 * accepts.
 */
export function fieldsOfRow(entity: Entity, row: Row): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const { field, name, type } of tableColumns[entity]) {
    const value = row[name] ?? null;
    fields[field] =
      value === null ? null : type === 'boolean' ? value === 1 : type === 'json' ? parseJson(value) : value;
  }
  return fields;
}

function stateOfRow(entity: Entity, row: Row): EntityState {
  const exceptions = parseJson(row['field_stamps'] ?? null);
  const stamp = String(row['stamp']);
  const stamps = Object.fromEntries(tableColumns[entity].map(({ field }) => [field, stamp]));
  return {
    fields: fieldsOfRow(entity, row),
    stamps: typeof exceptions === 'object' ? { ...stamps, ...exceptions } : stamps,
    deleted: row['deleted'] === 1,
    visibilityStamp: String(row['visibility_stamp']),
  };
}

/**
 * Most rows are written once, so the earliest stamp stands for all fields, and fields with another stamp are
 * exceptions.
 */
function compactStamps(stamps: EntityState['stamps']): { stamp: string; exceptions: string | null } {
  const all = Object.values(stamps);
  const stamp = all.reduce((a, b) => (b === '' || (a !== '' && a < b) ? a : b));
  if (all.every((each) => each === stamp)) {
    return { stamp, exceptions: null };
  }
  const exceptions = Object.entries(stamps).filter(([, each]) => each !== stamp);
  return { stamp, exceptions: JSON.stringify(Object.fromEntries(exceptions)) };
}

/** Stamps of fields that got the value for records without them. */
function neverWritten(names: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, ''])));
}

function parseJson(value: Value): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return value;
  }
}

function parseState(value: Value | undefined): EntityState {
  const state = parseJson(value ?? null);
  // Only `keep` writes this column; if it is damaged, nothing is known.
  return typeof state === 'object' && state !== null ? { ...nothingKnown, ...state } : nothingKnown;
}
