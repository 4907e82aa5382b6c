import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Log } from '../../src/core/ports';
import type { OpenRecordStore, RecordStoreSettings } from '../../src/store/openRecordStore';
import { openRecordStore } from '../../src/store/openRecordStore';

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function sqliteWasm(): Promise<Uint8Array> {
  return readFile(createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
}

/** Opens a store on real files that does not follow other writers by itself. */
export async function openStore(
  directory: string,
  settings: Partial<RecordStoreSettings> = {},
): Promise<OpenRecordStore> {
  return openRecordStore({
    directory,
    now: () => Date.now(),
    newId: randomUUID,
    log: silentLog,
    wasmBinary: await sqliteWasm(),
    watch: false,
    ...settings,
  });
}

/** Gives work a folder of its own and removes it afterwards. */
export async function inTemporaryFolder(work: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'leverage-record-'));
  try {
    await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
