import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { RecordStore } from '../core/record/recordStore';
import type { WindowRegistry } from '../core/tracker/windowRegistry';
import { slowTickMs } from '../core/tracker/trackerState';
import type { Settings } from '../editor/settings';
import { createRecorder, type Recorder } from '../recorder/createRecorder';
import { every } from './timers';

/** Serves the recorder's ports with what VS Code and Node have. */
export function recorderOf(
  context: vscode.ExtensionContext,
  store: RecordStore & { readonly windows: WindowRegistry },
  settings: Settings,
  log: vscode.LogOutputChannel,
): Recorder {
  return createRecorder({
    store,
    windows: store.windows,
    memory: context.workspaceState,
    sharedMemory: context.globalState,
    clock: Date.now,
    newId: randomUUID,
    log,
    rules: () => ({
      bridgeMs: settings.quietMs,
      thinkingMs: settings.thinkingThresholdMs,
      sleepMs: 3 * slowTickMs,
    }),
    every,
    // A context key that nothing reads: the cheapest question that the editor itself answers.
    pingEditor: () => vscode.commands.executeCommand('setContext', 'leverageRecord.answered', true),
  });
}
