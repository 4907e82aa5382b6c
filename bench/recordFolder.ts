import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Log } from '../src/core/ports';
import { environment } from './outcome';

export const sizes = [1_000, 20_000, 200_000] as const;
export const tasksPerDay = 50;
export const lastDay = '2025-12-31';

export const silentLog: Log = { info() {}, warn() {}, error() {} };

/** Where prepare.ts keeps the generated record of a size, with its snapshot. Not to be written to. */
export function preparedRecord(size: number): string {
  return join(environment('BENCH_DATA'), String(size));
}

/**
 * A throw-away copy to write to. Files are linked, which keeps the inodes and times that a snapshot knows its journals
 * by: nothing ever writes into an existing file of a record.
 */
export function recordCopy(size: number): { readonly directory: string; readonly remove: () => void } {
  const directory = scratchFolder();
  linkFiles(preparedRecord(size), directory);
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** On the same disk as the prepared records. */
export function scratchFolder(): string {
  const directory = join(
    dirname(environment('BENCH_DATA')),
    'scratch',
    `${process.pid}-${performance.now()}`,
  );
  mkdirSync(directory, { recursive: true });
  return directory;
}

export function linkFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      linkFiles(source, target);
    } else {
      linkSync(source, target);
    }
  }
}

export function copySnapshot(size: number, target: string): void {
  copyFileSync(join(preparedRecord(size), 'tasks.sqlite'), target);
}

/** Every recorded day of a prepared record, ascending. */
export function daysOf(size: number): readonly string[] {
  const last = Date.parse(`${lastDay}T00:00:00Z`);
  const count = Math.ceil(size / tasksPerDay);
  return Array.from({ length: count }, (_, index) =>
    new Date(last - (count - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  );
}

export function wasmBinary(): Uint8Array {
  return readFileSync(join(environment('BENCH_ROOT'), 'node_modules/sql.js/dist/sql-wasm.wasm'));
}
