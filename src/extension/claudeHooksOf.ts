import type * as vscode from 'vscode';
import { ClaudeHooks, claudeSettingsFiles } from '../agents/hooks/claudeHooks';
import { managedSettingsFiles } from '../agents/hooks/hookObstacles';
import { agentEnvironment } from './agentEnvironment';

/** For each of the user's settings files of Claude Code. */
export function claudeHooksOf(context: vscode.ExtensionContext): readonly ClaudeHooks[] {
  const storage = context.globalStorageUri.fsPath;
  const managed = managedSettingsFiles(process.platform);
  return claudeSettingsFiles(agentEnvironment()).map(
    (file) => new ClaudeHooks(file, storage, context.extensionPath, Date.now, managed),
  );
}
