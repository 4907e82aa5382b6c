import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { TypingSensor } from '../../src/editor/sensors/typingSensor';
import { isZone } from '../../src/core/days/day';
import { Settings } from '../../src/editor/settings';

describe('the typing sensor', () => {
  let sensor: TypingSensor;
  let settings: Settings;
  const typedIn: string[] = [];
  const handed: (readonly [document: string, length: number])[] = [];

  before(() => {
    settings = new Settings(isZone);
    sensor = new TypingSensor(
      {
        observe: () => undefined,
        typedIn: (document) => void typedIn.push(document),
        promptHanded: (document, length) => void handed.push([document, length]),
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
    handed.length = 0;
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
    // Changes are reported in order: had it heard those, it would have before this key.
    await type('x');
    await until(() => typedIn.length > 0);
    assert.deepEqual(typedIn, [editor.document.uri.toString()]);
  });

  it('reports the length of a prompt that an agent has its user write in a file, once that is closed', async () => {
    const uri = vscode.Uri.file(join(tmpdir(), `claude-prompt-${randomUUID()}.md`));
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('Port '));
    // As the user opens it: a document that an extension opens stays open for minutes.
    await vscode.commands.executeCommand('vscode.open', uri, { selection: new vscode.Range(0, 5, 0, 5) });
    await until(() => vscode.window.activeTextEditor?.document.uri.toString() === uri.toString());
    await type('the lexer');
    await vscode.commands.executeCommand('workbench.action.files.save');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until(() => handed.length === 1);
    assert.deepEqual(handed, [[uri.toString(), 'Port the lexer'.length]]);
    await vscode.workspace.fs.delete(uri);
  });

  it('reports no length for a prompt that was sent from here, which is empty before it is closed', async () => {
    const { document } = await open('leverage-prompt');
    await type('hello');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until(() => document.isClosed);
    assert.deepEqual(handed, []);
  });

  it('hears nothing in any other document', async () => {
    await open('plaintext');
    await type('hello');
    assert.deepEqual(typedIn, []);
    const { document } = await open('leverage-prompt');
    await type('x');
    await until(() => typedIn.length > 0);
    assert.deepEqual(typedIn, [document.uri.toString()]);
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
