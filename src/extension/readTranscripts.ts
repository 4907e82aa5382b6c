import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { spoolFolderOf } from '../agents/hooks/hookFolders';
import type { TranscriptTask } from '../agents/following/transcriptMessages';
import { TranscriptsInWorker } from '../agents/threads/transcriptsInWorker';
import { inHome } from '../core/folders/inHome';
import type { Settings } from '../editor/settings';
import { agentEnvironment } from './agentEnvironment';

/** The transcripts on this machine that the settings allow to be read, read by a worker. */
export function transcriptsOf(
  context: vscode.ExtensionContext,
  settings: Settings,
  log: vscode.LogOutputChannel,
): TranscriptsInWorker {
  return new TranscriptsInWorker({
    workerPath: context.asAbsolutePath('dist/transcriptWorker.js'),
    task: () => transcriptTask(context, settings),
    isOff: () => !settings.transcripts.read,
    indexPath: indexPath(context),
    log,
  });
}

/** Reads once the window has settled, and again when the settings change what is read. */
export function readWhenQuiet(
  transcripts: TranscriptsInWorker,
  settings: Settings,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const warn = (error: unknown): void => log.warn('Transcripts were not read.', error);
  const timer = setTimeout(() => {
    transcripts.scan().catch(warn);
  }, 2_000);
  let known = JSON.stringify(settings.transcripts);
  const changes = settings.onDidChange(() => {
    const wanted = JSON.stringify(settings.transcripts);
    if (wanted !== known) {
      known = wanted;
      clearTimeout(timer);
      transcripts.restart().catch(warn);
    }
  });
  return vscode.Disposable.from(changes, new vscode.Disposable(() => clearTimeout(timer)));
}

/** @returns undefined where transcripts may not be read, or no agent can have worked (a folder without a disk). */
function transcriptTask(
  context: vscode.ExtensionContext,
  settings: Settings,
): Omit<TranscriptTask, 'stops'> | undefined {
  const { read, folders, keepFirstLine } = settings.transcripts;
  const opened = vscode.workspace.workspaceFolders ?? [];
  if (!read || (opened.length > 0 && opened.every(({ uri }) => uri.scheme !== 'file'))) {
    return undefined;
  }
  const environment = agentEnvironment();
  const helperPath = context.asAbsolutePath('dist/scanWorker.js');
  return {
    environment,
    moreFolders: Object.fromEntries(
      Object.entries(folders).map(([agent, paths]) => [
        agent,
        paths.map((path) => inHome(path, environment.home)),
      ]),
    ),
    keepText: keepFirstLine,
    indexPath: indexPath(context),
    helperPath: existsSync(helperPath) ? helperPath : undefined,
    spoolFolder: spoolFolderOf(context.globalStorageUri.fsPath),
  };
}

function indexPath(context: vscode.ExtensionContext): string {
  return join(context.globalStorageUri.fsPath, 'transcripts.index');
}
