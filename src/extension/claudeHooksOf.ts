import { homedir } from 'node:os';
import type * as vscode from 'vscode';
import { ClaudeHooks, claudeSettingsFiles } from '../agents/hooks/claudeHooks';
import { managedSettingsFiles } from '../agents/hooks/hookObstacles';

/** For each of the user's settings files of Claude Code. */
export function claudeHooksOf(context: vscode.ExtensionContext): readonly ClaudeHooks[] {
  const storage = context.globalStorageUri.fsPath;
  const managed = managedSettingsFiles(process.platform);
  return claudeSettingsFiles(process.env, homedir()).map(
    (file) => new ClaudeHooks(file, storage, context.extensionPath, Date.now, managed),
  );
}
