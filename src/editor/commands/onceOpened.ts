import * as vscode from 'vscode';
import type { RecordStore } from '../../core/record/recordStore';

/** Waits while the record opens, and says so: until then it answers as an empty one. @param opened never rejects */
export async function onceOpened(store: Pick<RecordStore, 'status'>, opened: Promise<void>): Promise<void> {
  if (store.status.kind === 'opening') {
    const progress = {
      location: vscode.ProgressLocation.Window,
      title: 'Leverage Record: opening the record',
    };
    await vscode.window.withProgress(progress, () => opened);
  }
}
