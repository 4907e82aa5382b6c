import assert from 'node:assert/strict';
import { until } from './until';
import { Workbench } from './workbench';

describe('A task', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open();
  });

  after(() => workbench.close());

  it('is started, timed, closed with an estimate and undone, by keyboard alone', async () => {
    const { quickInput } = workbench;
    await startTask(workbench, 'Import old invoices', 'a few');
    await workbench.runCommand('Leverage Record: Start Agent Session');
    await quickInput.waitFor('Start Agent Session');
    await quickInput.accept();
    await untilOffered(workbench, 'Stop Agent Session');

    await workbench.runCommand('Leverage Record: Close Task');
    await quickInput.waitFor('Close Task: Human estimate');
    assert.equal(
      await quickInput.value(),
      'a few',
      'what was typed when the task was started is offered again',
    );
    // Nothing was typed in it, so this leaves the form; it waits until no box is open.
    await quickInput.escape();
    await workbench.runCommand('Leverage Record: Close Task');
    await quickInput.waitFor('Close Task: Human estimate');
    assert.equal(await quickInput.value(), 'a few', 'leaving loses nothing');
    await quickInput.type('soon');
    await quickInput.accept();
    await until('what is wrong with it', async () => (await quickInput.message()).includes('soon'));
    await workbench.page.keyboard.press('Escape');
    await until('the form', async () => (await formRow(workbench, 'Human estimate')) !== undefined);
    await workbench.screenshot('close-task-form');
    await quickInput.escape();

    await workbench.runCommand('Leverage Record: Close Task');
    await quickInput.waitFor('Close Task: Human estimate');
    assert.equal(await quickInput.value(), 'soon', 'what was typed before Escape is offered again');
    await quickInput.type('24');
    await quickInput.accept();
    await until('the form', async () => (await formRow(workbench, 'Human estimate')) === '24h');
    await quickInput.pick('AI minutes');
    await quickInput.waitFor('Close Task: AI minutes');
    await quickInput.type('32');
    await quickInput.accept();
    await until('the edited minutes', async () =>
      (await formRow(workbench, 'AI minutes'))?.startsWith('32 min · Edited'),
    );
    await quickInput.pick('Supervisory minutes');
    await quickInput.waitFor('Close Task: Supervisory minutes');
    await quickInput.type('4');
    await quickInput.accept();
    await until(
      'both factors',
      async () => (await formRow(workbench, 'Close Task')) === named('45.0x', '360.0x'),
    );
    await workbench.screenshot('close-task-ready');
    await quickInput.accept();
    await until('the form to close', async () => !(await quickInput.isOpen()));
    await untilOffered(workbench, 'Reopen Task');
    assert.deepEqual(await offered(workbench, 'Close Task'), []);
    assert.deepEqual(await offered(workbench, 'Stop Agent Session'), []);

    await workbench.runCommand('Leverage Record: Undo Last Change');
    await untilOffered(workbench, 'Close Task');
  });

  it('that nobody started is logged for any day', async () => {
    assert.deepEqual(await offered(workbench, 'Export Record'), [], 'there is nothing to export yet');
    const { quickInput } = workbench;
    await workbench.runCommand('Leverage Record: Log Finished Task');
    for (const [field, text] of [
      ['Description', 'Fix the flaky test'],
      ['Human estimate', '1-3h'],
      ['AI minutes', '12'],
      ['Supervisory minutes', '3'],
    ] as const) {
      await quickInput.waitFor(`Log Finished Task: ${field}`);
      await quickInput.type(text);
      await quickInput.accept();
    }
    await until(
      'the form',
      async () => (await formRow(workbench, 'Log Finished Task')) === named('10.0x', '40.0x'),
    );
    await quickInput.pick('Day');
    await quickInput.waitFor('Log Finished Task: Day');
    await quickInput.type('yesterday');
    await quickInput.accept();
    await until('the form again', async () => (await formRow(workbench, 'Log Finished Task')) !== undefined);
    await quickInput.pick('Category');
    await quickInput.waitFor('Select a category or type a new one');
    await quickInput.type('Bug');
    await until('the new name', async () => (await quickInput.items())[0]?.description === 'new');
    await quickInput.accept();
    await until('the category', async () => (await formRow(workbench, 'Category')) === 'Bug');
    await quickInput.pick('Log Finished Task');
    await untilOffered(workbench, 'Export Record');
  });
});

function named(leverageFactor: string, supervisoryFactor: string): string {
  return `Leverage factor ${leverageFactor} · supervisory factor ${supervisoryFactor}`;
}

async function startTask(workbench: Workbench, title: string, estimate: string): Promise<void> {
  await workbench.runCommand('Leverage Record: Start Task');
  await workbench.quickInput.waitFor('Start Task');
  await workbench.quickInput.type(title);
  await workbench.quickInput.accept();
  await workbench.quickInput.waitFor('Leave empty to estimate later');
  // It runs while the estimate is still asked for.
  await workbench.statusBar.item('status').untilText(title);
  await workbench.quickInput.type(estimate);
  await workbench.quickInput.escape();
  await untilOffered(workbench, 'Close Task');
}

/** The description of a form's row; undefined while it is not shown. */
async function formRow({ quickInput }: Workbench, label: string): Promise<string | undefined> {
  return (await quickInput.items()).find((item) => item.label === label)?.description;
}

async function offered({ quickInput }: Workbench, title: string): Promise<readonly string[]> {
  const wanted = `Leverage Record: ${title}`;
  return (await quickInput.offeredCommands(wanted)).filter((each) => each === wanted);
}

async function untilOffered(workbench: Workbench, title: string): Promise<void> {
  await until(`the palette to offer ${title}`, async () => (await offered(workbench, title)).length > 0);
}
