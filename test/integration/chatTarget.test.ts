import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { deliverToChat } from '../../src/editor/prompts/deliverToChat';
import { isZone } from '../../src/core/days/day';
import { Settings } from '../../src/editor/settings';

const before = 'what was in the clipboard';

describe('a prompt for the chat', () => {
  const settings = new Settings(isZone);
  const switchedOff = (off: boolean | undefined) =>
    vscode.workspace
      .getConfiguration('chat')
      .update('disableAIFeatures', off, vscode.ConfigurationTarget.Global);

  /** @returns the messages shown to the user, and the text in the clipboard afterwards. */
  async function delivered(text: string): Promise<readonly string[]> {
    const said: string[] = [];
    await vscode.env.clipboard.writeText(before);
    await deliverToChat(text, {
      hasChat: settings.hasChat,
      executeCommand: vscode.commands.executeCommand,
      copy: (copied) => vscode.env.clipboard.writeText(copied),
      warn: (message) => said.push(message),
    });
    return [...said, await vscode.env.clipboard.readText()];
  }

  after(async () => {
    await switchedOff(undefined);
    settings.dispose();
  });

  it('is in the clipboard where AI features are switched off, and says so', async () => {
    await switchedOff(true);
    assert.equal(settings.hasChat, false);
    assert.deepEqual(await delivered('Port the lexer'), [
      'The chat could not be opened. The prompt was copied to the clipboard instead.',
      'Port the lexer',
    ]);
    assert.deepEqual(chatInputs(), []);
  });

  it('would be lost there otherwise: the command of the chat resolves and opens nothing', async () => {
    await switchedOff(true);
    await vscode.commands.executeCommand('workbench.action.chat.open', { query: 'x', isPartialQuery: true });
    assert.deepEqual(chatInputs(), []);
  });

  it('is in the box of the chat where there is one, and not in the clipboard', async () => {
    await switchedOff(false);
    assert.deepEqual(await delivered('Port the parser'), [before]);
    if (tellsChatInput) {
      while (!chatInputs().includes('Port the parser')) {
        await new Promise((resolve) => {
          setTimeout(resolve, 20);
        });
      }
    }
  });
});

/** Versions before keep the box to themselves. */
const tellsChatInput = Number(vscode.version.split('.')[1]) >= 124;

function chatInputs(): readonly string[] {
  return vscode.workspace.textDocuments
    .filter(({ uri }) => uri.scheme === 'chatSessionInput')
    .map((document) => document.getText());
}
