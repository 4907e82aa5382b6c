import assert from 'node:assert/strict';
import path from 'node:path';
import { startTaskChanges } from '../../src/core/task/actions';
import { AgentHistory } from './agentHistory';
import { createProfile, removeProfile, type Profile } from './profile';
import { recordedWork, recordInProfile, untilNoneOpen } from './recordedWork';
import { until } from './until';
import { Workbench } from './workbench';

const aMinuteMs = 60_000;
const unassigned = 'Unassigned agent sessions';

describe('Closing a task in whose folder agents worked for no task', () => {
  let profile: Profile;
  let workbench: Workbench;

  before(async () => {
    profile = createProfile();
    const startedAt = Date.now() - 60 * aMinuteMs;
    const task = { title: 'Accept vouchers', folder: profile.workspace };
    await recordInProfile(profile, startTaskChanges('task-1', task, startedAt));
    const history = new AgentHistory(profile);
    history.session(1, profile.workspace, startedAt + 5 * aMinuteMs, 5 * aMinuteMs);
    history.session(2, path.join(profile.workspace, 'api'), startedAt + 20 * aMinuteMs, 3 * aMinuteMs);
    workbench = await Workbench.open({ profile, env: history.env });
    await workbench.runCommand('Leverage Record: Scan Agent History');
    await workbench.notifications.waitFor('2 agent sessions');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('Leverage Record: Show Inbox');
    await inboxHeading('Inbox, 2');
  });

  after(async () => {
    await workbench.close();
    removeProfile(profile);
  });

  it('counts the chosen ones before it is confirmed, and leaves them in the inbox if it is not', async () => {
    const { page, quickInput } = workbench;
    await workbench.runCommand('Leverage Record: Close Task');
    await quickInput.waitFor('Close Task: Human estimate');
    await quickInput.type('1');
    await quickInput.accept();
    await untilRow(unassigned, '0 of 2 included · 8 min left out');
    await untilRow('AI minutes', '0 min');
    await workbench.screenshot('closing-sessions-none');
    await quickInput.typeOut('unassigned');
    await until('the row alone', async () => (await quickInput.items())[0]?.label === unassigned);
    await quickInput.press('Enter');
    await quickInput.waitFor(`Close Task: ${unassigned}`);
    await until('the sessions', async () => (await quickInput.items()).length === 2);
    // Into the list.
    await quickInput.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByText('1 Selected').waitFor();
    await workbench.screenshot('closing-sessions-selected');
    await page.keyboard.press('Enter');
    await untilRow(unassigned, '1 of 2 included · 5 min left out');
    await untilRow('AI minutes', '3 min · Measured');
    const record = await workbench.webview('editor');
    const inInbox = await record.locator('label', { hasText: ' 3 min · ' }).innerText();
    assert.ok(inInbox.includes(`${await row('Tokens')} tokens`), inInbox);
    assert.match((await row('Close Task')) ?? '', /^Leverage factor 20\.0x/);
    await workbench.screenshot('closing-sessions-chosen');
    await quickInput.escape();
    await inboxHeading('Inbox, 2');
    const { sessions } = await recordedWork(profile);
    assert.deepEqual(sessions, [], 'nothing of it is stored');
  });

  it('has the choice again, and one Undo brings back the task and its sessions', async () => {
    await workbench.runCommand('Leverage Record: Close Task');
    await untilRow(unassigned, '1 of 2 included · 5 min left out');
    const tokens = `${await row('Tokens')} tokens`;
    await workbench.quickInput.accept();
    await untilNoneOpen(profile);
    await inboxHeading('Inbox, 1');
    const record = await workbench.webview('editor');
    const logged = record.locator('tbody tr', { hasText: 'Accept vouchers' });
    await logged.waitFor();
    assert.equal(await logged.locator('[data-column="factor"]').innerText(), '20.0x');
    await logged.getByText(tokens).waitFor();
    await workbench.screenshot('closing-sessions-closed');

    await workbench.runCommand('Leverage Record: Undo Last Change');
    await inboxHeading('Inbox, 2');
    const { openTasks, sessions } = await recordedWork(profile);
    assert.deepEqual([openTasks.map(({ title }) => title), sessions], [['Accept vouchers'], []]);
    await workbench.screenshot('closing-sessions-undone');
  });

  async function inboxHeading(text: string): Promise<void> {
    const record = await workbench.webview('editor');
    await record.getByRole('heading', { name: text, exact: true }).waitFor();
  }

  async function row(label: string): Promise<string | undefined> {
    return (await workbench.quickInput.items()).find((item) => item.label === label)?.description;
  }

  async function untilRow(label: string, says: string): Promise<void> {
    await until(`${label}: ${says}`, async () => {
      const shown = await row(label);
      if (!shown?.startsWith(says)) {
        throw new Error(JSON.stringify(await workbench.quickInput.items()));
      }
      return true;
    });
  }
});
