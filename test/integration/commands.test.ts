import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { UserError } from '../../src/core/userError';
import { commandIds } from '../../src/editor/commandIds';
import { actions } from '../../src/editor/actions/actions';
import { atBoundary } from '../../src/editor/actions/atBoundary';

describe('a command', () => {
  it('of the manifest is registered once the extension is active, each of them', async () => {
    await vscode.extensions.getExtension('leverage-record.leverage-record')?.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(commandIds).filter((id) => !registered.has(id)),
      [],
    );
  });

  for (const [name, run, logged] of [
    ['does its work', () => 'done', []],
    ['fails with a message for the user', () => reject(new UserError('Open a folder first.')), []],
    ['throws such a message at once', throwing(new UserError('Open a folder first.')), []],
    ['is cancelled', () => reject(new vscode.CancellationError()), []],
    ['has a defect', () => reject(new TypeError('x is undefined')), ['TypeError: x is undefined']],
    ['throws at once', throwing(new TypeError('x is undefined')), ['TypeError: x is undefined']],
    ['throws what is no error', throwing('no folder'), ['no folder']],
    ['throws nothing at all', throwing(undefined), ['undefined']],
  ] as const) {
    it(`that ${name} never fails for its caller${logged.length > 0 ? ', and is logged' : ''}`, async () => {
      const errors: string[] = [];
      const log = {
        error: (_message: string | Error, ...details: unknown[]) => void errors.push(...details.map(String)),
        show: () => assert.fail('The log opens only when the user asks for it.'),
      };
      const command = vscode.commands.registerCommand('leverageRecord.tried', () =>
        atBoundary(log, 'Try', run),
      );
      try {
        assert.equal(await vscode.commands.executeCommand('leverageRecord.tried'), undefined);
        assert.deepEqual(errors, logged);
      } finally {
        command.dispose();
        await vscode.commands.executeCommand('notifications.clearAll');
      }
    });
  }

  it('has the title in the table of actions that the manifest gives it', () => {
    const manifest = vscode.extensions.getExtension('leverage-record.leverage-record')?.packageJSON;
    const titles: readonly { readonly command: string; readonly title: string }[] =
      manifest.contributes.commands;
    const ofTable = new Map(Object.entries(actions).map(([name, { title }]) => [name, title()]));
    assert.ok(titles.length > 20);
    for (const { command, title } of titles) {
      assert.equal(ofTable.get(command.replace('leverageRecord.', '')), title);
    }
  });

  it('of an import takes a file from its caller, and nothing else', () => {
    const file = vscode.Uri.file('/tmp/record.csv');
    const { fromCommand } = actions.importRecord;
    assert.equal(fromCommand?.(file), file);
    for (const rubbish of [
      undefined,
      null,
      '/tmp/record.csv',
      { rubbish: true },
      { path: '/tmp/record.csv' },
    ]) {
      assert.equal(fromCommand?.(rubbish), undefined);
    }
  });
});

function reject(error: Error): Promise<never> {
  return Promise.reject(error);
}

function throwing(what: unknown): () => never {
  return () => {
    throw what;
  };
}
