import assert from 'node:assert/strict';
import { AgentHistory } from './agentHistory';
import { createProfile, removeProfile, type Profile } from './profile';
import { startTask } from './startTask';
import { until } from './until';
import { Workbench } from './workbench';

const anHourMs = 3_600_000;

describe('The inbox by keyboard', () => {
  let profile: Profile;
  let workbench: Workbench;
  let inboxHeading: (text: string) => Promise<void>;

  before(async () => {
    profile = createProfile();
    const history = new AgentHistory(profile);
    const start = Date.now() - 2 * anHourMs;
    history.session(1, '/w/shop', start, 300_000);
    history.session(2, '/w/shop/api', start + 600_000, 240_000);
    history.session(3, '/w/docs', start + 1_200_000, 180_000);
    workbench = await Workbench.open({ profile, env: history.env });
    await workbench.runCommand('Leverage Record: Scan Agent History');
    await workbench.notifications.waitFor('3 agent sessions');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await startTask(workbench, 'Accept vouchers');
    await workbench.runCommand('Leverage Record: Show Inbox');
    const record = await workbench.webview('editor');
    inboxHeading = (text) => record.getByRole('heading', { name: text, exact: true }).waitFor();
    await inboxHeading('Inbox, 3');
  });

  after(async () => {
    await workbench.close();
    removeProfile(profile);
  });

  it('gives one session to a task, and Undo brings it back', async () => {
    const { page } = workbench;
    const record = await workbench.webview('editor');
    await record.locator('#inbox-heading:focus').waitFor();
    await tabTo('input[data-session]');
    await page.keyboard.press('Space');
    await record.getByText('1 selected').waitFor();
    await workbench.screenshot('inbox-selected');
    await tabTo('[aria-label="Assign the selected sessions to a task"]', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await workbench.quickInput.waitFor('Assign 1 Agent Session to Task');
    await workbench.screenshot('inbox-assign');
    await choose('Accept vouchers');
    await inboxHeading('Inbox, 2');
    await record.locator('.inbox input:focus').waitFor();
    await workbench.screenshot('inbox-assigned');
    await undo();
    await inboxHeading('Inbox, 3');
  });

  it('ignores one session, and Undo brings it back', async () => {
    const { page, quickInput } = workbench;
    await runByKeyboard('Leverage Record: Ignore Agent Sessions');
    await quickInput.waitFor('Select the sessions');
    await until('the sessions', async () => (await quickInput.items()).length === 3);
    // Into the list.
    await quickInput.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByText('1 Selected').waitFor();
    await workbench.screenshot('inbox-ignore');
    await page.keyboard.press('Enter');
    await inboxHeading('Inbox, 2');
    await undo();
    await inboxHeading('Inbox, 3');
  });

  it('ignores a folder and its subfolders until that is undone', async () => {
    const { quickInput } = workbench;
    await runByKeyboard('Leverage Record: Ignore Folder in Inbox');
    await quickInput.waitFor('Ignore Folder in Inbox');
    await workbench.screenshot('inbox-ignore-folder');
    await choose('shop');
    await inboxHeading('Inbox, 1');
    const record = await workbench.webview('editor');
    await record.getByText('Ignored folders: 1').waitFor();
    await workbench.screenshot('inbox-folder-ignored');
    await runByKeyboard('Leverage Record: Stop Ignoring Folder');
    await quickInput.waitFor('Stop Ignoring Folder');
    await choose('shop');
    await inboxHeading('Inbox, 3');
    await undo();
    await inboxHeading('Inbox, 1');
    await undo();
    await inboxHeading('Inbox, 3');
  });

  async function runByKeyboard(title: string): Promise<void> {
    const { page, quickInput } = workbench;
    await until('the palette', async () => {
      await page.keyboard.press('F1');
      return (await quickInput.isOpen()) && (await quickInput.value()).startsWith('>');
    });
    await quickInput.typeOut(title);
    await until('its row', async () => (await quickInput.items())[0]?.label === title);
    await quickInput.press('Enter');
    await until(
      'the palette to close',
      async () => !(await quickInput.isOpen()) || !(await quickInput.value()).startsWith('>'),
    );
  }

  async function undo(): Promise<void> {
    await runByKeyboard('Leverage Record: Undo Last Change');
  }

  async function choose(label: string): Promise<void> {
    const { quickInput } = workbench;
    await quickInput.typeOut(label);
    await until('the choice', async () => (await quickInput.items())[0]?.label === label);
    await quickInput.press('Enter');
  }

  async function tabTo(selector: string, key = 'Tab'): Promise<void> {
    const record = await workbench.webview('editor');
    for (let presses = 0; presses < 40; presses += 1) {
      await workbench.page.keyboard.press(key);
      if ((await record.locator(`${selector}:focus, ${selector}:focus-within`).count()) > 0) {
        return;
      }
    }
    assert.fail(`No ${selector} within 40 times ${key}`);
  }
});
