import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { draftText } from '../../src/core/prose/draftText';
import { ProseChecker } from '../../src/editor/prose/proseChecker';
import { proseLanguage } from '../../src/editor/prose/proseLanguage';
import { publishingStore } from '../fixtures/publishingStore';
import { closedTask } from '../fixtures/tasks';

const day = '2026-04-19';
const tasks = [closedTask(12, 40, 2), closedTask(6, 20, 1)];
const store = {
  ...publishingStore(new Map([[day, tasks]])),
  version: 1,
  onDidChange: () => ({ dispose: () => undefined }),
};

describe('a draft about a day', () => {
  let checker: ProseChecker;
  before(() => {
    checker = new ProseChecker(store);
  });
  after(() => checker.dispose());

  async function opened(paragraph: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument({
      language: proseLanguage,
      content: draftText(day, [paragraph]),
    });
    await vscode.window.showTextDocument(document);
    return document;
  }

  /** The problems of a document once they are so many; the extension's own checker finds none, its record is empty. */
  async function problems(document: vscode.TextDocument, count: number): Promise<vscode.Diagnostic[]> {
    for (;;) {
      const found = vscode.languages.getDiagnostics(document.uri);
      if (found.length === count) {
        return found;
      }
      await new Promise<void>((resolve) => {
        const listener = vscode.languages.onDidChangeDiagnostics(() => {
          listener.dispose();
          resolve();
        });
      });
    }
  }

  it('shows what the record contradicts as a warning, and what it can’t check as a hint', async () => {
    const document = await opened('The day took 61 AI minutes and 4,300 lines.');
    const found = await problems(document, 2);
    assert.deepEqual(
      found.map(({ severity, range, message }) => [severity, document.getText(range), message]),
      [
        [
          vscode.DiagnosticSeverity.Warning,
          '61',
          'The record has something else. The AI minutes of rows 1, 2 are 60.',
        ],
        [vscode.DiagnosticSeverity.Hint, '4,300', 'Nothing in the record says whether this is right.'],
      ],
    );
  });

  it('replaces a wrong figure on request, and is checked again', async () => {
    const document = await opened('The leverage factor was 18.1x.');
    const [problem] = await problems(document, 1);
    assert.ok(problem);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
    );
    const fix = actions.find(({ title }) => title === 'Replace with “18.0x”');
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /The leverage factor was 18\.0x\./);
    assert.deepEqual(await problems(document, 0), []);
  });

  it('says on hover what a figure rests on', async () => {
    // The wrong figure shows that the right one has been looked at.
    const document = await opened('It took 18 human hours. The day took 61 AI minutes.');
    await problems(document, 1);
    const at = document.positionAt(document.getText().indexOf('18 human') + 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at,
    );
    const said = hovers.flatMap(({ contents }) =>
      contents.map((content) => (typeof content === 'string' ? content : content.value)),
    );
    assert.ok(
      said.some((text) => text.replaceAll('&nbsp;', ' ').includes('The human hours of rows 1, 2 are 18.')),
    );
  });

  it('is not checked without a day, or in another language', async () => {
    const other = await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: draftText(day, ['The day took 61 AI minutes.']),
    });
    const dayless = await vscode.workspace.openTextDocument({
      language: proseLanguage,
      content: 'The day took 61 AI minutes.',
    });
    const checked = await opened('The day took 61 AI minutes.');
    await problems(checked, 1);
    assert.deepEqual(vscode.languages.getDiagnostics(other.uri), []);
    assert.deepEqual(vscode.languages.getDiagnostics(dayless.uri), []);
  });
});
