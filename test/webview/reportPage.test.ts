import assert from 'node:assert/strict';
import type { WebviewMessage } from '../../src/core/page/intents';
import { PageHarness } from './pageHarness';
import { openTasks, state, states } from './states';

describe('daily report', function () {
  this.timeout(60_000);
  let harness: PageHarness;
  before(async () => {
    harness = await PageHarness.start();
  });
  after(() => harness.stop());

  it('asks for its first state', async () => {
    const page = await harness.open('report');
    assert.deepEqual(await page.intents(), [{ type: 'ready' }]);
    await page.close();
  });

  it('is one sentence and two ways on while there is nothing', async () => {
    const page = await harness.open('report');
    await page.show(states.empty);
    assert.equal(await page.tab.locator('main p').count(), 1);
    assert.equal(await page.tab.locator('vscode-button').count(), 2);
    await page.tab.getByRole('button', { name: 'Start Task' }).click();
    assert.deepEqual(await page.lastIntent(), { type: 'startTask' });
    await page.tab.getByRole('button', { name: 'Connect Agents' }).click();
    assert.deepEqual(await page.lastIntent(), { type: 'connectAgents' });
    await page.close();
  });

  it('looks back at last week until that is dismissed, and leads to its record', async () => {
    const page = await harness.open('report');
    await page.show(states.digest);
    const digest = page.tab.getByRole('region', { name: 'Last week' });
    const text = (await digest.innerText()).replaceAll(/\s+/g, ' ');
    for (const said of [
      '30 March – 5 April 2026, against the week before',
      'Tasks 41 38 before',
      'Human-equivalent hours 1,222.75 980 before',
      'Leverage factor 119.5x 96.4x before',
      'Supervisory factor 524.0x – before',
      'higher than in all 12 earlier recorded weeks.',
    ]) {
      assert.ok(text.includes(said), `${said}: ${text}`);
    }
    for (const [name, intent] of [
      ['Open Record of Last Week', { type: 'openDay', day: '2026-04-03' }],
      ['Open History of Last Week', { type: 'openHistory', week: '2026-04-03' }],
      ["Don't Show Again", { type: 'turnOffDigest' }],
      ['Hide Last Week', { type: 'dismissDigest' }],
    ] as const) {
      await digest.getByRole('button', { name }).click();
      assert.deepEqual(await page.lastIntent(), intent);
    }
    await page.show(states['digest of a busy window']);
    assert.equal((await digest.innerText()).includes('before'), false);
    await page.show(states.empty);
    assert.equal(await digest.count(), 0);
    await page.close();
  });

  it('says that the store is opening, and gives the next step when it fails', async () => {
    const page = await harness.open('report');
    await page.show(states.opening);
    assert.equal((await page.tab.locator('main').innerText()).includes('Opening the record'), true);
    assert.equal(await page.tab.locator('vscode-button').count(), 0);
    await page.show(states.failing);
    const alert = await page.tab.getByRole('alert').innerText();
    assert.match(alert, /disk is full/);
    assert.match(alert, /Free some space/);
    await page.close();
  });

  it('reports a single problem with files directly and without alarm, and several on request', async () => {
    const page = await harness.open('report');
    await page.show(states.newer);
    const said = page.tab.getByText('Update the extension');
    assert.equal(await said.isVisible(), true);
    assert.equal(await page.tab.getByRole('alert').count(), 0);
    await page.show(states.problems);
    assert.equal(await said.isVisible(), false);
    await page.tab.getByText('2 problems with the files of the record').click();
    assert.equal(await said.isVisible(), true);
    assert.equal(await page.tab.getByText('line 12 was damaged').isVisible(), true);
    await page.close();
  });

  it('sends each intent from the keyboard alone, in the order of the page', async () => {
    const page = await harness.open('report');
    await page.show(states.running);
    const expected: WebviewMessage[] = [
      { type: 'startTask' },
      { type: 'editTask', id: 'open-1' },
      { type: 'pauseSession', id: 'session-1' },
      { type: 'stopSession', id: 'session-1' },
      { type: 'pauseSession', id: 'session-2' },
      { type: 'stopSession', id: 'session-2' },
      { type: 'writePrompt', id: 'open-1' },
      { type: 'closeTask', id: 'open-1' },
      { type: 'startSession', id: 'open-1' },
      { type: 'switchTask', id: 'open-2' },
      { type: 'editTask', id: 'open-2' },
      { type: 'resumeSession', id: 'session-3' },
      { type: 'stopSession', id: 'session-3' },
      { type: 'resumeSession', id: 'session-5' },
      { type: 'stopSession', id: 'session-5' },
      { type: 'writePrompt', id: 'open-2' },
      { type: 'closeTask', id: 'open-2' },
      { type: 'startSession', id: 'open-2' },
      ...states.running.rows.map((row) => ({ type: 'editTask' as const, id: row.id })),
      { type: 'openRecord' },
      { type: 'undo' },
    ];
    for (const intent of expected) {
      await page.tab.keyboard.press('Tab');
      await page.tab.keyboard.press('Enter');
      assert.deepEqual(await page.lastIntent(), intent, await page.focus());
    }
    assert.equal((await page.intents()).length, expected.length + 1);
    await page.close();
  });

  it('ticks busy clocks by itself and leaves the others, the width and the focus alone', async () => {
    const page = await harness.open('report', { isOwn: true });
    await page.tab.clock.install({ time: 0 });
    await page.show(states.running);
    const clock = (agent: string): Promise<string> =>
      page.tab.locator('.sessions li', { hasText: agent }).locator('.clock').innerText();
    await page.tab.getByRole('button', { name: 'Pause claude' }).focus();
    // Until it is paused it continues with the machine's clock, however long the page took to come.
    await page.tab.clock.pauseAt(600_000);
    const width = await page.tab.locator('.clocks dd').first().boundingBox();
    const before = await clock('claude');
    assert.match(before, /^0:2[12]:\d\d$/);
    assert.equal(await clock('codex'), '0:00:54');
    await page.tab.clock.runFor(5_000);
    const seconds = (text: string): number =>
      text.split(':').reduce((sum, part) => sum * 60 + Number.parseInt(part, 10), 0);
    assert.equal(seconds(await clock('claude')), seconds(before) + 5);
    assert.equal(await clock('codex'), '0:00:54');
    const sum = await page.tab.locator('.clocks dd').first().innerText();
    assert.match(sum, /\smeasured$/);
    assert.equal(seconds(sum), seconds(before) + 5 + 54);
    assert.deepEqual(await page.tab.locator('.clocks dd').first().boundingBox(), width);
    assert.equal(await page.focus(), 'Pause claude');
    await page.close();
  });

  it('keeps the focus when tasks come and go around it', async () => {
    const page = await harness.open('report');
    await page.show(states.running);
    const second = page.tab.getByRole('article', { name: 'Fix the sign-in of a client' });
    await second.getByRole('button', { name: 'Write Prompt' }).focus();
    await page.show(state([], { openTasks: [openTasks[1], openTasks[0]].flatMap((each) => each ?? []) }));
    await page.show(state([], { openTasks: openTasks.slice(1) }));
    await page.tab.keyboard.press('Enter');
    assert.deepEqual(await page.lastIntent(), { type: 'writePrompt', id: 'open-2' });
    await page.close();
  });

  it('moves the focus to the next control if the focused one is gone', async () => {
    const page = await harness.open('report');
    const [first, second] = openTasks;
    assert.ok(first && second);
    const sessions = first.sessions.slice(0, 1);
    const running = { ...first, sessions };
    const paused = { ...first, sessions: sessions.map((each) => ({ ...each, state: 'paused' as const })) };
    const shown = (tasks: readonly (typeof first)[], undoLabel: string | null = null) =>
      state([], { openTasks: [...tasks], undoLabel });
    const button = (name: string) => page.tab.getByRole('button', { name });

    await page.show(shown([running, second]));
    await button('Pause claude').focus();
    await page.show(shown([paused, second]));
    assert.equal(await page.focus(), 'Resume claude');
    await button('Stop Timing claude').focus();
    await page.show(shown([{ ...first, sessions: [] }, second], 'Stop'));
    assert.equal(await page.focus(), 'Write Prompt');
    await button('Undo').focus();
    await page.show(shown([{ ...first, sessions: [] }, second]));
    assert.equal(await page.focus(), 'Open Record');
    await page.close();
  });

  it('takes the focus from no editor, and restores it once the user comes back', async () => {
    const page = await harness.open('report');
    const [first] = openTasks;
    assert.ok(first);
    await page.show(states.running);
    await page.tab.getByRole('button', { name: 'Stop Timing claude' }).focus();
    await page.tab.evaluate(() => {
      document.hasFocus = () => false;
    });
    await page.show(state([], { openTasks: [{ ...first, sessions: first.sessions.slice(1) }] }));
    assert.equal(await page.tab.evaluate(() => document.activeElement === document.body), true);
    await page.tab.evaluate(() => window.dispatchEvent(new Event('focus')));
    assert.equal(await page.focus(), 'Pause codex');
    // VS Code's frame forgets it if nothing changed, too.
    await page.tab.evaluate(() => {
      const { activeElement } = document;
      void (activeElement instanceof HTMLElement && activeElement.blur());
      window.dispatchEvent(new Event('focus'));
    });
    assert.equal(await page.focus(), 'Pause codex');
    await page.close();
  });
});
