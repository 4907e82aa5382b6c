import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { createProfile, removeProfile } from './profile';
import { until } from './until';
import { Workbench } from './workbench';

const settings = '{\r\n\t// mine\r\n\t"model": "opus"\r\n}\r\n';

describe('Connecting agents', () => {
  it('shows what it writes, lets an agent in the terminal call, and leaves no trace', async () => {
    const profile = createProfile();
    const folder = path.join(profile.root, 'claude config');
    const file = path.join(folder, 'settings.json');
    fs.mkdirSync(folder);
    fs.writeFileSync(file, settings);
    const workbench = await Workbench.open({ profile, env: { CLAUDE_CONFIG_DIR: folder } });
    const { quickInput, notifications, page, terminal } = workbench;

    await workbench.runCommand('Leverage Record: Connect Agents');
    await quickInput.waitFor('Select the agents that may propose');
    await workbench.screenshot('connect-agents');
    await page.keyboard.press('Enter');
    await quickInput.waitFor('Review the changes to 2 files');
    const shown = page.locator('.part.editor');
    await until('the planned permission', async () =>
      (await shown.innerText()).includes('Bash(leverage-record'),
    );
    await workbench.screenshot('connect-preview');
    await quickInput.pick('Cancel');
    await until('the preview to close', async () => (await page.locator('.tab').count()) === 0);
    assert.deepEqual(fs.readdirSync(folder), ['settings.json']);

    await workbench.runCommand('Leverage Record: Connect Agents');
    await quickInput.waitFor('Select the agents that may propose');
    await page.keyboard.press('Enter');
    await quickInput.waitFor('Review the changes to 2 files');
    await quickInput.pick('Connect');
    await notifications.waitFor('Connected: Claude Code.');
    assert.match(fs.readFileSync(file, 'utf8'), /"Bash\(leverage-record propose:\*\)"/);
    assert.ok(fs.existsSync(path.join(folder, 'skills', 'leverage-record', 'SKILL.md')));

    const said = path.join(profile.root, 'said.txt');
    await terminal.open();
    await terminal.run(
      `{ command -v leverage-record; leverage-record propose --title Port --hours 3; } > '${said}' 2>&1`,
    );
    await until('the command to answer', () => /\nproposal-[0-9a-f]{32}\n$/.test(textOf(said)));
    // Behind what VS Code's shell integration writes.
    const [found = ''] = textOf(said).split('\n');
    assert.ok(found.endsWith(path.join(profile.dataDirectory, 'bin', 'leverage-record')), found);

    await workbench.runCommand('Leverage Record: Check Agents');
    await quickInput.waitFor('Select an agent to go on with its next step');
    await workbench.screenshot('connect-check');
    const [claude, codex] = await quickInput.items();
    assert.match(claude?.label ?? '', /Claude Code/);
    assert.match(claude?.description ?? '', /^proposals: connected, none so far/);
    assert.match(claude?.detail ?? '', /let it finish something/);
    assert.match(codex?.description ?? '', /transcripts: not used on this computer$/);
    await page.keyboard.press('Escape');

    await workbench.runCommand('Leverage Record: Disconnect Agents');
    await quickInput.waitFor('Select the agents to disconnect');
    await page.keyboard.press('Enter');
    await quickInput.waitFor('Review the changes to 2 files');
    await quickInput.pick('Disconnect');
    await notifications.waitFor('Disconnected: Claude Code.');
    assert.equal(fs.readFileSync(file, 'utf8'), settings);
    assert.deepEqual(
      fs.readdirSync(folder).filter((name) => !name.endsWith('.bak')),
      ['settings.json'],
    );
    await workbench.close();
    removeProfile(profile);
  });
});

function textOf(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}
