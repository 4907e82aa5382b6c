import initSqlJs from 'sql.js';

export type Database = initSqlJs.Database;
export type Value = initSqlJs.SqlValue;
export type Row = Readonly<Record<string, Value>>;

// The file behind the database is in memory too, so a rollback journal in a second file would only cost time.
// Each page that doesn't fit in the cache (2 MB by default) is copied out and back in; only a large record uses it all.
const inMemory =
  'PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;';

/** The loaded SQLite. */
export interface Sqlite {
  /** The database takes ownership of the bytes. Without any, it is empty. */
  open(bytes?: Uint8Array): Database;
}

export async function loadSqlite(wasmBinary: Uint8Array | Promise<Uint8Array>): Promise<Sqlite> {
  // The old extension functions are deprecated, and their log() differs from SQLite's own.
  const settings = { wasmBinary: Uint8Array.from(await wasmBinary).buffer, useOldExtensionFunctions: false };
  const { Database } = await initSqlJs(settings);
  return {
    open(bytes) {
      const database = new Database(bytes);
      try {
        database.exec(inMemory);
        return database;
      } catch (error) {
        database.close();
        throw error;
      }
    },
  };
}

/** A statement prepared once and run many times; freed with its database. */
export class Query {
  readonly #statement: initSqlJs.Statement;
  /**
   * Column names are fetched once: `getAsObject` fetches them for every row, which takes longer than the row itself.
   */
  #names: readonly string[] | undefined;
  /** Copied for each row: with as many columns, an object that grows column by column becomes a slow table. */
  #emptyRow: Row = {};

  constructor(
    readonly database: Database,
    sql: string,
  ) {
    this.#statement = database.prepare(sql);
  }

  all(...parameters: Value[]): Row[] {
    const rows: Row[] = [];
    try {
      this.#statement.bind(parameters);
      while (this.#statement.step()) {
        rows.push(this.#row());
      }
      return rows;
    } finally {
      this.#statement.reset();
    }
  }

  first(...parameters: Value[]): Row | undefined {
    try {
      this.#statement.bind(parameters);
      return this.#statement.step() ? this.#row() : undefined;
    } finally {
      this.#statement.reset();
    }
  }

  #row(): Row {
    this.#names ??= this.#namesOfColumns();
    const row: Record<string, Value> = { ...this.#emptyRow };
    const values = this.#statement.get();
    for (let index = 0; index < values.length; index += 1) {
      row[this.#names[index] ?? ''] = values[index] ?? null;
    }
    return row;
  }

  #namesOfColumns(): readonly string[] {
    const names = this.#statement.getColumnNames();
    this.#emptyRow = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:null`).join(',')}}`);
    return names;
  }

  /** @returns how many rows it changed. */
  run(...parameters: Value[]): number {
    this.#statement.run(parameters);
    return this.database.getRowsModified();
  }
}

/** @returns a function that runs synchronous work as one transaction; don't nest it. */
export function transactionOn(database: Database): <T>(work: () => T) => T {
  const begin = new Query(database, 'BEGIN');
  const commit = new Query(database, 'COMMIT');
  return (work) => {
    begin.run();
    try {
      const result = work();
      commit.run();
      return result;
    } catch (error) {
      try {
        database.run('ROLLBACK');
      } catch {
        // SQLite has rolled back by itself; the first error is the one to report.
      }
      throw error;
    }
  };
}
