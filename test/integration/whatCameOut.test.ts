import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { askGit } from '../../src/editor/git/askGit';

describe('What git says came out of work', () => {
  const opened = (): string =>
    vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail('no folder is open');

  function git(folder: string, ...args: readonly string[]): void {
    execFileSync('git', ['-C', folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args]);
  }

  before(async () => {
    // What knows where git is; it is part of the editor and starts with it.
    await vscode.extensions.getExtension('vscode.git')?.activate();
  });

  it('is asked of the git that the editor has found, in the open folder and below', async () => {
    const start = Date.now();
    const folder = join(opened(), 'below');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'came-out.txt'), 'one\ntwo\n');
    git(folder, 'add', '-A');
    git(folder, 'commit', '--quiet', '-m', 'Work');
    const spans = [{ start, end: Date.now() }];
    const found = { commits: 1, files: 1, added: 2, removed: 0 };
    assert.deepEqual(await askGit({ folder, branch: null }, spans), found);
    const branch = execFileSync('git', ['-C', folder, 'branch', '--show-current'], {
      encoding: 'utf8',
    }).trim();
    assert.deepEqual(await askGit({ folder: opened(), branch }, spans), found);
    assert.equal(await askGit({ folder, branch: 'gone' }, spans), undefined);
  });

  it('is not asked in a folder that is not open', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'not-open-'));
    try {
      git(elsewhere, 'init', '--quiet');
      git(elsewhere, 'commit', '--quiet', '--allow-empty', '-m', 'Work');
      const now = Date.now();
      assert.equal(await askGit({ folder: elsewhere, branch: null }, [{ start: now, end: now }]), undefined);
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});
