import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type * as vscode from 'vscode';
import { takeUpRecord } from '../store/files/keptRecord';
import type { OpenRecordStore } from '../store/openRecordStore';
import { snapshotInWorker } from '../store/snapshot/snapshotInWorker';

/** Opens the record that all windows of this profile share. @throws what opening threw; the log says it first. */
export async function openRecord(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): Promise<OpenRecordStore> {
  const directory = context.globalStorageUri.fsPath;
  const inDist = (name: string): string => context.asAbsolutePath(`dist/${name}`);
  const folderReady = takeUpRecord(directory).catch((error: unknown) =>
    log.warn('What was kept when the extension was uninstalled is not all back yet.', error),
  );
  try {
    // Read while the code is loaded.
    const wasmBinary = readFile(inDist('sql-wasm.wasm'));
    const { openRecordStore } = await import('../store/openRecordStore');
    return await openRecordStore({
      directory,
      folderReady,
      now: Date.now,
      newId: randomUUID,
      log,
      wasmBinary,
      buildSnapshot: snapshotInWorker(inDist('snapshotWorker.js'), wasmBinary),
    });
  } catch (error) {
    log.error('The record could not be opened.', error);
    throw error;
  }
}
