import type { Entity } from '../../core/task/change';

/** Marks a SQLite file as ours ("LevR"), so that another program's file is never overwritten. */
export const applicationId = 0x4c657652;

/**
 * Raise with every change of `schema`, of the fields in core and of what is kept in JSON: a snapshot of any other
 * version is not migrated but rebuilt from the journal, which also holds what an older version didn't understand.
 */
export const schemaVersion = 11;

export type ColumnType = 'text' | 'integer' | 'real' | 'boolean' | 'json';

export interface Column {
  readonly field: string;
  readonly name: string;
  readonly type: ColumnType;
}

const column = (field: string, name: string, type: ColumnType): Column => ({ field, name, type });

/** How an entity's fields map to its table. Times are epoch milliseconds. */
export const tableColumns: Readonly<Record<Entity, readonly Column[]>> = {
  task: [
    column('title', 'title', 'text'),
    column('startedAt', 'started_at', 'integer'),
    column('project', 'project', 'text'),
    column('branch', 'branch', 'text'),
    column('folder', 'folder', 'text'),
    column('category', 'category', 'text'),
    column('workstream', 'workstream', 'text'),
    column('private', 'private', 'boolean'),
    column('estimate', 'estimate', 'json'),
    column('closing', 'closing', 'json'),
    column('importKey', 'import_key', 'text'),
    column('outcome', 'outcome', 'json'),
    column('proposed', 'proposed', 'json'),
    column('realEffort', 'real_effort', 'json'),
  ],
  session: [
    column('taskId', 'task_id', 'text'),
    column('agent', 'agent', 'text'),
    column('mode', 'mode', 'text'),
    column('folder', 'folder', 'text'),
    column('startedAt', 'started_at', 'integer'),
    column('endedAt', 'ended_at', 'integer'),
    column('ending', 'ending', 'text'),
    column('exitCode', 'exit_code', 'integer'),
    column('transcript', 'transcript', 'json'),
    column('ignored', 'ignored', 'boolean'),
  ],
  span: [
    column('taskId', 'task_id', 'text'),
    column('sessionId', 'session_id', 'text'),
    column('kind', 'kind', 'text'),
    column('start', 'start_ms', 'integer'),
    column('end', 'end_ms', 'integer'),
    column('evidence', 'evidence', 'text'),
  ],
  folder: [column('ignored', 'ignored', 'boolean')],
  proposal: [
    column('title', 'title', 'text'),
    column('estimate', 'estimate', 'json'),
    column('category', 'category', 'text'),
    column('workstream', 'workstream', 'text'),
    column('outcome', 'outcome', 'json'),
    column('agent', 'agent', 'text'),
    column('model', 'model', 'text'),
    column('session', 'session', 'text'),
    column('folder', 'folder', 'text'),
    column('proposedAt', 'proposed_at', 'integer'),
    column('key', 'key', 'text'),
    column('way', 'way', 'text'),
    column('processes', 'processes', 'json'),
    column('edited', 'edited', 'json'),
    column('decision', 'decision', 'json'),
    column('join', 'joined', 'json'),
  ],
  dayText: [
    column('hidden', 'hidden', 'json'),
    column('order', 'kinds', 'json'),
    column('own', 'own', 'text'),
  ],
};

/** Columns that repeat a part of a JSON field, because reads search by it. */
export const derivedColumns: Readonly<Record<Entity, readonly string[]>> = {
  task: ['day', 'closed_at', 'sequence'],
  session: [],
  span: [],
  folder: [],
  proposal: [],
  dayText: [],
};

/** Spans longer than this have their own index, so that the search by start needn't look back indefinitely. */
export const longSpanMs = 24 * 60 * 60 * 1000;

// `stamp` is that of every field not named in `field_stamps`, a JSON object of exceptions.
const folding = `
  deleted INTEGER NOT NULL,
  visibility_stamp TEXT NOT NULL,
  stamp TEXT NOT NULL,
  field_stamps TEXT`;

