import assert from 'node:assert/strict';
import { copiedPicture, copiedSvg, refuseClipboard } from './copiedPicture';
import { PageHarness, type LoadedPage } from './pageHarness';
import { markup, row, state } from './states';
import { keptOpen, timeline } from './timelineStates';

const scatter = 'Human hours against AI minutes';
const day = 'Timeline of the day';
const rows = [3, 7, 12, 20, 31, 44].map((hours, index) =>
  row(index + 1, {
    title: index === 0 ? markup : `MARKER of task ${index}`,
    private: index % 2 === 1,
    aiMinutes: 10 + index * 9,
    estimate: { hours, by: 'me', at: 0 },
  }),
);
const measuredDay = state(rows, { timeline });

describe('charts of the record, copied', function () {
  this.timeout(60_000);
  let harness: PageHarness;
  let page: LoadedPage;
  before(async () => {
    harness = await PageHarness.start();
  });
  after(() => harness.stop());
  afterEach(() => page.close());

  async function open(options: Parameters<PageHarness['open']>[1] = {}): Promise<void> {
    page = await harness.open('record', { kept: keptOpen, ...options });
    await page.tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.show(measuredDay);
    await page.tab.getByRole('application', { name: day }).waitFor();
  }
  const button = (chart: string, format: 'SVG' | 'PNG') =>
    page.tab.getByRole('button', { name: `${chart}: copy as ${format}`, exact: true });
  const said = (chart: string, words: string) =>
    page.tab
      .locator(chart === scatter ? 'figure' : 'leverage-timeline')
      .getByRole('status')
      .getByText(words);
  async function copy(chart: string, format: 'SVG' | 'PNG'): Promise<void> {
    await button(chart, format).click();
    await said(chart, 'Copied').waitFor();
  }
  const scripts = () =>
    page.tab.evaluate(() => [...document.scripts].map(({ src }) => src.replace(/^.*\//, '')));

  it('load what copies them for the first copy, by keyboard, and once', async () => {
    await open();
    assert.deepEqual(await scripts(), ['record.js', 'timeline.js']);
    await button(scatter, 'SVG').focus();
    await page.tab.keyboard.press('Enter');
    await said(scatter, 'Copied').waitFor();
    assert.equal(await page.focus(), `${scatter}: copy as SVG`);
    await copy(day, 'SVG');
    assert.deepEqual(await scripts(), ['record.js', 'timeline.js', 'chartCopier.js']);
    assert.deepEqual([await page.violations(), page.complaints], [[], []]);
  });

  for (const chart of [scatter, day]) {
    it(`are an SVG that needs nothing else and says no more than the chart: ${chart}`, async () => {
      await open();
      await copy(chart, 'SVG');
      const { text, root, names, texts } = await copiedSvg(page.tab);
      assert.equal(root, 'svg');
      assert.deepEqual(
        names.filter((name) => !['title', 'rect', 'path', 'text'].includes(name)),
        [],
      );
      assert.ok(text.includes(`<title>${chart}</title>`));
      assert.ok(
        text.includes('rgb(55, 148, 255)') && text.includes('fill="#1f1f1f"'),
        'colours of the theme',
      );
      assert.doesNotMatch(text, /var\(|class=|url\(|%|<script|NaN|MARKER|window\.ran/u);
      assert.ok(texts.length > 6 && texts.every((each) => each.trim() !== ''));
    });

    it(`are a PNG in the colours of the chart: ${chart}`, async () => {
      await open();
      await copy(chart, 'PNG');
      const { width, height, colours } = await copiedPicture(page.tab);
      assert.ok(width > 700 && height > 400, `${width} × ${height}`);
      assert.ok(colours.includes('31 31 31 255'), 'the background');
      assert.ok(colours.length > 20);
    });

    it(`are saved to a file where the clipboard takes nothing: ${chart}`, async () => {
      await open();
      await refuseClipboard(page.tab);
      for (const format of ['SVG', 'PNG'] as const) {
        await button(chart, format).click();
        await page.tab.waitForFunction(
          (wanted) => JSON.stringify(window.posted.at(-1)).includes(`"format":"${wanted}"`),
          format.toLowerCase(),
        );
        const saved = await page.lastIntent();
        assert.ok(saved?.type === 'saveChart' && saved.name === chart);
        await said(chart, 'choose where to save it').waitFor();
      }
    });
  }

  it('has every bar of the timeline, hatched where it is on the page, with its legend', async () => {
    await open();
    await copy(day, 'SVG');
    const { text, texts } = await copiedSvg(page.tab);
    for (const name of ['agent busy', 'waiting for you', 'typing', 'composing, estimated', 'You']) {
      assert.ok(texts.includes(name), `${name}: ${texts.join(', ')}`);
    }
    assert.ok(texts.some((each) => each.includes('codex')) && texts.includes('10:00'));
    const of = (colour: string, more: RegExp): number =>
      text.split('\n').filter((line) => line.includes(colour) && more.test(line)).length;
    const busy = timeline.lanes.flatMap(({ segments }) => segments.filter(({ kind }) => kind === 'busy'));
    const waits = timeline.lanes.flatMap(({ segments }) => segments.filter(({ kind }) => kind === 'waiting'));
    assert.equal(of('fill="rgb(55, 148, 255)"', /<path/u), busy.length + 1, 'and one in the legend');
    // Its outline, and the lines within.
    assert.equal(of('stroke="rgb(204, 167, 0)"', /fill="none".*h.*v.*Z|Z.*fill="none"/u), waits.length + 1);
    assert.ok(of('stroke="rgb(204, 167, 0)"', /d="(?:M[\d.]+,[\d.]+L[\d.]+,[\d.]+)+"/u) >= waits.length);
  });

  it('is the whole day, however the page is zoomed in and however narrow it is', async () => {
    await open({ width: 300 });
    await copy(day, 'SVG');
    const whole = (await copiedSvg(page.tab)).texts;
    for (let times = 0; times < 4; times += 1) {
      await page.tab.getByRole('button', { name: 'Zoom In' }).click();
    }
    await copy(day, 'PNG');
    const { width } = await copiedPicture(page.tab);
    assert.equal(width, 2 * (720 + 2 * 12));
    await copy(day, 'SVG');
    assert.deepEqual((await copiedSvg(page.tab)).texts, whole);
    assert.equal(await page.tab.locator('leverage-timeline > .visually-hidden[aria-hidden]').count(), 0);
  });

  it('cuts no button off at 300 px, and never widens the page', async () => {
    await open({ width: 300 });
    for (const chart of [scatter, day]) {
      for (const format of ['SVG', 'PNG'] as const) {
        const box = await button(chart, format).boundingBox();
        assert.ok(box && box.x >= 0 && box.x + box.width <= 300, JSON.stringify(box));
      }
    }
    await copy(day, 'SVG');
    const overflow = await page.tab.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(overflow <= 0);
  });

  it('say so if what copies them can’t be loaded, and try again', async () => {
    await open();
    await page.tab.route('**/chartCopier.js', (route) => route.abort());
    await button(scatter, 'PNG').click();
    await said(scatter, 'The chart could not be copied. Reload the window.').waitFor();
    await page.tab.unroute('**/chartCopier.js');
    await copy(scatter, 'PNG');
  });

  it('forget what came of a copy once another day is shown', async () => {
    await open();
    await copy(scatter, 'SVG');
    await page.show(measuredDay);
    assert.equal(await said(scatter, 'Copied').count(), 1);
    await page.show({ ...measuredDay, day: '2026-04-09' });
    assert.equal(await said(scatter, 'Copied').count(), 0);
  });
});
