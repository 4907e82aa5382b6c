import assert from 'node:assert/strict';
import type { RecordState } from '../../src/core/page/protocol';
import type { PageName } from '../../src/editor/pages/pageMarkup';
import { PageHarness } from './pageHarness';
import { pageWidths } from './pageWidths';
import { historyStates } from './historyStates';
import { states } from './states';
import { themeNames } from './themes';

const pages: readonly PageName[] = ['report', 'record', 'history'];
/** They differ from others in their figures only, which is nothing to axe. */
const alike = new Set(['week', 'quarter', 'year', 'all', 'reading', 'filtered', 'one task']);
/** Nothing in it runs, so nothing ticks by itself. */
const still: RecordState = {
  ...states.running,
  openTasks: states.running.openTasks.map((task) => ({
    ...task,
    sessions: task.sessions.map((session) => ({ ...session, state: 'waiting' })),
  })),
};
const statesOf = (name: PageName) => Object.entries(name === 'history' ? historyStates : states);

describe('the pages', function () {
  this.timeout(120_000);
  let harness: PageHarness;
  before(async () => {
    harness = await PageHarness.start();
  });
  after(() => harness.stop());

  for (const name of pages) {
    for (const [index, theme] of themeNames.entries()) {
      // What a theme doesn't change is looked at in the first.
      const rules = index === 0 ? 'all' : 'colours';
      it(`${name} gives axe nothing serious to find in any state in the theme ${theme} (${rules})`, async () => {
        const page = await harness.open(name, { theme });
        for (const [stateName, state] of statesOf(name).filter(([each]) => !alike.has(each))) {
          await page.show(state);
          assert.deepEqual(await page.axeFindings(rules), [], `${name}, ${stateName}`);
        }
        await page.close();
      });
    }

    it(`${name} never breaks its policy, runs no script from a title, and logs no complaint`, async () => {
      const page = await harness.open(name);
      for (const [, state] of statesOf(name)) {
        await page.show(state);
      }
      assert.deepEqual(await page.violations(), []);
      assert.deepEqual(page.complaints, []);
      assert.equal(await page.tab.evaluate(() => window.ran), undefined);
      assert.match(await page.tab.locator('body').innerText(), /<script>window\.ran/);
      await page.close();
    });

    for (const width of pageWidths[name]) {
      it(`${name} never scrolls sideways at ${width} px in any state`, async () => {
        const page = await harness.open(name, { width });
        for (const [stateName, state] of statesOf(name)) {
          await page.show(state);
          const overflow = await page.tab.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.ok(overflow <= 0, `${stateName}: ${overflow} px too wide`);
        }
        await page.close();
      });
    }

    it(`${name} keeps what it shows when something other than a state comes`, async () => {
      const page = await harness.open(name);
      await page.show(name === 'history' ? historyStates.week : still);
      const before = await page.tab.locator('main').innerHTML();
      await page.tab.evaluate(() => {
        window.postMessage({ type: 'state', state: { rows: 'none' } }, '*');
        window.postMessage({ type: 'history', state: { rows: 'none' } }, '*');
        window.postMessage('<b>hello</b>', '*');
      });
      await page.tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
      assert.equal(await page.tab.locator('main').innerHTML(), before);
      assert.deepEqual(page.complaints, []);
      await page.close();
    });
  }
});
