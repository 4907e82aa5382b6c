import * as l10n from '@vscode/l10n';
export interface ChatPorts {
  readonly hasChat: boolean;
  /** Rejects where there is no such command. */
  readonly executeCommand: (command: string, argument?: unknown) => PromiseLike<unknown>;
  readonly copy: (text: string) => PromiseLike<void>;
  readonly warn: (message: string) => void;
}

/** An internal command of VS Code without a promise that it stays. */
const openChat = 'workbench.action.chat.open';

/**
 * Puts the prompt into the chat's input box, for the user to send; without a chat, into the clipboard. Rejects only if
 * neither takes it.
 */
export async function deliverToChat(text: string, ports: ChatPorts): Promise<void> {
  if (!(await isOpened(text, ports))) {
    await ports.copy(text);
    ports.warn(l10n.t('The chat could not be opened. The prompt was copied to the clipboard instead.'));
  }
}

/** Moves the keyboard focus to the chat's input box, so that Enter sends what is in it. */
export async function focusChat({
  hasChat,
  executeCommand,
}: Pick<ChatPorts, 'hasChat' | 'executeCommand'>): Promise<void> {
  try {
    await (hasChat ? executeCommand(openChat) : undefined);
  } catch {
    // The user saw that there is no chat when the prompt was delivered.
  }
}

async function isOpened(text: string, { hasChat, executeCommand }: ChatPorts): Promise<boolean> {
  if (!hasChat) {
    return false;
  }
  try {
    await executeCommand(openChat, { query: text, isPartialQuery: true });
    return true;
  } catch {
    return false;
  }
}
