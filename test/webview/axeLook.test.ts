import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Result } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { axeViolations } from './axeLook';
import { leaveBrowser, openBrowser } from './testBrowser';

interface AxeInPage {
  run(context: Document, options: object): Promise<{ readonly violations: Result[] }>;
}

declare const axe: AxeInPage;

// The same colours again and again, in each notation, on several grounds, with and without transparency.
const colours = [
  '#777',
  'rgb(119, 119, 119)',
  'rgba(0, 0, 0, .4)',
  'color-mix(in srgb, #777 60%, #fff)',
  'gray',
];
const grounds = ['#fff', '#888', 'rgba(255, 255, 255, .5)', 'transparent'];
const paragraphs = grounds.flatMap((ground) =>
  colours.map((colour) => `<p style="background: ${ground}; color: ${colour}">Written in ${colour}</p>`),
);
const faulty = `<!doctype html><html lang="en"><title>Faults</title><main><h1>Faults</h1>
  ${paragraphs.join('')}${paragraphs.join('')}<img src="data:,"><input></main></html>`;

describe('A look of axe at a page', function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => leaveBrowser(browser));

  it('finds what axe finds that reads each colour anew, at the first look and at the second', async () => {
    const page = await browser.newPage();
    const plain = await browser.newPage();
    await page.setContent(faulty);
    await plain.setContent(faulty);
    const expected = briefly(await foundByAxeAlone(plain));
    const rules = new Set(expected.map(([rule]) => rule));
    assert.ok(
      ['color-contrast', 'image-alt', 'label'].every((rule) => rules.has(rule)),
      [...rules].join(),
    );
    assert.deepEqual(briefly(await axeViolations(page)), expected);
    assert.deepEqual(briefly(await axeViolations(page)), expected);
    await page.close();
    await plain.close();
  });
});

async function foundByAxeAlone(page: Page): Promise<readonly Result[]> {
  await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
  return page.evaluate(async () => (await axe.run(document, {})).violations);
}

/** Each finding with its element and its reason, which for a contrast has both colours and the ratio. */
function briefly(violations: readonly Result[]): readonly (readonly string[])[] {
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => [id, html, failureSummary]),
  );
}
