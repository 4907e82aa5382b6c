import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { createProfile, removeProfile, type Profile } from './profile';
import { until } from './until';
import { Workbench } from './workbench';

const mine = '{\r\n\t// my model\r\n\t"model": "opus"\r\n}\r\n';

describe('In the configuration of Claude Code', () => {
  let profile: Profile;
  let folder: string;
  let file: string;
  let workbench: Workbench;

  before(async () => {
    profile = createProfile();
    folder = path.join(profile.root, 'claude config');
    file = path.join(folder, 'settings.json');
    fs.mkdirSync(folder);
    workbench = await Workbench.open({ profile, env: { CLAUDE_CONFIG_DIR: folder } });
  });

  beforeEach(async () => {
    for (const left of fs.readdirSync(folder)) {
      fs.rmSync(path.join(folder, left), { recursive: true });
    }
    fs.writeFileSync(file, mine);
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  after(async () => {
    await workbench.close();
    removeProfile(profile);
  });

  describe('Claude Code hooks', () => {
    it('are shown, installed with a backup, and removed without a trace', async () => {
      const { quickInput, notifications, page } = workbench;
      await workbench.runCommand('Leverage Record: Install Claude Code Hooks');
      await quickInput.waitFor('Review the changes to');
      const shown = page.locator('.monaco-diff-editor .editor.modified .view-lines');
      await until('the planned hooks', async () => (await shown.innerText()).includes('UserPromptSubmit'));
      await workbench.screenshot('hooks-preview');
      await quickInput.pick('Cancel');
      await until('the preview to close', async () => (await page.locator('.tab').count()) === 0);
      assert.deepEqual(fs.readdirSync(folder), ['settings.json']);
      assert.equal(fs.readFileSync(file, 'utf8'), mine);

      await workbench.runCommand('Leverage Record: Install Claude Code Hooks');
      await quickInput.waitFor('Review the changes to');
      await quickInput.pick('Install');
      await notifications.waitFor('The hooks are installed.');
      const installed = fs.readFileSync(file, 'utf8');
      assert.match(installed, /^\{\r\n\t"hooks": \{\r\n\t\t"UserPromptSubmit"/);
      assert.ok(installed.endsWith(mine.slice(1)));
      const script = path.join(profile.dataDirectory, 'hooks', 'leverage-record-hook.sh');
      assert.ok(installed.includes(script) && fs.existsSync(script));
      assert.deepEqual(backupsIn(folder), [mine]);

      await workbench.runCommand('Leverage Record: Remove Claude Code Hooks');
      await quickInput.waitFor('Review the changes to');
      await quickInput.pick('Remove');
      await notifications.waitFor('The hooks were removed.');
      assert.equal(fs.readFileSync(file, 'utf8'), mine);
      assert.deepEqual(backupsIn(folder).sort(), [mine, installed].sort());

      fs.writeFileSync(file, '{"hooks": ');
      await workbench.runCommand('Leverage Record: Install Claude Code Hooks');
      await notifications.waitFor('not valid JSON (line 1)');
      assert.equal(fs.readFileSync(file, 'utf8'), '{"hooks": ');
    });
  });

  describe('Connecting agents', () => {
    it('shows what it writes, lets an agent in the terminal call, and leaves no trace', async () => {
      const { quickInput, notifications, page, terminal } = workbench;
      await workbench.runCommand('Leverage Record: Connect Agents');
      await quickInput.waitFor('Select the agents that may propose');
      await workbench.screenshot('connect-agents');
      await quickInput.accept();
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
      await quickInput.accept();
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
      await quickInput.escape();

      await workbench.runCommand('Leverage Record: Disconnect Agents');
      await quickInput.waitFor('Select the agents to disconnect');
      await quickInput.accept();
      await quickInput.waitFor('Review the changes to 2 files');
      await quickInput.pick('Disconnect');
      await notifications.waitFor('Disconnected: Claude Code.');
      assert.equal(fs.readFileSync(file, 'utf8'), mine);
      assert.deepEqual(
        fs.readdirSync(folder).filter((name) => !name.endsWith('.bak')),
        ['settings.json'],
      );
    });
  });
});

function backupsIn(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .filter((name) => /^settings\.json\.leverage-record-.+\.bak$/.test(name))
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
}

function textOf(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}