export const schema = `
PRAGMA application_id = ${applicationId};
PRAGMA user_version = ${schemaVersion};
CREATE TABLE task (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  project TEXT,
  branch TEXT,
  folder TEXT,
  category TEXT,
  workstream TEXT,
  private INTEGER NOT NULL,
  estimate TEXT,
  closing TEXT,
  import_key TEXT,
  outcome TEXT,
  proposed TEXT,
  real_effort TEXT,
  day TEXT,
  closed_at INTEGER,
  sequence INTEGER,${folding}
) STRICT;
CREATE INDEX task_by_day ON task(day, closed_at, sequence, id) WHERE deleted = 0 AND day IS NOT NULL;
CREATE INDEX open_task ON task(started_at, id) WHERE deleted = 0 AND day IS NULL;
CREATE INDEX grouped_task ON task(started_at, id)
  WHERE deleted = 0 AND (category IS NOT NULL OR workstream IS NOT NULL);
CREATE INDEX task_by_import_key ON task(import_key) WHERE import_key IS NOT NULL;
CREATE INDEX task_with_real_effort ON task(closed_at, id)
  WHERE deleted = 0 AND day IS NOT NULL AND real_effort IS NOT NULL;
CREATE TABLE session (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  task_id TEXT,
  agent TEXT NOT NULL,
  mode TEXT NOT NULL,
  folder TEXT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  ending TEXT,
  exit_code INTEGER,
  transcript TEXT,
  ignored INTEGER NOT NULL,${folding}
) STRICT;
CREATE INDEX session_by_task ON session(task_id, started_at) WHERE deleted = 0;
CREATE INDEX open_session ON session(started_at, id) WHERE deleted = 0 AND ended_at IS NULL;
CREATE INDEX session_with_transcript ON session(started_at, id) WHERE deleted = 0 AND transcript IS NOT NULL;
CREATE TABLE folder (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  ignored INTEGER NOT NULL,${folding}
) STRICT;
CREATE INDEX ignored_folder ON folder(id) WHERE deleted = 0 AND ignored = 1;
CREATE TABLE proposal (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  estimate TEXT NOT NULL,
  category TEXT,
  workstream TEXT,
  outcome TEXT,
  agent TEXT,
  model TEXT,
  session TEXT,
  folder TEXT,
  proposed_at INTEGER NOT NULL,
  key TEXT,
  way TEXT NOT NULL,
  processes TEXT NOT NULL,
  edited TEXT,
  decision TEXT,
  joined TEXT,${folding}
) STRICT;
CREATE TABLE dayText (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  hidden TEXT NOT NULL,
  kinds TEXT NOT NULL,
  own TEXT NOT NULL,${folding}
) STRICT;
CREATE INDEX open_proposal ON proposal(proposed_at, id) WHERE deleted = 0 AND decision IS NULL;
CREATE INDEX decided_proposal ON proposal(proposed_at, id) WHERE deleted = 0 AND decision IS NOT NULL;
CREATE TABLE span (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  task_id TEXT,
  session_id TEXT,
  kind TEXT NOT NULL,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  evidence TEXT NOT NULL,${folding}
) STRICT;
CREATE INDEX span_by_task ON span(task_id, kind, start_ms, end_ms) WHERE deleted = 0;
CREATE INDEX span_by_session ON span(session_id, start_ms) WHERE deleted = 0;
CREATE INDEX span_by_start ON span(start_ms, end_ms) WHERE deleted = 0;
CREATE INDEX long_span ON span(start_ms, end_ms) WHERE deleted = 0 AND end_ms - start_ms > ${longSpanMs};
CREATE TABLE incomplete (
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (entity, id)
) STRICT;
CREATE TABLE day_sums (
  day TEXT PRIMARY KEY,
  tasks INTEGER NOT NULL,
  human_hours REAL NOT NULL,
  ai_minutes INTEGER NOT NULL,
  supervisory_minutes INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  highest_factor REAL,
  highest_supervisory_factor REAL
) STRICT;
CREATE TABLE journal_file (
  name TEXT PRIMARY KEY,
  position TEXT NOT NULL
) STRICT;
`;
