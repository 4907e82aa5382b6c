import assert from 'node:assert/strict';
import { until } from './until';
import { Workbench } from './workbench';

describe('A prompt', () => {
  it('is written in an editor, timed while it is typed, and sent as one paste to a terminal', async () => {
    const workbench = await Workbench.open();
    const { quickInput, editor, terminal, page } = workbench;
    await terminal.open();
    await terminal.run('cat -v');
    await workbench.runCommand('Leverage Record: Write Prompt');
    await quickInput.waitFor('Start Task');
    await quickInput.type('Import old invoices');
    await quickInput.accept();
    await quickInput.waitFor('Empty means later');
    await quickInput.accept();
    await until('the prompt', async () => (await editor.activeTab()).startsWith('Untitled-'));
    const lens = page.locator('.codelens-decoration');
    await until('the lens', async () => (await lens.innerText()).includes('Import old invoices'));
    await editor.focus();
    await editor.type('First line\nsecond line', { delayMs: 120 });
    await until('the seconds', async () => /[1-9]\d* s typed so far/.test(await lens.innerText()));
    await workbench.screenshot('write-prompt');
    await page.keyboard.press('ControlOrMeta+Enter');
    await quickInput.waitFor('Send Prompt');
    await workbench.screenshot('send-prompt');
    await quickInput.type('cat');
    await quickInput.accept();
    await terminal.untilText(/\^\[\[200~First line/);
    await terminal.untilText(/second line\^\[\[201~/);
    await until('the prompt to close', async () => (await page.locator('.tab').count()) === 0);
    await workbench.close();
  });

  it('stays open where it can not be sent', async () => {
    const workbench = await Workbench.open({ settings: { 'leverageRecord.promptTarget': 'clipboard' } });
    const { quickInput, editor, page } = workbench;
    await workbench.runCommand('Leverage Record: Write Prompt');
    await quickInput.waitFor('Start Task');
    await quickInput.type('Import old invoices');
    await quickInput.accept();
    await quickInput.waitFor('Empty means later');
    await quickInput.accept();
    await until('the prompt', async () => (await editor.activeTab()).startsWith('Untitled-'));
    await editor.focus();
    await page.keyboard.press('ControlOrMeta+Enter');
    await until('what to do', async () =>
      (await page.locator('.notification-list-item').innerText()).includes('The prompt is empty.'),
    );
    assert.match(await editor.activeTab(), /^Untitled-/);
    await editor.focus();
    await editor.type('Now it has text');
    await page.keyboard.press('ControlOrMeta+Enter');
    await until('the prompt to close', async () => (await page.locator('.tab').count()) === 0);
    await workbench.close();
  });
});
