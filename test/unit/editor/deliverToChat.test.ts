import assert from 'node:assert/strict';
import { deliverToChat, focusChat } from '../../../src/editor/prompts/deliverToChat';

const prompt = 'First line\nsecond line';

interface Present {
  readonly chat?: boolean;
  readonly clipboard?: boolean;
  /** Off: the command is there, resolves and does nothing. */
  readonly hasChat?: boolean;
}

function ports({ chat = true, clipboard = true, hasChat = true }: Present) {
  const done: unknown[] = [];
  return {
    done,
    hasChat,
    executeCommand: async (command: string, argument?: unknown) => {
      if (!chat) {
        throw new Error(`command '${command}' not found`);
      }
      done.push(['opened', command, argument]);
    },
    copy: async (text: string) => {
      if (!clipboard) {
        throw new Error('no clipboard');
      }
      done.push(['copied', text]);
    },
    warn: (message: string) => void done.push(['warned', message]),
  };
}

describe('A prompt for the chat', () => {
  it('is put whole into its box for the user to send, and nowhere else', async () => {
    const chat = ports({});
    await deliverToChat(prompt, chat);
    assert.deepEqual(chat.done, [
      ['opened', 'workbench.action.chat.open', { query: prompt, isPartialQuery: true }],
    ]);
  });

  for (const [name, present] of [
    ['there is no chat', { chat: false }],
    ['the chat is switched off', { hasChat: false }],
  ] as const) {
    it(`is in the clipboard where ${name}, and says so`, async () => {
      const chat = ports(present);
      await deliverToChat(prompt, chat);
      assert.deepEqual(chat.done, [
        ['copied', prompt],
        ['warned', 'The chat could not be opened. The prompt was copied to the clipboard instead.'],
      ]);
    });
  }

  for (const [name, present, done] of [
    ['there is one', {}, [['opened', 'workbench.action.chat.open', undefined]]],
    ['it is gone', { chat: false }, []],
    ['it is switched off', { hasChat: false }, []],
  ] as const) {
    it(`leaves the keyboard in the chat where ${name}`, async () => {
      const chat = ports(present);
      await focusChat(chat);
      assert.deepEqual(chat.done, done);
    });
  }

  it('fails where neither takes it, and does not claim to have delivered it', async () => {
    const chat = ports({ chat: false, clipboard: false });
    await assert.rejects(deliverToChat(prompt, chat), /no clipboard/);
    assert.deepEqual(chat.done, []);
  });
});
