import { realpathSync } from 'node:fs';
import * as vscode from 'vscode';
import { namesByText } from '../core/folders/folderPath';
import type { RecordStore } from '../core/record/recordStore';
import type { TranscriptSource } from '../core/transcript/source/transcriptSource';
import type { Settings } from '../editor/settings';
import type { TranscriptTarget } from '../recorder/transcripts';
import { TranscriptFollower } from '../recorder/following/transcriptFollower';
import { every } from './timers';

/** Keeps the sessions of this window as their transcripts say. */
export function followTranscripts(
  source: TranscriptSource,
  recorder: TranscriptTarget,
  store: RecordStore,
  settings: Settings,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return new TranscriptFollower({
    source,
    store,
    recorder,
    clock: Date.now,
    log,
    every,
    realFolder,
    folderNames: () => settings.folderNames,
  });
}

/**
 * One name for each folder that is open, whatever links lead to it. Any other is left alone: only to look at it can make
 * macOS ask for permission.
 */
function realFolder(path: string): string {
  const opened = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  try {
    return namesByText.isInAnyOf(opened)(path) ? realpathSync.native(path) : path;
  } catch {
    return path;
  }
}
