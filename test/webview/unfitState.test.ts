import assert from 'node:assert/strict';
import type { PageName } from '../../src/editor/pages/pageMarkup';
import { PageHarness, type LoadedPage } from './pageHarness';
import { markup, states } from './states';
import { themeNames } from './themes';

const pages: readonly PageName[] = ['report', 'record'];

describe('a page without a state', function () {
  this.timeout(120_000);
  let harness: PageHarness;
  before(async () => {
    harness = await PageHarness.start();
  });
  after(() => harness.stop());

  for (const name of pages) {
    it(`${name} says that it can't read a state and the next step, shows the next one, and stays silent on what isn't ours`, async () => {
      const page = await harness.open(name);
      await page.receive('<b>hello</b>');
      await page.receive({ type: 'vscode-something', state: 7 });
      assert.equal(await visibleText(page), '');
      await page.receive({ type: 'state', state: { ...states.running, rows: markup } });
      assert.match(
        await noticeOf(page),
        /can't read what Leverage Record sent it.*Developer: Reload Window/s,
      );
      await page.show(states.running);
      assert.equal(await page.tab.locator('[role="alert"]').count(), 0);
      const before = await page.tab.locator('main').innerHTML();
      await page.receive({ type: 'state' });
      assert.match(await noticeOf(page), /may not be up to date/);
      assert.equal(await page.tab.locator('main').innerHTML(), before);
      assert.deepEqual(page.complaints, []);
      await page.close();
    });

    it(`${name} says why there is no state, whatever the reason holds, as text`, async () => {
      const page = await harness.open(name);
      await page.receive({ type: 'noState', message: `No. ${markup}`, nextStep: `Then ${markup}` });
      assert.equal(await noticeOf(page), `No. ${markup}\nThen ${markup}`);
      assert.equal(await page.tab.locator('script:not([src]), img').count(), 0);
      assert.equal(await page.tab.evaluate(() => window.ran), undefined);
      assert.deepEqual([await page.violations(), page.complaints], [[], []]);
      await page.close();
    });

    it(`${name} shows the rest of a day and why a part is missing, and never calls such a day empty`, async () => {
      const page = await harness.open(name);
      await page.show(states['left out']);
      const text = await visibleText(page);
      for (const sentence of states['left out'].leftOut) {
        assert.ok(text.includes(sentence), sentence);
      }
      assert.match(text, /Stack manager: wide resource batch|learner simulator/i);
      await page.show(states['all left out']);
      assert.match(await visibleText(page), /1 closed task can't be shown here/);
      assert.doesNotMatch(
        await visibleText(page),
        /No task (has been|was) closed|Nothing yet|Describe a task/,
      );
      await page.close();
    });

    it(`${name} never says that no task is open if one is open that it can't show`, async () => {
      const page = await harness.open(name);
      await page.show(states['open tasks left out']);
      const text = await visibleText(page);
      assert.doesNotMatch(text, /No task is open|Describe a task/);
      assert.match(text, /1 open task can't be shown here/);
      if (name === 'report') {
        assert.match(text, /1 task is open but can't be shown here\./);
      }
      await page.show({ ...states['open tasks left out'], openTasks: [...states.running.openTasks] });
      assert.doesNotMatch(await visibleText(page), /No task is open/);
      await page.close();
    });

    for (const theme of themeNames) {
      it(`${name} gives axe nothing serious to find in these notices in the theme ${theme}`, async () => {
        const page = await harness.open(name, { theme });
        await page.receive({ type: 'state' });
        assert.deepEqual(await page.axeFindings(), []);
        await page.receive({ type: 'noState', message: 'It is gone.', nextStep: 'Reload.' });
        assert.deepEqual(await page.axeFindings(), []);
        await page.show(states.running);
        await page.receive({ type: 'state' });
        assert.deepEqual(await page.axeFindings(), []);
        await page.close();
      });
    }
  }
});

function visibleText(page: LoadedPage): Promise<string> {
  return page.tab.locator('body').innerText();
}

async function noticeOf(page: LoadedPage): Promise<string> {
  const notice = page.tab.getByRole('alert');
  assert.equal(await notice.isVisible(), true);
  return notice.innerText();
}
