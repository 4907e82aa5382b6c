import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { addDays, dayBounds, dayOf } from '../../src/core/days/day';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { makeEndless } from '../fixtures/agents/endlessFile';
import { AgentHistory } from './agentHistory';
import { createProfile, removeProfile } from './profile';
import { until } from './until';
import { Workbench } from './workbench';

const zone = 'UTC';

describe('A session from last week', () => {
  it('is found by a scan and becomes a closed task of its day from the inbox, and undone it is back', async () => {
    const profile = createProfile();
    const configuration = path.join(profile.root, 'claude');
    const day = addDays(dayOf(Date.now(), zone, '00:00'), -7);
    const transcript = new ClaudeTranscript({
      start: dayBounds(day, zone, '00:00').start + 10 * 3_600_000,
      cwd: '/w/shop',
    });
    transcript.prompt('Make the checkout accept vouchers').respond(300_000).written();
    transcript.wait(60_000).prompt('And test it').respond(120_000).written();
    const file = path.join(configuration, 'projects', transcript.name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, transcript.text());
    const workbench = await Workbench.open({
      profile,
      env: { CLAUDE_CONFIG_DIR: configuration },
      settings: { 'leverageRecord.timeZone': zone },
    });
    const { quickInput, notifications } = workbench;

    await workbench.runCommand('Leverage Record: Scan Agent History');
    await notifications.waitFor('1 agent session without a task');
    await workbench.runCommand('Leverage Record: Show Inbox');
    const record = await workbench.webview('editor');
    await record.getByRole('heading', { name: 'Inbox, 1' }).waitFor();
    await record.locator('input[data-session]').check();
    await workbench.screenshot('inbox');
    await record.getByRole('button', { name: 'Make a task from the selected sessions' }).click();
    await quickInput.waitFor('Make Task from Agent Sessions');
    await quickInput.pick(`Closed task, recorded on ${day}`);
    await quickInput.waitFor('Make Task from Agent Sessions: Human estimate');
    await quickInput.type('7h');
    await quickInput.accept();
    const row = async (label: string) => (await quickInput.items()).find((item) => item.label === label);
    await until('the form', async () => (await row('Human estimate'))?.description === '7h');
    assert.match((await row('AI minutes'))?.description ?? '', /^7 min · Measured/);
    await workbench.screenshot('inbox-past-record');
    await quickInput.accept();
    await record.getByRole('heading', { name: 'Inbox', exact: true }).waitFor();
    await record.getByRole('button', { name: 'Previous Recorded Day' }).click();
    const logged = record.locator('tbody tr', { hasText: `shop: claude, ${day}` });
    await logged.waitFor();
    assert.equal(await logged.locator('[data-column="factor"]').innerText(), '60.0x');

    await workbench.runCommand('Leverage Record: Undo Last Change');
    await record.getByRole('heading', { name: 'Inbox, 1' }).waitFor();
    await workbench.close();
    removeProfile(profile);
  });
});

describe('A scan of a long history', () => {
  it('shows its progress, stops when cancelled, and continues another time', async () => {
    const profile = createProfile();
    const history = new AgentHistory(profile);
    const start = Date.now() - 86_400_000;
    history.session(100, '/projects/shop', start, 60_000);
    await history.readBefore(profile);
    history.session(100, '/projects/shop', start, 60_000, 2);
    const files = Array.from({ length: 40 }, (_, index) =>
      history.session(index + 1, '/projects/shop', start + index * 600_000, 60_000),
    );
    // Files that changed are read first, then the largest of the others: one by each of the two threads.
    const openGates = files.slice(0, 2).map(makeEndless);
    const workbench = await Workbench.open({ profile, env: history.env });
    const { notifications } = workbench;
    await workbench.runCommand('Leverage Record: Scan Agent History');
    await notifications.waitFor('1 of 41 files', 30_000);
    await workbench.screenshot('scan-progress');
    await notifications.click('Scanning agent history', 'Cancel');
    // Calls arrive in the order they were made: once the page is there, the cancelling was, too.
    await workbench.runCommand('Leverage Record: Show Inbox');
    const record = await workbench.webview('editor');
    await record.getByRole('heading', { name: /^Inbox/ }).waitFor();
    await workbench.screenshot('scan-cancelled');
    openGates.forEach((open) => open());
    const heading = record.getByRole('heading', { name: /^Inbox, \d+$/ });
    await heading.waitFor();
    history.session(101, '/projects/later', Date.now() - 120_000, 60_000);
    await record.getByText('later').first().waitFor();
    await workbench.screenshot('scan-stopped');
    const read = Number((await heading.innerText()).replace('Inbox, ', ''));
    assert.ok(read <= 5, `${read} of 42 were read although the user cancelled`);
    assert.deepEqual(await notifications.shown(), []);

    await workbench.runCommand('Leverage Record: Scan Agent History');
    await notifications.waitFor('42 agent sessions', 30_000);
    await record.getByRole('heading', { name: 'Inbox, 42' }).waitFor();
    await workbench.screenshot('scan-finished');
    await workbench.close();
    removeProfile(profile);
  });
});
