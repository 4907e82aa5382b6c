import assert from 'node:assert/strict';
import { restoredPageState } from '../../webview/record/pageState';
import { pseudoBundle } from '../fixtures/pseudoLocale';
import { PageHarness, type LoadedPage } from './pageHarness';
import { manyRows, row, state, states } from './states';
import { themeNames } from './themes';
import { crowded, keptOpen, nothingMeasured, timeline, withTimeline } from './timelineStates';

const measured = manyRows(1)[0]?.measured ?? null;
const rows = [
  row(1, { title: 'Alpha', measured }),
  row(2, { title: 'Charlie', measured }),
  row(3, { title: 'Bravo' }),
];

describe('timeline of the record', function () {
  this.timeout(60_000);
  let harness: PageHarness;
  let page: LoadedPage;
  before(async () => {
    harness = await PageHarness.start();
  });
  after(() => harness.stop());
  afterEach(() => page.close());

  const chart = () => page.tab.getByRole('application', { name: 'Timeline of the day' });
  const detail = () => page.tab.locator('leverage-timeline .detail').innerText();
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      await page.tab.keyboard.press(key);
    }
  };
  const scripts = () =>
    page.tab.evaluate(() => [...document.scripts].map(({ src }) => src.replace(/^.*\//, '')));

  /** The page with the timeline open. */
  async function open(shown = state(rows, { timeline }), options: Parameters<PageHarness['open']>[1] = {}) {
    page = await harness.open('record', { kept: keptOpen, ...options });
    await page.show(shown);
    await page.tab.locator('leverage-timeline > *').first().waitFor();
  }

  it('is folded away and costs nothing until it is opened, and asks for its part only then', async () => {
    page = await harness.open('record');
    await page.show(state(rows));
    assert.deepEqual(await scripts(), ['record.js']);
    await page.tab.locator('details.timeline > summary').focus();
    await press('Enter');
    await page.tab.waitForFunction(() => window.posted.length === 2);
    assert.deepEqual(await page.lastIntent(), { type: 'showTimeline', shown: true });
    await page.show(state(rows, { timeline }));
    await chart().waitFor();
    assert.deepEqual(await scripts(), ['record.js', 'timeline.js']);
    assert.equal(restoredPageState(await page.kept()).timeline, true);
    await page.tab.getByText('Timeline', { exact: true }).click();
    await chart().waitFor({ state: 'detached' });
    // Folded away at once, and heard of a moment later.
    await page.tab.waitForFunction(() => window.posted.length === 3);
    assert.deepEqual(await page.lastIntent(), { type: 'showTimeline', shown: false });
    await page.tab.getByText('Timeline', { exact: true }).click();
    await chart().waitFor();
    assert.equal((await scripts()).length, 2, 'loaded once');
    assert.deepEqual(await page.violations(), []);
    assert.deepEqual(page.complaints, []);
  });

  it('comes back open, and asks for its part before the first state', async () => {
    await open();
    assert.deepEqual(await page.intents(), [{ type: 'showTimeline', shown: true }, { type: 'ready' }]);
    await chart().waitFor();
  });

  it('says so if it can’t be loaded', async () => {
    page = await harness.open('record');
    await page.tab.route('**/timeline.js', (route) => route.abort());
    await page.show(state(rows, { timeline }));
    await page.tab.getByText('Timeline', { exact: true }).click();
    await page.tab.getByText('The timeline could not be loaded. Reload the window.').waitFor();
  });

  it('sums up the day, and says what a wait is', async () => {
    await open();
    const text = await page.tab.locator('leverage-timeline').innerText();
    assert.match(
      text,
      /Agents 4:23:0\d · waited for you 1:42:00 · you typed 0:04:12 · composed prompts 0:05:00 · up to 3 sessions at once, at 09:30/,
    );
    assert.match(text, /Gaps of more than an hour are breaks and don't count/);
    assert.deepEqual(await page.tab.locator('leverage-timeline text.agent').allTextContents(), [
      'You',
      'claude',
      'codex',
      'a-very-long-agent-name-that-goes-on-and-on',
    ]);
  });

  it('says that nothing was measured on a day with imported rows only', async () => {
    await open(nothingMeasured);
    assert.match(await page.tab.locator('leverage-timeline').innerText(), /Nothing was measured on this day/);
  });

  it('is one stop of the Tab key, walked with arrows, each stretch in words', async () => {
    await open();
    await chart().focus();
    assert.equal(
      plain(await detail()),
      '09:05 – 09:25 · claude was busy · 0:20:00 · Build learner simulator end to end',
    );
    await press('ArrowRight');
    assert.match(plain(await detail()), /^09:25 – 09:31 · claude waited for you · 0:06:00/);
    await press('ArrowUp');
    assert.match(plain(await detail()), /^09:25 – 09:30 · You composed a prompt · 0:05:00 · .* · estimated$/);
    await press('Control+End');
    assert.match(plain(await detail()), /^11:40 – 11:41 · a-very-long.* was busy · 0:01:00 · no task$/);
    await press('Home', 'ArrowUp', 'End');
    assert.match(plain(await detail()), /· not in the task log of this day · estimated$/);
    await press('Tab');
    assert.equal(await page.focus(), 'Timeline of the day: copy as SVG');
    await press('Tab', 'Tab');
    assert.equal(await page.tab.evaluate(() => document.activeElement?.textContent?.trim()), 'As a table');
    await press('Shift+Tab', 'Shift+Tab', 'Shift+Tab');
    assert.match(plain(await detail()), /not in the task log/, 'comes back to where it was');
  });

  it('leads to the task in the log with Enter and with a click, and nowhere if it isn’t there', async () => {
    await open();
    await chart().focus();
    await press('Enter');
    assert.equal(await page.focus(), 'task-1 title');
    await chart().focus();
    await press('Control+End', 'Enter');
    assert.equal(await page.focus(), 'Timeline of the day');
    await page.tab.locator('rect[data-place="3 0"]').click();
    assert.equal(await page.focus(), 'task-2 title');
  });

  it('shows a stretch in words under the pointer', async () => {
    await open();
    await page.tab.locator('rect[data-place="1 2"]').hover();
    assert.match(plain(await detail()), /^09:31 – 10:05 · claude was busy · 0:34:00/);
    assert.equal(await page.tab.locator('rect.frame').count(), 1);
    await page.tab.getByRole('heading', { name: 'Task log' }).hover();
    assert.equal(await detail(), 'Select a stretch of time to see what went on.');
  });

  it('is reached from the log: the menu of a row opens it at the task', async () => {
    page = await harness.open('record');
    await page.show(state(rows));
    await page.tab.getByRole('button', { name: 'Actions for Bravo' }).click();
    assert.equal(
      await page.tab.getByRole('menuitem', { name: 'Show in Timeline' }).count(),
      0,
      'not measured',
    );
    await press('Escape');
    await page.tab.getByRole('button', { name: 'Actions for Charlie' }).click();
    await page.tab.getByRole('menuitem', { name: 'Show in Timeline' }).click();
    assert.deepEqual(await page.lastIntent(), { type: 'showTimeline', shown: true });
    await page.show(state(rows, { timeline }));
    await chart().waitFor();
    await page.tab.locator('rect.frame').waitFor();
    assert.equal(await page.focus(), 'Timeline of the day');
    assert.match(plain(await detail()), /^09:20 – 10:00 · codex was busy/);
    await page.tab.getByRole('button', { name: 'Actions for Alpha' }).click();
    await page.tab.getByRole('menuitem', { name: 'Show in Timeline' }).click();
    assert.match(plain(await detail()), /^09:05 – 09:25 · claude was busy/);
  });

  it('stays where it is when a new state comes', async () => {
    await open();
    await chart().focus();
    await press('ArrowRight', 'ArrowRight');
    const before = await detail();
    await page.show(state(rows, { timeline: { ...timeline, user: [], lanes: timeline.lanes.slice() } }));
    assert.equal(await detail(), before);
    assert.equal(await page.focus(), 'Timeline of the day');
  });

  it('grows with the clock where an agent works, and leaves the rest alone', async () => {
    page = await harness.open('record', { kept: keptOpen, isOwn: true });
    await page.tab.clock.install();
    await page.show(withTimeline());
    await chart().waitFor();
    const widths = () =>
      page.tab
        .locator('rect[data-place]')
        .evaluateAll((found) => found.map((each) => Number.parseFloat(each.getAttribute('width') ?? '')));
    const growing = await page.tab.locator('rect[data-growing]').getAttribute('data-place');
    const before = await widths();
    const text = await page.tab.locator('leverage-timeline > p').first().innerText();
    await page.tab.evaluate(() =>
      document.querySelector('rect[data-place="1 0"]')?.setAttribute('id', 'same'),
    );
    await page.tab.clock.runFor(10 * 60_000);
    const after = await widths();
    const changed = after.flatMap((each, index) => (each === before[index] ? [] : [index]));
    assert.equal(changed.length, 1);
    assert.equal(
      await page.tab
        .locator('rect[data-place]')
        .nth(changed[0] ?? -1)
        .getAttribute('data-place'),
      growing,
    );
    assert.ok((after[changed[0] ?? 0] ?? 0) > (before[changed[0] ?? 0] ?? 0));
    assert.notEqual(await page.tab.locator('leverage-timeline > p').first().innerText(), text);
    assert.equal(await page.tab.locator('#same').count(), 1);
  });

  it('zooms by buttons and keys, within its own place', async () => {
    await open();
    const width = () => page.tab.locator('.chart > svg').evaluate((svg) => svg.getBoundingClientRect().width);
    const whole = await width();
    await page.tab.getByRole('button', { name: 'Zoom In' }).click();
    assert.equal(Math.round((await width()) / whole), 2);
    await chart().focus();
    await press('+', '+');
    assert.equal(Math.round((await width()) / whole), 8);
    await press('Control+End');
    const [frame, box] = await Promise.all([
      page.tab.locator('rect.frame').boundingBox(),
      page.tab.locator('.chart').boundingBox(),
    ]);
    assert.ok(frame && box && frame.x >= box.x && frame.x <= box.x + box.width, 'is in sight');
    await press('-', '-', '-', '-');
    assert.equal(Math.round((await width()) / whole), 1);
  });

  it('has the same data as tables', async () => {
    await open();
    await page.tab.getByText('As a table').click();
    const cells = (name: string) =>
      page.tab
        .getByRole('table', { name })
        .locator('tbody tr')
        .evaluateAll((found) =>
          found.map((each) => [...each.children].map((cell) => cell.textContent?.trim() ?? '').join(' | ')),
        );
    const sessions = (await cells('Agent sessions')).map(plain);
    assert.equal(sessions.length, timeline.lanes.length);
    assert.equal(
      sessions[0],
      'claude | Build learner simulator end to end | 09:05 | 10:35 | 1:06:00 | 0:24:00 | Measured',
    );
    assert.equal(
      (await cells('Your time'))[0],
      'Build learner simulator end to end | 09:01 | 09:31 | 0:04:12 | 0:00:00',
    );
  });

  it('draws hundreds of sessions in rows that many share', async () => {
    await open(crowded);
    assert.equal(await page.tab.locator('rect[data-place]').count(), 400 * 7 + timeline.user.length);
    const height = await page.tab.locator('.chart').evaluate((box) => box.getBoundingClientRect().height);
    assert.ok(height <= 0.6 * 900 + 1, `${height} px`);
    await chart().focus();
    await press('Control+End');
    assert.match(await detail(), /was busy/);
  });

  it('runs no script from a title, and is in the language of the window', async () => {
    await open(withTimeline(), { language: { tag: 'en-XA', bundle: pseudoBundle() } });
    await page.tab.locator('leverage-timeline details summary').click();
    const texts = await page.tab
      .locator('leverage-timeline')
      .evaluate((element) =>
        [...element.querySelectorAll('p, .legend li, th[scope="col"], caption, summary, vscode-button')].map(
          (each) => each.textContent?.trim() ?? '',
        ),
      );
    assert.ok(texts.length > 15);
    assert.deepEqual(
      texts.filter((text) => !text.includes('⟦')),
      [],
    );
    assert.equal(await page.tab.evaluate(() => window.ran), undefined);
    assert.deepEqual(await page.violations(), []);
  });

  for (const theme of themeNames) {
    it(`gives axe nothing serious to find in the theme ${theme}, narrow or wide`, async () => {
      for (const width of [300, 1600]) {
        await open(state(rows, { timeline }), { theme, width });
        await page.tab.getByText('As a table').click();
        await chart().focus();
        assert.deepEqual(await page.axeFindings(), [], `${width} px`);
        if (width === 300) {
          await page.close();
        }
      }
    });
  }

  for (const width of [170, 300, 2000]) {
    it(`never makes the page scroll sideways at ${width} px`, async () => {
      for (const shown of [withTimeline(), crowded, nothingMeasured, { ...states.empty, timeline }]) {
        await open(shown, { width });
        const overflow = await page.tab.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(overflow <= 0, `${overflow} px too wide`);
        await page.close();
      }
      page = await harness.open('record');
    });
  }
});

/** Without the marks that keep foreign text from changing the direction of the rest. */
function plain(text: string): string {
  return text.replace(/[\u2066-\u2069]/gu, '').trim();
}
