import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { startTask } from './startTask';
import { createProfile, removeProfile } from './profile';
import { until } from './until';
import { Workbench } from './workbench';

describe('A record that takes long to open', () => {
  it('is waited for by what needs it, while the status bar shows what the window remembers', async () => {
    const profile = createProfile();
    const workbench = await Workbench.open({ profile });
    const { quickInput, statusBar } = workbench;
    await startTask(workbench, 'Port the parser');
    // Whoever reads a pipe waits until it is written to: the record opens when the journey lets it. A pipe among the
    // record's own files would be refused; this one stands for SQLite itself, in this profile's copy of the extension.
    const wasm = wasmOf(profile.extensions);
    const bytes = fs.readFileSync(wasm);
    fs.rmSync(wasm);
    execFileSync('mkfifo', [wasm]);
    await workbench.reload();
    const status = statusBar.item('status');
    await status.untilText(/^Port the parser$/);
    await until('the status bar to say that the record opens', async () =>
      (await status.accessibleName()).includes('Port the parser, opening the record'),
    );
    await status.activate();
    const progress = workbench.page.getByText('Leverage Record: Opening the record…');
    await progress.waitFor();
    await workbench.screenshot('opening');
    fs.writeFileSync(wasm, bytes);
    await quickInput.waitFor('Current task: “Port the parser”');
    const offered = (await quickInput.items()).map(({ label }) => label);
    assert.ok(offered.includes('Close Task'), offered.join(' | '));
    await progress.waitFor({ state: 'detached' });
    await until('the status bar to say so', async () => !(await status.accessibleName()).includes('opening'));
    await quickInput.escape();
    await workbench.close();
    removeProfile(profile);
  });
});

function wasmOf(extensions: string): string {
  const folder = fs
    .readdirSync(extensions)
    .find((name) => name.startsWith('leverage-record.leverage-record-'));
  assert.ok(folder, 'the extension is installed');
  return path.join(extensions, folder, 'dist/sql-wasm.wasm');
}
