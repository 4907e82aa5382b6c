import assert from 'node:assert/strict';
import { firstQuery, type HistoryIntent, type RecordCard } from '../../src/core/page/historyProtocol';
import { restoredHistoryKept } from '../../webview/history/historyKept';
import { AskedHistory, daysAgo, historyStates, pastTasks, today } from './historyStates';
import { PageHarness, type LoadedPage } from './pageHarness';

const many = new AskedHistory(pastTasks(5000, 900));
const allOfMany = many.state({ timeframe: 'all' });

const card: RecordCard = {
  title: 'Leverage record, 2026-04-06 to 2026-04-12',
  figures: ['Tasks', 'Human hours', 'Leverage factor', 'AI minutes'].map((name) => ({ name, text: '12.5' })),
  barsTitle: 'Highest leverage factors',
  bars: [120, 4.5, 0].map((value, index) => ({ label: `${index + 1}`, value, text: `${value}x` })),
  notes: ['Private tasks were left out.'],
};

describe('history page', function () {
  this.timeout(60_000);
  let harness: PageHarness;
  let page: LoadedPage;
  before(async () => {
    harness = await PageHarness.start();
  });
  after(() => harness.stop());
  afterEach(() => page.close());

  async function open(state = historyStates.week, kept?: unknown): Promise<void> {
    page = await harness.open('history', { kept });
    await page.show(state);
  }
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      await page.tab.keyboard.press(key);
    }
  };
  const last = async (): Promise<HistoryIntent | undefined> => (await page.historyIntents()).at(-1);
  const lastQuery = async () => {
    const intent = await last();
    assert.ok(intent?.type === 'showHistory', JSON.stringify(intent));
    return intent.query;
  };

  it('asks for any timeframe by keyboard, and for the one before and after', async () => {
    await open(historyStates.week);
    await page.tab.getByRole('radio', { name: 'Week' }).focus();
    for (const timeframe of ['month', 'quarter', 'year', 'all', 'custom'] as const) {
      await press('ArrowRight');
      assert.equal((await lastQuery()).timeframe, timeframe);
    }
    await page.show(historyStates.month);
    await page.tab.getByRole('button', { name: 'Previous Timeframe' }).focus();
    await press('Enter');
    assert.equal((await lastQuery()).anchor, historyStates.month.timeframe.previous);
    assert.equal(await page.tab.getByRole('button', { name: 'Next Timeframe' }).isDisabled(), true);
    await page.show(historyStates.all);
    assert.equal(await page.tab.getByRole('button', { name: 'Previous Timeframe' }).count(), 0);
  });

  it('asks for the days between two dates, and never for a day to come', async () => {
    await open(historyStates.custom);
    await page.tab.getByLabel('First day').fill(daysAgo(60));
    assert.deepEqual((await lastQuery()).custom, { from: daysAgo(60), to: daysAgo(9) });
    const before = await page.historyIntents();
    await page.tab.getByLabel('Last day').fill('2026-05-01');
    assert.deepEqual(await page.historyIntents(), before);
  });

  it('shows the sums with those of the period before, and says what is compared', async () => {
    await open(historyStates.week);
    const { totals, comparison } = historyStates.week;
    assert.ok(comparison.kind === 'compared');
    const text = await page.tab.locator('.totals').innerText();
    assert.ok(text.includes(`before: ${comparison.sums.humanHours}`), text);
    assert.ok(text.includes(`${totals.humanHours}`) && text.includes(comparison.sentence), text);
    await page.show(historyStates.all);
    assert.doesNotMatch(await page.tab.locator('.totals').innerText(), /before:/u);
  });

  it('searches as one types, a pause after the last letter, and keeps the words over new states', async () => {
    await open();
    await page.tab.getByRole('searchbox', { name: 'Search titles' }).focus();
    await page.tab.keyboard.type('sign-in');
    await page.show({ ...historyStates.week, revision: 901 });
    assert.equal(await page.tab.getByRole('searchbox').inputValue(), 'sign-in');
    await page.tab.waitForFunction(() => window.posted.length > 1);
    assert.equal((await lastQuery()).search, 'sign-in');
    assert.equal((await page.historyIntents()).length, 2);
  });

  it('filters by every kind of name and by the band of the factor, and takes filters away again', async () => {
    await open();
    await page.tab.getByRole('button', { name: 'Filters' }).focus();
    await press('Enter');
    for (const group of [
      'Project',
      'Agent',
      'Model',
      'Category',
      'Workstream',
      'Estimator',
      'Leverage factor',
    ]) {
      assert.equal(await page.tab.getByRole('group', { name: group, exact: true }).count(), 1, group);
    }
    await page.tab.getByRole('button', { name: 'Factors: table', exact: true }).click();
    assert.deepEqual(await page.axeFindings(), []);
    await page.tab.getByRole('group', { name: 'Project' }).getByRole('checkbox', { name: 'shop' }).focus();
    await press('Space');
    assert.deepEqual((await lastQuery()).filters, { project: ['shop'] });
    await page.tab.getByRole('checkbox', { name: 'No project' }).check();
    await page.tab.getByRole('checkbox', { name: '100x and more' }).check();
    const filters = { project: ['shop', null], band: ['100'] };
    assert.deepEqual((await lastQuery()).filters, filters);
    await page.show(historyStates.filtered);
    await page.tab.getByRole('button', { name: 'Remove filter Project: shop' }).click();
    assert.deepEqual((await lastQuery()).filters, { project: [null], band: ['100'] });
    await page.tab.getByRole('button', { name: 'Clear Filters' }).click();
    assert.deepEqual((await lastQuery()).filters, {});
  });

  it('says why there is nothing to see', async () => {
    await open(historyStates['nothing passes']);
    const text = () => page.tab.locator('main').innerText();
    assert.match(await text(), /No task of this timeframe passes the search and filters\./u);
    await page.show(historyStates['before the record']);
    assert.match(await text(), /There is no record of this time\./u);
    await page.show(historyStates.reading);
    assert.match(await text(), /Reading the record: 20 of 150 days\. Figures are not complete yet\./u);
    await page.show(historyStates.opening);
    assert.doesNotMatch(await text(), /No task/u);
    await page.show(historyStates.empty);
    await page.tab.getByRole('button', { name: 'Open Record' }).last().click();
    assert.deepEqual(await last(), { type: 'openRecord' });
  });

  it('never shows a figure that is none, in any state', async () => {
    await open();
    for (const [name, state] of Object.entries(historyStates)) {
      await page.show(state);
      assert.doesNotMatch(await page.tab.locator('main').innerHTML(), /NaN|Infinity|undefined/u, name);
    }
  });

  describe('leaderboard', () => {
    const grid = () => page.tab.getByRole('grid', { name: 'Leaderboard of tasks' });
    const active = () =>
      page.tab.evaluate(() => {
        const table = document.querySelector('[role="grid"]');
        return document.getElementById(table?.getAttribute('aria-activedescendant') ?? '')?.dataset['index'];
      });

    it('has all rows for a screen reader and few in the page, and asks for those scrolled to', async () => {
      await open(allOfMany);
      assert.equal(await grid().getAttribute('aria-rowcount'), '5001');
      assert.ok((await page.tab.locator('tr[data-index]').count()) < 40);
      await page.tab.locator('.leaderboard').evaluate((place) => (place.scrollTop = 26 * 3000));
      await page.tab.waitForFunction(() => document.querySelector('#leader-3000') !== null);
      const { revision } = allOfMany;
      assert.deepEqual(await page.historyIntents(), [
        { type: 'ready' },
        ...[2800, 3000].map((from) => ({ type: 'leaderboardRows', revision, from })),
      ]);
      await page.receive({
        type: 'leaderboardRows',
        revision,
        from: 3000,
        rows: many.rows(allOfMany, 3000),
      });
      const row = page.tab.locator('#leader-3005');
      assert.equal(await row.getAttribute('aria-rowindex'), '3007');
      assert.match(await row.innerText(), /Task \d+/u);
    });

    it('is one stop of the Tab key, walked by arrows, and Enter opens the task in the record', async () => {
      await open(allOfMany);
      await grid().focus();
      assert.equal(await active(), '0');
      for (const [key, index] of [
        ['ArrowDown', '1'],
        ['PageDown', '15'],
        ['ArrowUp', '14'],
        ['End', '4999'],
        ['Home', '0'],
        ['ArrowUp', '0'],
        ['ArrowDown', '1'],
      ] as const) {
        await press(key);
        await page.tab.waitForFunction((id) => document.getElementById(id) !== null, `leader-${index}`);
        assert.equal(await active(), index, key);
        const [row, place, head] = await page.tab.evaluate(
          (id) =>
            ['.leaderboard', 'thead'].reduce<(DOMRect | undefined)[]>(
              (boxes, selector) => [
                ...boxes,
                document.querySelector(`.leaders ${selector}`)?.getBoundingClientRect(),
              ],
              [document.getElementById(id)?.getBoundingClientRect()],
            ),
          `leader-${index}`,
        );
        assert.ok(row && place && head && row.top >= head.bottom - 1 && row.bottom <= place.bottom + 1, key);
      }
      await press('Enter');
      const task = allOfMany.leaderboard.rows[1];
      assert.deepEqual(await last(), { type: 'openTask', id: task?.id, day: task?.day });
    });

    it('asks for another figure and another order', async () => {
      await open();
      await page.tab.getByLabel('Sort by').selectOption('Human hours');
      assert.deepEqual((await lastQuery()).leaderboard, { by: 'humanHours', order: 'highest' });
      await page.tab.getByRole('button', { name: 'Highest First' }).click();
      assert.deepEqual((await lastQuery()).leaderboard, { by: 'humanHours', order: 'lowest' });
    });
  });

  it('leads from the book of records to the period and to the task', async () => {
    await open();
    const { periods, tasks } = historyStates.week.records;
    const month = periods.find(({ unit, measure }) => unit === 'month' && measure === 'tasks');
    const book = page.tab.getByRole('table', { name: 'Book of records' });
    await book
      .getByRole('row', { name: /^Month/u })
      .getByRole('button')
      .last()
      .click();
    const { timeframe, anchor } = await lastQuery();
    assert.deepEqual([timeframe, anchor], ['month', month?.holder.from]);
    await book.getByRole('row', { name: /^Task/u }).getByRole('button').first().click();
    assert.deepEqual(await last(), { type: 'openTask', id: tasks[0]?.task.id, day: tasks[0]?.task.day });
  });

  it('goes through the years of the calendar that have a record', async () => {
    await open(historyStates.week);
    await page.tab.getByRole('button', { name: 'Previous Recorded Year' }).click();
    assert.equal((await lastQuery()).calendarYear, 2025);
    await page.show(historyStates.year);
    assert.equal(await page.tab.getByRole('button', { name: 'Previous Recorded Year' }).isDisabled(), true);
    assert.match(await page.tab.locator('#calendar-title').innerText(), /2025/u);
  });

  it('groups by any dimension, without asking', async () => {
    await open(historyStates.month);
    await page.tab.getByLabel('Group by').selectOption('Agent');
    assert.equal(await page.tab.locator('#groups-title').innerText(), 'Human hours by agent');
    assert.match(await page.tab.locator('.groups').innerText(), /tasks are in several groups/u);
    assert.deepEqual(await page.historyIntents(), [{ type: 'ready' }]);
    assert.equal(restoredHistoryKept(await page.kept()).dimension, 'agent');
  });

  it('keeps what was asked for over a reload, and begins anew with what an older version kept', async () => {
    await open(historyStates.filtered);
    const { query } = restoredHistoryKept(await page.kept());
    assert.deepEqual(query, historyStates.filtered.query);
    for (const strange of [undefined, null, 7, { query: { timeframe: 'decade' } }]) {
      assert.deepEqual(restoredHistoryKept(strange).query, firstQuery);
    }
  });

  it('lays its charts out again for another width', async () => {
    await open(historyStates.month);
    const width = () =>
      page.tab
        .locator('#factors-title')
        .evaluate((title) => title.closest('figure')?.querySelector('.plot svg')?.getAttribute('width'));
    const wide = Number(await width());
    await page.tab.setViewportSize({ width: 400, height: 900 });
    await page.tab.waitForFunction(
      (before) => Number(document.querySelector('.plot svg')?.getAttribute('width')) < before,
      wide,
    );
    assert.ok(Number(await width()) <= 400);
  });

  it('says that it can’t read a state, keeps what it shows, and shows the next one', async () => {
    await open();
    const before = await page.tab.locator('main').innerHTML();
    await page.receive({ type: 'history', state: { rows: 'none' } });
    assert.match(await page.tab.getByRole('alert').innerText(), /can't read what Leverage Record sent it/u);
    assert.equal(await page.tab.locator('main').innerHTML(), before);
    await page.receive({ type: 'noState', message: '<b>No.</b>', nextStep: 'Then <i>this</i>' });
    assert.equal(await page.tab.getByRole('alert').innerText(), '<b>No.</b>\nThen <i>this</i>');
    assert.deepEqual(await page.axeFindings(), []);
    await page.show(historyStates.month);
    assert.equal(await page.tab.getByRole('alert').count(), 0);
    assert.deepEqual(page.complaints, []);
  });

  it('opens the record from its header, whatever day it is', async () => {
    await open();
    assert.equal(historyStates.week.today, today);
    await page.tab.getByRole('button', { name: 'Open Record' }).click();
    assert.deepEqual(await last(), { type: 'openRecord' });
  });

  for (const theme of ['dark', 'highContrast'] as const) {
    it(`saves a picture of the shown days by keyboard, in the theme ${theme}`, async () => {
      page = await harness.open('history', { theme });
      await page.show(historyStates.week);
      const { from, to } = historyStates.week.timeframe;
      await page.tab.getByRole('button', { name: 'Save Picture' }).focus();
      await press('Enter');
      assert.deepEqual(await last(), { type: 'pictureOf', from, to, use: 'save' });
      await page.receive({ type: 'recordCard', card, use: 'save' });
      await page.tab.getByText('The picture shows all public tasks of the timeframe.').waitFor();
      const saved = await last();
      assert.ok(saved?.type === 'saveChart' && saved.name === card.title && saved.format === 'png');
      const png = Buffer.from(saved.data, 'base64');
      assert.equal(png.subarray(0, 8).toString('latin1'), '\u0089PNG\r\n\u001a\n');
      assert.equal(png.readUInt32BE(16), 960);
      assert.deepEqual(await page.axeFindings(), []);
      assert.deepEqual([await page.violations(), page.complaints], [[], []]);
    });
  }

  it('says that a picture and what is published go past search and filters, only where they leave something out', async () => {
    await open();
    const covered = page.tab.getByText('Pictures and Publish take in all public tasks of the timeframe');
    assert.equal(await covered.count(), 0);
    await page.show(historyStates.filtered);
    assert.equal(await covered.count(), 1);
    await page.show(historyStates.week);
    assert.equal(await covered.count(), 0);
    await page.show(historyStates['nothing passes']);
    await covered.waitFor();
  });

  it('goes to its top when it is told what to show, and drops a search that was being typed', async () => {
    await open(historyStates.month, { ...restoredHistoryKept(undefined), scrollTop: 700 });
    const top = () => page.tab.evaluate(() => window.scrollY);
    assert.equal(await top(), 0, 'not where another timeframe was left');
    await page.tab.evaluate(() => window.scrollTo(0, 400));
    await page.show(historyStates.month);
    assert.equal(await top(), 400, 'a state that the page asked for stays where it is');
    await page.tab.getByLabel('Search titles').fill('shop');
    await page.receive({ type: 'history', state: historyStates.week, fromTop: true });
    assert.equal(await top(), 0);
    assert.equal(await page.tab.getByLabel('Search titles').inputValue(), '');
    assert.deepEqual(restoredHistoryKept(await page.kept()).query, historyStates.week.query);
  });

  it('copies a picture, says where nothing is public, and publishes the shown days', async () => {
    await open();
    const { from, to } = historyStates.week.timeframe;
    await page.tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.tab.getByRole('button', { name: 'Copy Picture' }).click();
    assert.deepEqual(await last(), { type: 'pictureOf', from, to, use: 'copy' });
    await page.receive({ type: 'recordCard', card, use: 'copy' });
    await page.tab.getByText('Copied', { exact: true }).waitFor();
    await page.receive({ type: 'recordCard', card: null, use: 'copy' });
    await page.tab.getByText('No public task is recorded in this timeframe.').waitFor();
    await page.tab.getByRole('button', { name: 'Publish…' }).click();
    assert.deepEqual(await last(), { type: 'publishRecord', from, to });
    await page.tab.getByRole('button', { name: 'Export Time Sheet' }).click();
    assert.deepEqual(await last(), { type: 'exportTimeSheet', from, to });
    await page.show(historyStates.empty);
    assert.equal(await page.tab.getByRole('button', { name: /Picture|Publish|Time Sheet/u }).count(), 0);
  });
});
