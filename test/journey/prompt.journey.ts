import assert from 'node:assert/strict';
import { PromptDocument } from './promptDocument';
import { describeTask, startTask } from './startTask';
import { until } from './until';
import { Workbench } from './workbench';

const reopen = 'Leverage Record: Reopen Last Prompt';

describe('A prompt', () => {
  let workbench: Workbench;
  let prompt: PromptDocument;

  before(async () => {
    workbench = await Workbench.open({ settings: { 'chat.disableAIFeatures': true } });
    prompt = new PromptDocument(workbench);
  });

  after(() => workbench.close());

  it('is written in an editor, timed while it is typed, and sent as one paste to a terminal', async () => {
    const { quickInput, editor, terminal } = workbench;
    await terminal.open();
    await terminal.run('cat -v');
    assert.ok(!(await quickInput.offeredCommands(reopen)).includes(reopen), 'there is none yet');
    await workbench.runCommand('Leverage Record: Write Prompt');
    await describeTask(workbench, 'Import old invoices');
    await prompt.untilOpen();
    await prompt.untilLens(/Import old invoices/);
    await editor.focus();
    await editor.type('First line\nsecond line', { delayMs: 120 });
    await prompt.untilLens(/[1-9]\d* s typed so far/);
    await workbench.screenshot('write-prompt');
    await prompt.pressSend();
    await quickInput.waitFor('Send Prompt');
    await workbench.screenshot('send-prompt');
    await quickInput.type('cat');
    await quickInput.accept();
    await terminal.untilText(/\^\[\[200~First line/);
    await terminal.untilText(/second line\^\[\[201~/);
    await prompt.untilClosed();
  });

  it('stays open where it can not be sent', async () => {
    const { editor, page } = workbench;
    await workbench.changeSettings({ 'leverageRecord.promptTarget': 'clipboard' });
    await prompt.write();
    await prompt.pressSend();
    await until('what to do', async () =>
      (await page.locator('.notification-list-item').innerText()).includes('The prompt is empty.'),
    );
    assert.match(await editor.activeTab(), /^Untitled-/);
    await editor.focus();
    await editor.type('Now it has text');
    await prompt.send();
  });

  it('of a task that was closed or deleted since is reopened for the one that is worked on, which is asked for if there is none', async () => {
    const { quickInput, editor, page } = workbench;
    const tabs = page.locator('.tab');
    await prompt.write();
    await editor.type('Port the lexer');
    await prompt.send();
    await closeTask(workbench);

    await workbench.runCommand(reopen);
    await quickInput.waitFor('“Import old invoices” is closed. Select a task for this prompt.');
    assert.equal(await quickInput.title(), 'Reopen Last Prompt');
    assert.deepEqual(
      (await quickInput.items()).map(({ label }) => label),
      ['Start Task'],
    );
    await workbench.screenshot('reopen-prompt-of-closed-task');
    await quickInput.escape();
    assert.equal(await tabs.count(), 0);

    await workbench.runCommand(reopen);
    await quickInput.waitFor('“Import old invoices” is closed');
    await quickInput.pick('Start Task');
    await describeTask(workbench, 'Move to the new parser');
    await prompt.untilLens(/^0 s typed so far · Move to the new parser/);
    assert.equal(await editor.text(), 'Port the lexer', 'what was left is still there');
    await prompt.send();

    await startTask(workbench, 'Write the guide');
    await closeTask(workbench, 'Move to the new parser');
    await workbench.runCommand(reopen);
    await prompt.untilLens(/^0 s typed so far · Write the guide/);
    assert.equal(await editor.text(), 'Port the lexer');
    await prompt.send();

    await workbench.runCommand('Leverage Record: Delete Task');
    await quickInput.waitFor('Select the task to delete');
    await quickInput.pick('Write the guide');
    await workbench.statusBar.item('status').untilText('No task');
    await workbench.runCommand(reopen);
    await quickInput.waitFor('The task of this prompt was deleted. Select another task for it.');
    await workbench.screenshot('reopen-prompt-of-deleted-task');
    await quickInput.escape();
  });

  it('that did not arrive is reopened for its task, and its typing counts again', async () => {
    const { quickInput, editor, page, statusBar, notifications } = workbench;
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.changeSettings({ 'leverageRecord.promptTarget': 'chat' });
    await startTask(workbench, 'Import new invoices');
    await prompt.write();
    await prompt.untilLens(/^0 s typed so far/);
    await editor.type('Port the lexer', { delayMs: 120 });
    await prompt.untilLens(/^[1-9]\d* s typed so far/);
    await prompt.pressSend();
    await notifications.waitFor(
      'The chat could not be opened. The prompt was copied to the clipboard instead.',
    );
    await prompt.untilClosed();

    await statusBar.item('status').activate();
    await quickInput.waitFor('Leverage Record');
    await workbench.screenshot('actions-reopen-prompt');
    await quickInput.pick('Reopen Last Prompt');
    await prompt.untilOpen();
    await prompt.untilLens(/^0 s typed so far · Import new invoices/);
    await page.keyboard.type(', and test it', { delay: 120 });
    await until('its text', async () => (await editor.text()).includes('Port the lexer, and test it'));
    await prompt.untilLens(/^[1-9] s typed so far/);
    await workbench.screenshot('reopened-prompt');
  });
});

describe('A prompt where VS Code has its chat', () => {
  it('is in its box, where Enter would send it', async () => {
    const workbench = await Workbench.open({
      settings: { 'leverageRecord.promptTarget': 'chat', 'chat.disableAIFeatures': false },
    });
    const { editor, page } = workbench;
    const prompt = new PromptDocument(workbench);
    await startTask(workbench, 'Import old invoices');
    await prompt.write();
    await editor.type('Port the lexer');
    await prompt.pressSend();
    const box = page.locator('.interactive-input-part .monaco-editor').first();
    await prompt.untilClosed();
    await until('the box to have the keyboard', async () =>
      /\bfocused\b/.test((await box.getAttribute('class')) ?? ''),
    );
    await workbench.screenshot('prompt-in-chat');
    const text = (await box.locator('.view-lines').innerText()).replaceAll('\u00a0', ' ');
    assert.equal(text.trim(), 'Port the lexer');
    await workbench.close();
  });
});

/** @param title where more than one is open */
async function closeTask(workbench: Workbench, title?: string): Promise<void> {
  const { quickInput } = workbench;
  await workbench.runCommand('Leverage Record: Close Task');
  if (title !== undefined) {
    await quickInput.waitFor('Select the task to close');
    await quickInput.pick(title);
  }
  await quickInput.waitFor('Close Task: Human estimate');
  await quickInput.type('1');
  await quickInput.accept();
  await quickInput.pick('Close Task');
  await until('the form to close', async () => !(await quickInput.isOpen()));
}
