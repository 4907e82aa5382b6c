import assert from 'node:assert/strict';
import { PageHarness, type LoadedPage } from './pageHarness';
import { inbox, inboxSession, state, states } from './states';

describe('inbox', function () {
  this.timeout(60_000);
  let harness: PageHarness;
  let page: LoadedPage;
  before(async () => {
    harness = await PageHarness.start();
  });
  after(() => harness.stop());
  afterEach(() => page.close());

  const button = (name: string | RegExp) => page.tab.getByRole('button', { name });
  const first = inboxSession(1).id;
  const second = inboxSession(2).id;
  const tick = (id: string) => page.tab.locator(`input[data-session="${id}"]`);

  it('of the record is by day and folder, and shows their number and the parts left out', async () => {
    page = await harness.open('record');
    await page.show(states.inbox);
    assert.equal(await page.tab.getByRole('heading', { name: 'Inbox, 205' }).count(), 1);
    assert.deepEqual(
      (await page.tab.locator('.place legend').allTextContents()).map((text) => text.slice(0, 40)),
      [
        'Sunday, 12 April 2026, shop',
        'Sunday, 12 April 2026, learner-simulator',
        'Saturday, 11 April 2026, shop',
        `Friday, 10 April 2026, ${'x'.repeat(17)}`,
        'Thursday, 9 April 2026, no folder',
      ],
    );
    const text = await page.tab.locator('.inbox').innerText();
    assert.match(text, /12 × malformed line/);
    assert.match(text, /198 older sessions/);
    assert.match(text, /rest of a session/);
    assert.match(text, /run by a program/);
  });

  it('does nothing until a session is ticked, and then acts on those that are', async () => {
    page = await harness.open('record');
    await page.show(states.inbox);
    await button('Make a task from the selected sessions').click({ force: true });
    assert.equal((await page.intents()).length, 1);
    await tick(second).focus();
    await page.tab.keyboard.press('Space');
    await tick(first).check();
    const ids = [first, second];
    for (const [name, type] of [
      ['Assign the selected sessions to a task', 'assignSessions'],
      ['Make a task from the selected sessions', 'makeTask'],
      ['Ignore the selected sessions', 'ignoreSessions'],
    ] as const) {
      await button(name).focus();
      await page.tab.keyboard.press('Enter');
      assert.deepEqual(await page.lastIntent(), { type, ids });
    }
    await tick(first).uncheck();
    await button('Ignore the selected sessions').click();
    assert.deepEqual(await page.lastIntent(), { type: 'ignoreSessions', ids: [second] });
  });

  it('ticks a whole folder of a day, and forgets ticks of sessions that are gone', async () => {
    page = await harness.open('record');
    await page.show(states.inbox);
    const all = page.tab.getByRole('checkbox', { name: 'All of Sunday, 12 April 2026, shop' });
    await all.check();
    assert.equal(await tick(first).isChecked(), true);
    assert.equal(await tick(second).isChecked(), true);
    await tick(first).uncheck();
    assert.equal(await all.evaluate((box) => box instanceof HTMLInputElement && box.indeterminate), true);
    await page.show(state([], { inbox: { ...inbox, sessions: inbox.sessions.slice(2) } }));
    await page.show(states.inbox);
    assert.equal(await tick(second).isChecked(), false);
  });

  it('ticks all shown sessions at once', async () => {
    page = await harness.open('record');
    await page.show(states.inbox);
    const all = page.tab.getByRole('checkbox', { name: 'All sessions shown' });
    await tick(second).check();
    assert.equal(await all.evaluate((box) => box instanceof HTMLInputElement && box.indeterminate), true);
    await all.check();
    await button('Ignore the selected sessions').click();
    const ids = inbox.sessions.map(({ id }) => id);
    assert.deepEqual(await page.lastIntent(), {
      type: 'ignoreSessions',
      ids,
    });
    await all.uncheck();
    assert.equal(await page.tab.getByText('None selected').count(), 1);
  });

  it('keeps the actions for ticked ones in sight down to the last of many', async () => {
    page = await harness.open('record');
    const sessions = Array.from({ length: 100 }, (_, index) => inboxSession(index + 1));
    await page.show(state([], { inbox: { ...inbox, sessions } }));
    await tick(inboxSession(100).id).check();
    const box = await button('Ignore the selected sessions').boundingBox();
    assert.ok(box && box.y >= 0 && box.y < 60, `${box?.y}`);
    await tick(inboxSession(1).id).focus();
    const focused = await tick(inboxSession(1).id).boundingBox();
    assert.ok(focused && focused.y > box.height, 'not under them');
  });

  it('ignores a folder, stops ignoring one and scans', async () => {
    page = await harness.open('record');
    await page.show(states.inbox);
    await button('Ignore sessions in /projects/shop and its subfolders').first().click();
    assert.deepEqual(await page.lastIntent(), { type: 'ignoreFolder', folder: '/projects/shop' });
    await page.tab.getByText('Ignored folders: 2').click();
    await button('Stop ignoring /projects/scratch').click();
    assert.deepEqual(await page.lastIntent(), { type: 'stopIgnoringFolder', folder: '/projects/scratch' });
    await button('Scan History').click();
    assert.deepEqual(await page.lastIntent(), { type: 'scanHistory' });
  });

  it('leaves the focus near the place of its former sessions', async () => {
    page = await harness.open('record');
    await page.show(states.inbox);
    await tick(first).check();
    await button('Ignore the selected sessions').focus();
    await page.show(state([], { inbox: { ...inbox, sessions: inbox.sessions.slice(1) } }));
    assert.equal(await page.focus(), 'All of Sunday, 12 April 2026, shop');
    await button('Ignore sessions in /projects/shop and its subfolders').first().focus();
    await page.show(state([], { inbox: { ...inbox, sessions: inbox.sessions.slice(2, 3) } }));
    assert.equal(await page.focus(), 'All of Sunday, 12 April 2026, learner-simulator');
  });

  it('has the focus when the palette leads to it', async () => {
    page = await harness.open('record');
    await page.show(states.full);
    await page.tab.evaluate(
      (state) => window.postMessage({ type: 'state', state, goTo: 'inbox' }, '*'),
      states.inbox,
    );
    await page.tab.waitForFunction(() => document.activeElement?.id === 'inbox-heading');
    const scan = await button('Scan History').boundingBox();
    assert.ok(scan && scan.y >= 0, `cut off at the top by ${scan?.y} px`);
  });

  it('of the sidebar shows the newest and leads to the rest', async () => {
    page = await harness.open('report');
    await page.show(states.inbox);
    assert.equal(await page.tab.locator('.inbox li').count(), 3);
    await button(/^Assign to Task: claude in shop/).click();
    assert.deepEqual(await page.lastIntent(), { type: 'assignSessions', ids: [first] });
    await button(/^Make Task: codex in shop/).click();
    assert.deepEqual(await page.lastIntent(), { type: 'makeTask', ids: [second] });
    await button('Show Inbox').click();
    assert.deepEqual(await page.lastIntent(), { type: 'showInbox' });
  });

  it('is no part of the sidebar while it is empty', async () => {
    page = await harness.open('report');
    await page.show(states.running);
    assert.equal(await page.tab.locator('.inbox').count(), 0);
  });
});
