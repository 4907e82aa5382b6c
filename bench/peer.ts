import { createRequire } from 'node:module';
import { join } from 'node:path';
import { environment } from './outcome';

/** The part of better-sqlite3 that is used here. */
export interface PeerDatabase {
  pragma(text: string): unknown;
  prepare<Row = never>(sql: string): PeerStatement<Row>;
  exec(sql: string): void;
  transaction<T>(work: () => T): () => T;
  close(): void;
}

export interface PeerStatement<Row> {
  run(...parameters: unknown[]): { readonly changes: number };
  all(...parameters: unknown[]): Row[];
}

/** Opens a file of tasks with better-sqlite3 so that a commit is as durable as ours: WAL, synchronous=FULL. */
export function openPeer(path: string): PeerDatabase {
  const load = createRequire(join(environment('BENCH_ROOT'), 'bench/package.json'));
  const BetterSqlite3: new (path: string) => PeerDatabase = load('better-sqlite3');
  const database = new BetterSqlite3(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  return database;
}
