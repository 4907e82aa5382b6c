import assert from 'node:assert/strict';
import type { HistoryState } from '../../src/core/page/historyProtocol';
import type { RecordState } from '../../src/core/page/protocol';
import type { PageName } from '../../src/editor/pages/pageMarkup';
import { outsideBrackets, pseudoBundle } from '../fixtures/pseudoLocale';
import { PageHarness, type LoadedPage } from './pageHarness';
import { pageWidths } from './pageWidths';
import { historyStates } from './historyStates';
import { states } from './states';

const language = { tag: 'en-XA', bundle: pseudoBundle() };

const statesOf = (name: PageName) => Object.entries(name === 'history' ? historyStates : states);

describe('the pages in a language whose words are 40 % longer', function () {
  this.timeout(120_000);
  let harness: PageHarness;
  before(async () => {
    harness = await PageHarness.start();
  });
  after(() => harness.stop());

  for (const name of ['report', 'record', 'history'] satisfies PageName[]) {
    it(`${name} has no text of its own that is not translated, in any state`, async () => {
      const page = await harness.open(name, { language });
      for (const [stateName, state] of statesOf(name)) {
        await page.show(state);
        assert.deepEqual(await untranslated(page, state), [], stateName);
      }
      assert.deepEqual(await page.violations(), []);
      await page.close();
    });

    it(`${name} in English is seen to be untranslated`, async () => {
      const page = await harness.open(name);
      const shown = name === 'history' ? historyStates.week : states.running;
      await page.show(shown);
      const found = await untranslated(page, shown);
      for (const text of {
        report: ['Open tasks', 'busy', 'Close Task'],
        record: ['Task log', 'Human Est.', 'measured'],
        history: ['Leaderboard of tasks', 'Human hours', 'Copy as PNG'],
      }[name]) {
        assert.ok(found.includes(text), `${text} is missing among ${found.join(', ')}`);
      }
      await page.close();
    });

    it(`${name} says in that language that it can't read a state`, async () => {
      const page = await harness.open(name, { language });
      await page.receive({ type: name === 'history' ? 'history' : 'state', state: {} });
      assert.match(await page.tab.getByRole('alert').innerText(), /⟦.+⟧\s+⟦.+⟧/su);
      assert.deepEqual(await untranslated(page, states.running), []);
      await page.close();
    });

    for (const width of pageWidths[name]) {
      it(`${name} never scrolls sideways at ${width} px in any state`, async () => {
        const page = await harness.open(name, { width, language });
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
  }

  it('record translates the menu of a row and the problem with a figure', async () => {
    const page = await harness.open('record', { language });
    await page.show(states.running);
    const row = page.tab.locator('tbody tr').first();
    await row.locator('[data-column="actions"] button').click();
    assert.deepEqual(await untranslated(page, states.running), []);
    await page.tab.keyboard.press('Escape');
    await row.locator('[data-column="estimate"]').dblclick();
    await page.tab.keyboard.type('one apple');
    await page.tab.keyboard.press('Enter');
    assert.match(await page.tab.locator('#draft-problem').innerText(), /^⟦.*one apple.+⟧$/u);
    await page.close();
  });
});

/** The visible and audible texts of the page that are neither in brackets nor part of the state. */
async function untranslated(page: LoadedPage, state: RecordState | HistoryState): Promise<string[]> {
  const texts = await page.tab.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      found.push(walker.currentNode.textContent ?? '');
    }
    for (const attribute of ['title', 'aria-label', 'placeholder', 'aria-description']) {
      for (const element of document.querySelectorAll(`[${attribute}]`)) {
        found.push(element.getAttribute(attribute) ?? '');
      }
    }
    return found;
  });
  const data = [...stringsIn(state), ...calendarWords()];
  // A chart cuts names to the room it has.
  const isCut = (text: string): boolean =>
    text.endsWith('…') && data.some((each) => each.startsWith(text.slice(0, -1)));
  return [...new Set(texts)].filter((text) => outsideBrackets(text, data) !== '' && !isCut(text.trim()));
}

/** Names of days and months, which a page asks the browser for. */
function calendarWords(): string[] {
  const days = Array.from({ length: 366 }, (_, index) => new Date(Date.UTC(2024, 0, 1 + index)));
  const parts = [{ weekday: 'long' }, { weekday: 'short' }, { month: 'long' }, { month: 'short' }] as const;
  const words = parts.flatMap((options) => {
    const format = new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
    return days.map((day) => format.format(day));
  });
  return [...new Set(words)];
}

/**
 * The state's own words, not the values of its enumerations, and the parts of them that a page shows alone: words of a
 * path, of a title across lines.
 */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value, ...value.split(/[\\/]/u), ...value.split('\n')].filter((each) => each.trim().length > 2);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, each]) =>
        /(?:evidence|state|mode|kind|band)$/iu.test(key) ? [] : stringsIn(each),
      )
    : [];
}
