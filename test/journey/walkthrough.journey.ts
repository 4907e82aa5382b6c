import assert from 'node:assert/strict';
import { describeTask } from './startTask';
import { until } from './until';
import { Workbench } from './workbench';

describe('The walkthrough', () => {
  it('leads to the first task from wherever it is begun', async () => {
    const workbench = await Workbench.open();
    const { page, notifications, statusBar, editor } = workbench;
    const walkthrough = page.locator('.gettingStartedContainer');
    const done = (title: string): Promise<boolean> =>
      walkthrough
        .locator('.getting-started-step', { hasText: title })
        .locator('.codicon.complete')
        .isVisible();
    await workbench.runCommand('Leverage Record: Open Walkthrough');
    await walkthrough.getByText('Close the task with your estimate').click();
    await walkthrough.getByRole('button', { name: 'Close Task' }).click();
    const shown = await notifications.waitFor('No task is open');
    await workbench.screenshot('walkthrough-no-task');
    assert.deepEqual(shown.buttons, ['Start Task', 'Log Finished Task']);
    assert.equal(await done('Close the task with your estimate'), false);
    assert.equal(await done('Start a task'), false);
    await notifications.click('No task is open', 'Start Task');
    await describeTask(workbench, 'Port the parser');
    const status = statusBar.item('status');
    await status.untilText(/^Port the parser$/);
    await until('the step to be done', () => done('Start a task'));
    const tooltip = await status.tooltip();
    assert.match(tooltip, /Open Record/);
    assert.match(tooltip, /0 supervisory minutes\./, 'spaces at which a line can break');
    assert.doesNotMatch(tooltip, /Switch Task/, 'there is no other task');
    await walkthrough.getByText('Write the prompt in an editor').click();
    await walkthrough.getByRole('button', { name: 'Write Prompt' }).click();
    await until('a prompt document', async () => /Prompt|Untitled/.test(await editor.activeTab()));
    await workbench.close();
  });
});
