import assert from 'node:assert/strict';
import { createProfile, removeProfile } from './profile';
import { until } from './until';
import { Workbench, type ColorTheme } from './workbench';

const themes: readonly ColorTheme[] = ['dark', 'light', 'high contrast dark', 'high contrast light'];

describe('The pages', () => {
  it('show the same day in the sidebar and in a tab, obey VS Code’s policy, and come back after a reload', async () => {
    const profile = createProfile();
    const workbench = await Workbench.open({ profile });
    const complaints: string[] = [];
    workbench.page.on('console', (line) => {
      if (/Content Security Policy/i.test(line.text())) {
        complaints.push(`${line.location().url}: ${line.text()}`);
      }
    });
    await workbench.openActivityBarView('Leverage Record');
    const report = await workbench.webview('sidebar');
    await report.getByRole('button', { name: 'Start Task' }).waitFor();
    await workbench.screenshot('pages-empty');
    await report.getByRole('button', { name: 'Start Task' }).click();
    await answer(workbench, { 'Start Task': 'Try the pages', 'Leave empty to estimate later': '2h' });
    await until('the task to start', async () => !(await workbench.quickInput.isOpen()));
    await report.getByRole('article', { name: 'Try the pages' }).waitFor();
    await workbench.runCommand('Leverage Record: Open Record');
    const record = await workbench.webview('editor');
    await record.getByText('No task has been closed today.').waitFor();
    await record.getByRole('button', { name: 'Log Finished Task' }).click();
    await answer(workbench, {
      'Log Finished Task: Description': 'Fix the flaky test',
      'Log Finished Task: Human estimate': '2h',
      'Log Finished Task: AI minutes': '12',
      'Log Finished Task: Supervisory minutes': '3',
    });
    await until('the form', async () => (await workbench.quickInput.items()).length > 0);
    await workbench.quickInput.accept();
    await record.locator('tbody th', { hasText: 'Fix the flaky test' }).dblclick();
    await workbench.page.keyboard.type('Fix the flaky sign-in test');
    await workbench.page.keyboard.press('Enter');
    await record.locator('tbody th', { hasText: 'Fix the flaky sign-in test' }).waitFor();
    await report.getByRole('button', { name: 'Fix the flaky sign-in test' }).waitFor();
    await record.getByText('Timeline', { exact: true }).click();
    await record.getByText('Nothing was measured on this day.').waitFor();
    await group(workbench);
    await openFromHistory(workbench);
    for (const theme of themes) {
      await workbench.switchTheme(theme);
      await workbench.screenshot(`pages-${theme.replaceAll(' ', '-')}`);
    }
    await workbench.reload();
    const revived = await workbench.webview('editor');
    await revived.locator('tbody th', { hasText: 'Fix the flaky sign-in test' }).waitFor();
    await revived.getByText('Nothing was measured on this day.').waitFor();
    await thereIsOneHistory(workbench);
    assert.deepEqual(complaints, []);
    await workbench.close();
    removeProfile(profile);
  });
});

/** Gives the task a category from its row, and renames that over all days. */
async function group(workbench: Workbench): Promise<void> {
  const { quickInput } = workbench;
  const record = await workbench.webview('editor');
  await record.locator('td.actions button').click();
  await record.getByRole('menuitem', { name: 'Set Category…' }).click();
  await answer(workbench, { 'Select a category or type a new one': 'Tests' });
  await record.locator('td.group', { hasText: 'Tests' }).waitFor();
  await workbench.runCommand('Leverage Record: Rename Category');
  await quickInput.waitFor('Select the category to rename');
  await quickInput.accept();
  await answer(workbench, { 'Type the new name of “Tests”': 'Testing' });
  await quickInput.waitFor('Nothing is changed until you confirm');
  assert.deepEqual(
    (await quickInput.items()).map(({ label, description }) => [label, description]),
    [
      ['Rename “Tests” to “Testing”', 'changes 1 task'],
      ['Cancel', ''],
    ],
  );
  await quickInput.accept();
  await record.locator('td.group', { hasText: 'Testing' }).waitFor();
}

/** Types an answer into each input as it comes, chosen by its text. */
async function answer({ quickInput }: Workbench, answers: Readonly<Record<string, string>>): Promise<void> {
  for (const [input, text] of Object.entries(answers)) {
    await quickInput.waitFor(input);
    await quickInput.type(text);
    await quickInput.accept();
  }
}

/** Opens the history, and from its leaderboard the task in the record. */
async function openFromHistory(workbench: Workbench): Promise<void> {
  const tab = (name: string) => workbench.page.locator('.part.editor .tab.active', { hasText: name });
  await workbench.runCommand('Leverage Record: Open History');
  await tab('Leverage History').waitFor();
  const history = await workbench.webviewWith('editor', (page) =>
    page.getByRole('heading', { name: 'Book of records' }),
  );
  await workbench.screenshot('pages-history');
  await history.getByRole('grid', { name: 'Leaderboard of tasks' }).focus();
  await workbench.page.keyboard.press('Enter');
  await tab('Leverage Record').waitFor();
  await workbench.webviewWith('editor', (page) =>
    page.locator('.log th[tabindex="0"]', { hasText: 'Fix the flaky sign-in test' }),
  );
}

/** A tab that was behind another is there after a reload, and its page only once it is shown: it is shown, and no other one made. */
async function thereIsOneHistory(workbench: Workbench): Promise<void> {
  const tabs = workbench.page.locator('.part.editor .tab', { hasText: 'Leverage History' });
  assert.equal(await tabs.count(), 1);
  await workbench.runCommand('Leverage Record: Open History');
  await workbench.webviewWith('editor', (page) => page.getByRole('heading', { name: 'Book of records' }));
  assert.equal(await tabs.count(), 1);
}
