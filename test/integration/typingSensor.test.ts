import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { TypingSensor } from '../../src/editor/sensors/typingSensor';
import { Settings } from '../../src/editor/settings';

describe('the typing sensor', () => {
  let sensor: TypingSensor;
  let settings: Settings;
  const typedIn: string[] = [];

  before(() => {
    settings = new Settings();
    sensor = new TypingSensor(
      {
        observe: () => undefined,
        typedIn: (document) => void typedIn.push(document),
      },
      settings,
      Date.now,
      { info: () => undefined, warn: () => undefined, error: (message) => assert.fail(String(message)) },
    );
  });

  after(async () => {
    sensor.dispose();
    settings.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  beforeEach(() => {
    typedIn.length = 0;
  });

  async function open(language: string): Promise<vscode.TextEditor> {
    const document = await vscode.workspace.openTextDocument({ language, content: '' });
    return vscode.window.showTextDocument(document);
  }

  async function type(text: string): Promise<void> {
    for (const key of text) {
      await vscode.commands.executeCommand('type', { text: key });
    }
  }

  it('hears each key in a prompt, Backspace too', async () => {
    const { document } = await open('leverage-prompt');
    await type('hello');
    await vscode.commands.executeCommand('deleteLeft');
    await until(() => typedIn.length === 6);
    assert.deepEqual(new Set(typedIn), new Set([document.uri.toString()]));
  });

  it('does not hear what an extension writes, nor undo', async () => {
    const editor = await open('leverage-prompt');
    await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), 'written by an agent'));
    await vscode.commands.executeCommand('undo');
    assert.deepEqual(typedIn, []);
  });

  it('hears nothing in any other document', async () => {
    await open('plaintext');
    await type('hello');
    assert.deepEqual(typedIn, []);
  });
});

/** Waits for a fact; the runner's own time-out ends it. */
async function until(fact: () => boolean): Promise<void> {
  while (!fact()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
