import assert from 'node:assert/strict';
import { copiedPicture, copiedSvg, refuseClipboard } from './copiedPicture';
import { historyStates } from './historyStates';
import { PageHarness, type LoadedPage } from './pageHarness';

const charts = [
  'factors',
  'human-hours',
  'ai-minutes',
  'supervisory-minutes',
  'tokens',
  'distribution',
  'groups',
  'calendar',
] as const;

describe('charts of the history page', function () {
  this.timeout(60_000);
  let harness: PageHarness;
  let page: LoadedPage;
  before(async () => {
    harness = await PageHarness.start();
  });
  after(() => harness.stop());
  beforeEach(async () => {
    page = await harness.open('history', { width: 1000 });
    await page.show(historyStates.month);
  });
  afterEach(() => page.close());

  const figure = (id: string) => page.tab.locator('figure', { has: page.tab.locator(`#${id}-title`) });
  const value = (id: string): Promise<string> => page.tab.locator(`#${id}-value`).innerText();
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      await page.tab.keyboard.press(key);
    }
  };

  for (const id of charts) {
    it(`${id} is one stop of the Tab key, is walked from end to end, and says the same as its table`, async () => {
      const plot = figure(id).locator('.plot');
      await plot.focus();
      await press('Home');
      const said = [await value(id)];
      for (;;) {
        await press('ArrowDown');
        const next = await value(id);
        if (next === said.at(-1)) {
          break;
        }
        said.push(next);
      }
      await press('Home', 'End');
      assert.equal(await value(id), said.at(-1));
      assert.equal(await page.tab.locator(`#${id}-value`).getAttribute('aria-live'), 'polite');
      await press('Tab');
      assert.equal(await page.focus(), `${await figure(id).locator('h3').innerText()}: table`);
      await press('Enter');
      const rows = await figure(id)
        .locator('tbody tr')
        .evaluateAll((found) => found.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
      const shown = id === 'calendar' ? said.filter((text) => !text.endsWith('no record')) : said;
      assert.equal(rows.length, shown.length);
      for (const [index, [label = '', ...cells]] of rows.entries()) {
        const text = shown[index] ?? '';
        assert.ok(text.startsWith(label), `${text} is not ${label}`);
        assert.ok(
          cells.every((cell) => text.includes(cell)),
          `${text} is not ${cells.join(', ')}`,
        );
      }
      assert.doesNotMatch(rows.flat().join(' '), /NaN|Infinity|undefined|null/u);
    });
  }

  it('say the value under the pointer, and nothing once it is gone', async () => {
    const box = await figure('human-hours').locator('svg').first().boundingBox();
    assert.ok(box);
    await page.tab.mouse.move(box.x + 60, box.y + 60);
    assert.match(await value('human-hours'), /Apr 2026 [\d.,]+$/u);
    assert.equal(await page.tab.locator('#human-hours-value').getAttribute('aria-live'), 'off');
    await page.tab.mouse.move(0, 0);
    assert.equal(await value('human-hours'), '');
  });

  it('keep the keyboard’s place when another state comes', async () => {
    await figure('factors').locator('.plot').focus();
    await press('Home', 'ArrowRight', 'ArrowRight');
    const before = await value('factors');
    await page.show({ ...historyStates.month, revision: 900 });
    assert.equal(await value('factors'), before);
    assert.match(before, /^3 Apr 2026 Leverage factor/u);
  });

  it('call days that are to come that, and days before the record began no record', async () => {
    await figure('factors').locator('.plot').focus();
    assert.match(await value('factors'), /^12 Apr 2026/u);
    await press('End');
    assert.match(await value('factors'), /^30 Apr 2026 not yet$/u);
    await page.show(historyStates['before the record']);
    await press('Home');
    assert.match(await value('factors'), /no record$/u);
    assert.equal(await figure('factors').locator('.plot .chart-line').first().getAttribute('d'), '');
    assert.equal(await figure('human-hours').locator('.plot .chart-bars').first().getAttribute('d'), '');
  });

  it('open the day of a mark with Enter or a click, and a longer part of time as the timeframe', async () => {
    await figure('human-hours').locator('.plot').focus();
    await press('Home', 'Enter');
    assert.deepEqual((await page.historyIntents()).at(-1), { type: 'openDay', day: '2026-04-01' });
    await figure('calendar').locator('.plot').focus();
    await press('End', 'ArrowUp', 'ArrowUp', 'Enter');
    assert.deepEqual((await page.historyIntents()).at(-1), { type: 'openDay', day: '2026-04-10' });
    await page.show(historyStates.year);
    await figure('factors').locator('.plot').focus();
    await press('Home', 'End', 'Home');
    const { unit, buckets } = historyStates.year;
    const index = buckets.findIndex(({ record }) => record === 'recorded');
    await press(...Array.from({ length: index }, () => 'ArrowRight'), 'Enter');
    const last = (await page.historyIntents()).at(-1);
    assert.ok(unit !== 'day' && last?.type === 'showHistory');
    assert.deepEqual([last.query.timeframe, last.query.anchor], [unit, buckets[index]?.from]);
  });

  it('are copied as an SVG that needs nothing else, in the colours of the theme', async () => {
    await page.tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await figure('factors').getByRole('button', { name: 'copy as SVG' }).click();
    await figure('factors').getByText('Copied').waitFor();
    const { text, root } = await copiedSvg(page.tab);
    assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/u);
    assert.match(text, /<title>Factors<\/title>/u);
    assert.match(text, /stroke="rgb\(55, 148, 255\)"/u);
    assert.match(text, />Supervisory factor<\/text>/u);
    assert.doesNotMatch(text, /var\(|class=|url\(|<script|NaN/u);
    assert.equal(root, 'svg');
  });

  it('are copied with the whole of their title and legend, however narrow they are', async () => {
    await page.close();
    page = await harness.open('history', { width: 300 });
    await page.show(historyStates.month);
    await page.tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await figure('factors').getByRole('button', { name: 'copy as SVG' }).click();
    await figure('factors').getByText('Copied').waitFor();
    const { text } = await copiedSvg(page.tab);
    const outside = await page.tab.evaluate((xml) => {
      const box = document.createElement('div');
      box.append(
        document.importNode(new DOMParser().parseFromString(xml, 'image/svg+xml').documentElement, true),
      );
      document.body.append(box);
      const { right } = box.querySelector('svg')?.getBoundingClientRect() ?? { right: 0 };
      const texts = [...box.querySelectorAll('text')];
      return texts
        .filter((each) => each.getBoundingClientRect().right > right)
        .map((each) => each.textContent);
    }, text);
    assert.deepEqual(outside, []);
    assert.ok(text.includes('>Leverage factor<') && text.includes('>Supervisory factor<'));
  });

  for (const id of charts) {
    it(`${id} is copied as a PNG that is drawn in its colours`, async () => {
      await page.tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await figure(id).getByRole('button', { name: 'copy as PNG' }).click();
      await figure(id).getByText('Copied').waitFor();
      const { width, height, colours } = await copiedPicture(page.tab);
      assert.ok(width > 400 && height > 100, `${width} × ${height}`);
      // The editor's background, the chart's own colour, and those between at the edges of letters.
      assert.ok(colours.includes('31 31 31 255'));
      const own = ['55 148 255', '137 209 133', '204 167 0', '177 128 215'];
      assert.ok(
        own.some((colour) => colours.includes(`${colour} 255`)),
        colours.slice(0, 20).join(', '),
      );
    });
  }

  it('are saved to a file where the clipboard takes no picture', async () => {
    await refuseClipboard(page.tab);
    await figure('groups').getByRole('button', { name: 'copy as PNG' }).click();
    await figure('groups').getByText('choose where to save it').waitFor();
    const png = (await page.historyIntents()).at(-1);
    assert.ok(png?.type === 'saveChart' && png.format === 'png');
    assert.equal(Buffer.from(png.data, 'base64').subarray(1, 4).toString(), 'PNG');
    await figure('groups').getByRole('button', { name: 'copy as SVG' }).click();
    await page.tab.waitForFunction(() => window.posted.length > 2);
    const svg = (await page.historyIntents()).at(-1);
    assert.ok(svg?.type === 'saveChart' && svg.format === 'svg' && svg.data.startsWith('<svg'));
    assert.deepEqual(
      [svg.name, await page.violations(), page.complaints],
      ['Human hours by project', [], []],
    );
  });
});
