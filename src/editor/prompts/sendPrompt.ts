import * as l10n from '@vscode/l10n';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Prompts } from '../../recorder/prompts';
import { handedLength } from '../../core/transcript/inbox/promptComposing';
import { UserError } from '../../core/userError';
import type { Settings } from '../settings';
import { choosePromptTarget, type Destination, type RunsAgent } from './choosePromptTarget';
import { deliverToChat, focusChat } from './deliverToChat';
import type { LastPrompt } from './lastPrompt';
import { activePrompt } from './promptLanguage';
import { terminalInput } from './terminalInput';

/** Agents treat an Enter that immediately follows text as part of the paste and do not send it. */
const enterDelayMs = 200;

/** Takes note of the task that the agent in a terminal works for from now on. */
export type SentToTerminal = (terminal: vscode.Terminal, taskId: string) => void;

export interface SendingDeps {
  readonly prompts: Pick<Prompts, 'finish' | 'hand' | 'taskOf'>;
  readonly lastPrompt: Pick<LastPrompt, 'keep'>;
  readonly settings: Pick<Settings, 'promptTarget' | 'hasChat'>;
  readonly runsAgent: RunsAgent;
  readonly sentToTerminal: SentToTerminal;
}

/**
 * Sends the active prompt and closes its document, which stays as it is if sending fails or is cancelled.
 * @throws {UserError} if there is no prompt, it is empty, or its terminal was closed.
 */
export async function sendPrompt(deps: SendingDeps): Promise<void> {
  const { prompts, lastPrompt, settings, runsAgent, sentToTerminal } = deps;
  const document = activePrompt();
  if (document === undefined) {
    throw new UserError(l10n.t('There is no prompt in the active editor. Run Write Prompt first.'));
  }
  const text = document.getText().trimEnd();
  if (text === '') {
    throw new UserError(l10n.t('The prompt is empty. Type it, then send it.'));
  }
  const destination = await choosePromptTarget(settings, runsAgent);
  if (destination === undefined) {
    return;
  }
  const uri = document.uri.toString();
  const taskId = prompts.taskOf(uri);
  const isSeen = destination.kind === 'terminal' && taskId !== undefined && runsAgent(destination.terminal);
  if (destination.kind === 'terminal' && taskId !== undefined) {
    sentToTerminal(destination.terminal, taskId);
  }
  await deliver(text, destination, settings);
  lastPrompt.keep({ text, taskId });
  if (!isSeen) {
    prompts.hand(uri, handedLength(text));
  }
  prompts.finish(uri);
  await closeUntitled(document);
  if (destination.kind === 'terminal') {
    destination.terminal.show(false);
  } else if (destination.kind === 'chat') {
    // Closing the document took the keyboard back to the editor.
    await focusChat({ hasChat: settings.hasChat, executeCommand: vscode.commands.executeCommand });
  }
}

async function deliver(
  text: string,
  destination: Destination,
  { hasChat }: SendingDeps['settings'],
): Promise<void> {
  switch (destination.kind) {
    case 'terminal':
      return toTerminal(text, destination.terminal);
    case 'chat':
      return deliverToChat(text, {
        hasChat,
        executeCommand: vscode.commands.executeCommand,
        copy: (copied) => vscode.env.clipboard.writeText(copied),
        // Refused only by a window that is closing.
        warn: (message) => void vscode.window.showWarningMessage(message).then(undefined, () => undefined),
      });
    case 'clipboard':
      return vscode.env.clipboard.writeText(text);
  }
}

async function toTerminal(text: string, terminal: vscode.Terminal): Promise<void> {
  if (terminal.exitStatus !== undefined) {
    throw new UserError(l10n.t('This terminal was closed. Send the prompt to another one.'));
  }
  terminal.sendText(terminalInput(text), false);
  await wait(enterDelayMs);
  terminal.sendText('', true);
}

/** Doesn't ask whether to save; a file on disk is the user's own and stays open. */
async function closeUntitled(document: vscode.TextDocument): Promise<void> {
  if (!document.isUntitled || document.isClosed) {
    return;
  }
  await vscode.window.showTextDocument(document, { preview: false });
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
