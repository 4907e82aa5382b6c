import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { createProfile, removeProfile } from './profile';
import { until } from './until';
import { Workbench } from './workbench';

const before = '{\r\n\t// my model\r\n\t"model": "opus"\r\n}\r\n';

describe('Claude Code hooks', () => {
  it('are shown, installed with a backup, and removed without a trace', async () => {
    const profile = createProfile();
    const folder = path.join(profile.root, 'claude config');
    const file = path.join(folder, 'settings.json');
    fs.mkdirSync(folder);
    fs.writeFileSync(file, before);
    const workbench = await Workbench.open({ profile, env: { CLAUDE_CONFIG_DIR: folder } });
    const { quickInput, notifications, page } = workbench;

    await workbench.runCommand('Leverage Record: Install Claude Code Hooks');
    await quickInput.waitFor('Review the changes to');
    const shown = page.locator('.monaco-diff-editor .editor.modified .view-lines');
    await until('the planned hooks', async () => (await shown.innerText()).includes('UserPromptSubmit'));
    await workbench.screenshot('hooks-preview');
    await quickInput.pick('Cancel');
    await until('the preview to close', async () => (await page.locator('.tab').count()) === 0);
    assert.deepEqual(fs.readdirSync(folder), ['settings.json']);
    assert.equal(fs.readFileSync(file, 'utf8'), before);

    await workbench.runCommand('Leverage Record: Install Claude Code Hooks');
    await quickInput.waitFor('Review the changes to');
    await quickInput.pick('Install');
    await notifications.waitFor('The hooks are installed.');
    const installed = fs.readFileSync(file, 'utf8');
    assert.match(installed, /^\{\r\n\t"hooks": \{\r\n\t\t"UserPromptSubmit"/);
    assert.ok(installed.endsWith(before.slice(1)));
    const script = path.join(profile.dataDirectory, 'hooks', 'leverage-record-hook.sh');
    assert.ok(installed.includes(script) && fs.existsSync(script));
    assert.deepEqual(backupsIn(folder), [before]);

    await workbench.runCommand('Leverage Record: Remove Claude Code Hooks');
    await quickInput.waitFor('Review the changes to');
    await quickInput.pick('Remove');
    await notifications.waitFor('The hooks were removed.');
    assert.equal(fs.readFileSync(file, 'utf8'), before);
    assert.deepEqual(backupsIn(folder).sort(), [before, installed].sort());

    fs.writeFileSync(file, '{"hooks": ');
    await workbench.runCommand('Leverage Record: Install Claude Code Hooks');
    await notifications.waitFor('not valid JSON (line 1)');
    assert.equal(fs.readFileSync(file, 'utf8'), '{"hooks": ');
    await workbench.close();
    removeProfile(profile);
  });
});

function backupsIn(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .filter((name) => /^settings\.json\.leverage-record-.+\.bak$/.test(name))
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
}
