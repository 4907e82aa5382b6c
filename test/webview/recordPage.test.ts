import assert from 'node:assert/strict';
import type { WebviewMessage } from '../../src/core/page/intents';
import { restoredPageState } from '../../webview/record/pageState';
import { PageHarness, type LoadedPage } from './pageHarness';
import { themeNames } from './themes';
import { manyRows, row, state, states, openTasks } from './states';

const rows = [
  row(1, { title: 'Alpha', aiMinutes: 10, tokens: 1200, tokensEvidence: 'measured' }),
  row(2, { title: 'Charlie', aiMinutes: 30, aiEvidence: 'edited', measured: measured(1_104_000) }),
  row(3, { title: 'Bravo', aiMinutes: 60, private: true }),
];

function measured(aiMs: number) {
  return {
    aiMs,
    wallClockMs: aiMs,
    supervisoryMs: 60_000,
    aiEvidence: 'measured' as const,
    supervisionEvidence: 'measured' as const,
  };
}

describe('record panel', function () {
  this.timeout(60_000);
  let harness: PageHarness;
  let page: LoadedPage;
  before(async () => {
    harness = await PageHarness.start();
  });
  after(() => harness.stop());
  afterEach(() => page.close());

  async function open(shown = state(rows), kept?: unknown): Promise<void> {
    page = await harness.open('record', { kept });
    await page.show(shown);
  }
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      await page.tab.keyboard.press(key);
    }
  };
  const cell = (id: string, column: string) =>
    page.tab.locator(`tr[data-id="${id}"] [data-column="${column}"]`);
  const ids = (): Promise<(string | undefined)[]> =>
    page.tab
      .locator('tbody tr')
      .evaluateAll((found) =>
        found.map((each) => (each instanceof HTMLElement ? each.dataset['id'] : undefined)),
      );
  const headings = (): Promise<(string | null)[]> =>
    page.tab.locator('thead th').evaluateAll((found) => found.map((each) => each.getAttribute('aria-sort')));

  describe('table', () => {
    it('has the columns, the totals and weighted averages that are labelled as such', async () => {
      await open();
      assert.deepEqual(
        await page.tab.locator('thead th').allInnerTexts(),
        ['#', 'Task', 'Human Est.', 'AI', 'Sup.', 'Factor\n↓', 'Sup. Factor'].map((text) =>
          text.replace('\n↓', ''),
        ),
      );
      const foot = await page.tab.locator('tfoot tr').allInnerTexts();
      assert.deepEqual(
        foot.map((text) =>
          text
            .split('\t')
            .map((part) => part.trim())
            .filter((part) => part !== ''),
        ),
        [
          ['Total, 3 tasks', '480', '100', '6'],
          ['Weighted average', '288.0x', '4800.0x'],
        ],
      );
    });

    it('sorts by each column both ways, says so, and keeps # as the rank', async () => {
      await open();
      assert.deepEqual(await headings(), [null, null, null, null, null, 'descending', null]);
      await page.tab.getByRole('button', { name: 'Task', exact: true }).click();
      assert.deepEqual(await ids(), ['task-1', 'task-3', 'task-2']);
      assert.deepEqual(await headings(), [null, 'ascending', null, null, null, null, null]);
      assert.deepEqual(await page.tab.locator('tbody td.number').allInnerTexts(), ['1', '3', '2']);
      await press('Enter');
      assert.deepEqual(await ids(), ['task-2', 'task-3', 'task-1']);
      await page.tab.getByRole('button', { name: 'AI minutes' }).click();
      assert.deepEqual(await ids(), ['task-3', 'task-2', 'task-1']);
      await page.show(state([...rows, row(4, { aiMinutes: 20 })]));
      assert.deepEqual(await ids(), ['task-3', 'task-2', 'task-4', 'task-1']);
    });

    it('explains how each figure came about, with the measurement if it was edited', async () => {
      await open();
      assert.match(await cell('task-1', 'aiMinutes').innerText(), /^10\s*measured$/);
      assert.match(await cell('task-2', 'aiMinutes').innerText(), /^30\s*edited$/);
      await cell('task-2', 'aiMinutes').click();
      assert.equal(
        await page.tab.locator('.cell-details').innerText(),
        '30 min. Entered or changed manually. 0:18:24 was measured.',
      );
      await press('ArrowRight', 'ArrowRight');
      assert.equal(await page.tab.locator('.cell-details').innerText(), '160 hours × 60 ÷ 30 min = 320.0x');
      assert.match(await cell('task-3', 'title').innerText(), /private/);
    });

    for (const width of [300, 640]) {
      it(`says it in whole at ${width} px, in a place that stays as large as it was`, async () => {
        page = await harness.open('record', { width });
        const aiEvidence = ['measured', 'estimated', 'edited', 'imported', 'recovered'] as const;
        await page.show(
          state(
            aiEvidence.map((evidence, index) => row(index + 1, { aiEvidence: evidence, aiMinutes: 1200 })),
          ),
        );
        const bar = page.tab.locator('.cell-details');
        const heights = new Set<number>();
        for (const id of ['task-1', 'task-2', 'task-3', 'task-4', 'task-5']) {
          await cell(id, 'aiMinutes').focus();
          const [text, shown, height] = await bar.evaluate((place) => {
            const range = document.createRange();
            range.selectNodeContents(place);
            const content = range.getBoundingClientRect();
            const box = place.getBoundingClientRect();
            const fits = content.right <= box.right && content.bottom <= box.bottom;
            return [place.textContent?.trim(), fits, box.height] as const;
          });
          assert.ok(shown, text);
          heights.add(height);
        }
        assert.equal(heights.size, 1);
      });
    }

    it('calls no figure measured if nothing was seen', async () => {
      await open(state([row(1, { aiMinutes: 0, aiEvidence: 'measured' })]));
      assert.match(await cell('task-1', 'aiMinutes').innerText(), /^0\s*nothing measured$/);
      await cell('task-1', 'aiMinutes').click();
      assert.equal(await page.tab.locator('.cell-details').innerText(), '0 min. Nothing was measured.');
    });

    it('is walked with the keys of a grid', async () => {
      await open();
      await cell('task-1', 'title').focus();
      const walk: [string, string][] = [
        ['ArrowDown', 'task-2 title'],
        ['ArrowRight', 'task-2 estimate'],
        ['End', 'task-2 actions button'],
        ['ArrowRight', 'task-2 actions button'],
        ['Home', 'task-2 number'],
        ['ArrowLeft', 'task-2 number'],
        ['Control+End', 'task-3 actions button'],
        ['ArrowDown', 'task-3 actions button'],
        ['Control+Home', 'task-1 number'],
        ['PageDown', 'task-3 number'],
        ['PageUp', 'task-1 number'],
        ['ArrowUp', 'task-1 number'],
      ];
      for (const [key, expected] of walk) {
        await press(key);
        assert.equal(await page.focus(), expected, key);
      }
    });

    it('is one stop of the Tab key', async () => {
      await open();
      await page.tab.getByRole('button', { name: 'Supervisory leverage factor' }).focus();
      await press('Tab');
      assert.equal(await page.focus(), 'task-1 title');
      await press('ArrowDown', 'Shift+Tab', 'Tab');
      assert.equal(await page.focus(), 'task-2 title');
    });
  });

  describe('editing in place', () => {
    const problem = () => page.tab.locator('#draft-problem');

    it('starts with Enter, records with Enter and returns the focus to the cell', async () => {
      await open();
      await cell('task-1', 'estimate').focus();
      await press('Enter');
      await page.tab.keyboard.type('1-3h');
      await press('Enter');
      assert.deepEqual(await page.lastIntent(), {
        type: 'editFigure',
        id: 'task-1',
        field: 'estimate',
        text: '1-3h',
      });
      assert.equal(await page.focus(), 'task-1 estimate');
      assert.equal(await page.tab.locator('.editor').count(), 0);
    });

    it('edits each field: F2, double click and, for tokens, the menu', async () => {
      await open();
      await cell('task-1', 'title').focus();
      await press('F2');
      await page.tab.keyboard.type('A new title');
      await press('Enter');
      await cell('task-1', 'aiMinutes').dblclick();
      await page.tab.keyboard.type('1h 20m');
      await press('Enter');
      await cell('task-1', 'supervisoryMinutes').dblclick();
      await page.tab.keyboard.type('7');
      await press('Enter');
      await page.tab.getByRole('button', { name: 'Actions for Alpha' }).click();
      await page.tab.getByRole('menuitem', { name: 'Edit Tokens' }).click();
      assert.equal(await page.tab.locator('.editor input').inputValue(), '1,200');
      await page.tab.keyboard.type('4.1M');
      await press('Enter');
      assert.deepEqual((await page.intents()).slice(1), [
        { type: 'editFigure', id: 'task-1', field: 'title', text: 'A new title' },
        { type: 'editFigure', id: 'task-1', field: 'aiMinutes', text: '1h 20m' },
        { type: 'editFigure', id: 'task-1', field: 'supervisoryMinutes', text: '7' },
        { type: 'editFigure', id: 'task-1', field: 'tokens', text: '4.1M' },
      ]);
    });

    it('keeps what can’t be recorded, shows the reason next to it until it is right', async () => {
      await open();
      await cell('task-1', 'aiMinutes').focus();
      await press('Enter');
      await page.tab.keyboard.type('soon');
      assert.equal(await problem().count(), 0);
      await press('Enter');
      const input = page.tab.locator('.editor input');
      assert.equal(await input.getAttribute('aria-invalid'), 'true');
      assert.equal(await input.getAttribute('aria-describedby'), await problem().getAttribute('id'));
      assert.match(await problem().innerText(), /“soon” is not a duration/);
      assert.equal(await input.inputValue(), 'soon');
      assert.deepEqual(await page.axeFindings(), []);
      await input.fill('12');
      assert.equal(await problem().count(), 0);
      await press('Enter');
      assert.deepEqual(await page.lastIntent(), {
        type: 'editFigure',
        id: 'task-1',
        field: 'aiMinutes',
        text: '12',
      });
    });

    it('cancels with Escape, and sends nothing if nothing was changed', async () => {
      await open();
      await cell('task-1', 'title').focus();
      await press('Enter');
      await page.tab.keyboard.type('Never mind');
      await press('Escape');
      assert.equal(await page.focus(), 'task-1 title');
      await press('Enter', 'Enter');
      assert.equal(await page.focus(), 'task-1 title');
      assert.deepEqual(await page.intents(), [{ type: 'ready' }]);
    });

    it('shows the whole problem even if the table is wider than the page', async () => {
      page = await harness.open('record', { width: 300 });
      await page.show(state(manyRows(40)));
      await page.tab.locator('tbody tr').last().locator('[data-column="aiMinutes"]').focus();
      await press('Enter');
      await page.tab.keyboard.type('some time soon');
      await press('Enter');
      const [said, scroller, input] = await Promise.all(
        [problem(), page.tab.locator('.scroller'), page.tab.locator('.editor input')].map((each) =>
          each.boundingBox(),
        ),
      );
      assert.ok(said && scroller && input);
      assert.ok(said.x >= scroller.x && said.x + said.width <= scroller.x + scroller.width);
      assert.ok(input.x >= scroller.x && input.x + input.width <= scroller.x + scroller.width);
      const bar = await page.tab.locator('.cell-details').boundingBox();
      assert.ok(bar && said.y + said.height <= bar.y, 'not under the line at the bottom');
    });

    it('leaves Enter and Escape to an input method that composes a character', async () => {
      await open();
      await cell('task-1', 'title').focus();
      await press('F2');
      await page.tab.keyboard.type('Delta');
      for (const key of ['Enter', 'Escape']) {
        await page.tab
          .locator('.editor input')
          .dispatchEvent('keydown', { key, isComposing: true, bubbles: true });
      }
      assert.equal(await page.tab.locator('.editor input').inputValue(), 'Delta');
    });

    it('does not edit computed cells', async () => {
      await open();
      for (const column of ['number', 'factor', 'supervisoryFactor']) {
        await cell('task-1', column).focus();
        await press('Enter', 'F2');
        assert.equal(await page.tab.locator('.editor').count(), 0, column);
      }
    });

    it('records when the focus moves elsewhere in the page; an invalid edit stays open', async () => {
      await open();
      await cell('task-1', 'aiMinutes').dblclick();
      await page.tab.keyboard.type('15');
      await cell('task-2', 'title').click();
      assert.deepEqual(await page.lastIntent(), {
        type: 'editFigure',
        id: 'task-1',
        field: 'aiMinutes',
        text: '15',
      });
      assert.equal(await page.focus(), 'task-2 title');
      await cell('task-1', 'aiMinutes').dblclick();
      await page.tab.keyboard.type('x');
      await cell('task-2', 'title').click();
      assert.match(await problem().innerText(), /x/);
      assert.equal(await page.tab.locator('.editor input').inputValue(), 'x');
    });

    it('survives new states: text, caret and focus stay, even if its row moves', async () => {
      await open();
      await cell('task-3', 'title').focus();
      await press('Enter', 'End', 'Shift+ArrowLeft', 'Shift+ArrowLeft');
      const moved = [
        row(1, { id: 'task-3', title: 'Bravo' }),
        row(2, { id: 'new', title: 'New' }),
        row(3, { id: 'task-1', title: 'Alpha changed' }),
      ];
      await page.show(state(moved));
      assert.deepEqual(await ids(), ['task-3', 'new', 'task-1']);
      assert.equal(await page.focus(), 'task-3 title input');
      await page.tab.keyboard.type('!!');
      assert.equal(await page.tab.locator('.editor input').inputValue(), 'Bra!!');
      assert.deepEqual(await page.intents(), [{ type: 'ready' }]);
    });

    it('restores the typed text when it could not be stored', async () => {
      await open();
      await cell('task-1', 'aiMinutes').dblclick();
      await page.tab.keyboard.type('15');
      await press('Enter');
      await page.show(state(rows, { store: states.failing.store }));
      assert.equal(await page.tab.locator('.editor input').inputValue(), '15');
      assert.match(await problem().innerText(), /Not saved.*disk is full/);
    });

    it('survives being hidden: order, place and draft return', async () => {
      await open();
      await page.tab.getByRole('button', { name: 'AI minutes' }).click();
      await cell('task-2', 'title').dblclick();
      await page.tab.keyboard.type('Half a tit');
      const kept = await page.kept();
      await page.close();
      await open(state(rows), kept);
      assert.deepEqual(await ids(), ['task-3', 'task-2', 'task-1']);
      assert.equal(await page.tab.locator('.editor input').inputValue(), 'Half a tit');
    });

    it('waits with a draft for a store that is still opening', async () => {
      await open();
      await cell('task-2', 'title').dblclick();
      await page.tab.keyboard.type('Half a tit');
      const kept = await page.kept();
      await page.close();
      await open(states.opening, kept);
      await page.show(state(rows));
      assert.equal(await page.tab.locator('.editor input').inputValue(), 'Half a tit');
    });

    it('starts fresh if the kept state is from another version', async () => {
      await open(state(rows), { order: 'by moon', cell: 12 });
      assert.deepEqual(await ids(), ['task-1', 'task-2', 'task-3']);
      assert.deepEqual(page.complaints, []);
    });
  });

  describe('selected rows', () => {
    const selected = (): Promise<(string | undefined)[]> =>
      page.tab
        .locator('tbody tr[aria-selected="true"]')
        .evaluateAll((found) =>
          found.map((each) => (each instanceof HTMLElement ? each.dataset['id'] : undefined)),
        );
    const fiveRows = [1, 2, 3, 4, 5].map((number) => row(number));
    const click = (id: string, ...modifiers: ('Shift' | 'Control' | 'Meta')[]): Promise<void> =>
      cell(id, 'number').click({ modifiers });

    it('are chosen by mouse as in any list of VS Code', async () => {
      await open(state(fiveRows));
      assert.equal(await page.tab.getByRole('grid').getAttribute('aria-multiselectable'), 'true');
      await click('task-2');
      assert.deepEqual(await selected(), ['task-2']);
      await click('task-4', 'Shift');
      assert.deepEqual(await selected(), ['task-2', 'task-3', 'task-4']);
      assert.equal(await page.focus(), 'task-4 number');
      assert.equal(await page.tab.evaluate(() => getSelection()?.toString()), '', 'no text is selected');
      await click('task-1', 'Shift');
      assert.deepEqual(await selected(), ['task-1', 'task-2'], 'from where the range began');
      await click('task-5', 'Control');
      assert.deepEqual(await selected(), ['task-1', 'task-2', 'task-5']);
      await click('task-1', 'Control');
      assert.deepEqual(await selected(), ['task-2', 'task-5']);
      await click('task-3', 'Meta');
      assert.deepEqual(await selected(), ['task-2', 'task-3', 'task-5']);
      await click('task-3');
      assert.deepEqual(await selected(), ['task-3']);
    });

    it('are chosen by keyboard, in the order in which the rows are sorted', async () => {
      await open(state(fiveRows));
      await page.tab.getByRole('button', { name: 'Rank by leverage factor' }).click();
      await page.tab.getByRole('button', { name: 'Rank by leverage factor' }).click();
      assert.deepEqual(await ids(), ['task-5', 'task-4', 'task-3', 'task-2', 'task-1']);
      await cell('task-4', 'number').focus();
      await press('Shift+ArrowDown', 'Shift+ArrowDown');
      assert.deepEqual(await selected(), ['task-4', 'task-3', 'task-2']);
      assert.equal(await page.focus(), 'task-2 number');
      await press('Shift+ArrowUp');
      assert.deepEqual(await selected(), ['task-4', 'task-3']);
      await press('ArrowDown', 'ArrowDown', 'Space');
      assert.deepEqual(await selected(), ['task-4', 'task-3', 'task-1']);
      await press('Space', 'Shift+Control+Home');
      assert.deepEqual(await selected(), ['task-5', 'task-4', 'task-3', 'task-2', 'task-1']);
      await press('Escape');
      assert.deepEqual(await selected(), []);
      await press('Control+a');
      assert.equal((await selected()).length, 5);
      await press('ArrowDown', 'F2');
      assert.equal(await page.tab.locator('.editor input').count(), 0, 'a rank is computed');
      assert.equal((await selected()).length, 5);
      assert.deepEqual(await page.intents(), [{ type: 'ready' }]);
    });

    it('get a category, a workstream or privacy at once, by the bar or the menu of any of them', async () => {
      await open(state([...fiveRows.slice(0, 4), row(5, { private: true })]));
      const bar = page.tab.locator('.selection');
      await click('task-1');
      assert.equal(await bar.innerText(), '', 'one row has its menu');
      await click('task-3', 'Shift');
      assert.match(await bar.innerText(), /^3 tasks selected/);
      const chosen = ['task-1', 'task-2', 'task-3'];
      for (const [name, intent] of [
        ['Set Category…', { type: 'setCategory', ids: chosen }],
        ['Set Workstream…', { type: 'setWorkstream', ids: chosen }],
        ['Mark Private', { type: 'setPrivate', ids: chosen, private: true }],
      ] as const) {
        await bar.getByRole('button', { name }).click();
        assert.deepEqual(await page.lastIntent(), intent);
      }
      await cell('task-2', 'actions').getByRole('button').click();
      assert.equal(await page.tab.getByRole('menu').getAttribute('aria-label'), 'Actions for 3 tasks');
      assert.deepEqual(await page.tab.getByRole('menuitem').allInnerTexts(), [
        'Set Category…',
        'Set Workstream…',
        'Mark Private',
      ]);
      await page.tab.getByRole('menuitem', { name: 'Set Workstream…' }).click();
      assert.deepEqual(await page.lastIntent(), { type: 'setWorkstream', ids: chosen });
      await cell('task-5', 'actions').getByRole('button').click();
      await page.tab.getByRole('menuitem', { name: 'Mark Not Private' }).click();
      assert.deepEqual(await page.lastIntent(), { type: 'setPrivate', ids: ['task-5'], private: false });
    });

    it('stay selected while they are there, over a hidden page too', async () => {
      await open(state(fiveRows));
      await click('task-1');
      await click('task-3', 'Shift');
      await page.show(state(fiveRows.filter(({ id }) => id !== 'task-2')));
      assert.deepEqual(await selected(), ['task-1', 'task-3']);
      const kept = await page.kept();
      await page.close();
      await open(states.opening, kept);
      await page.show(state(fiveRows));
      assert.deepEqual(await selected(), ['task-1', 'task-3']);
    });

    for (const theme of themeNames) {
      it(`give axe nothing serious to find in the theme ${theme}, at 300 px and wide`, async () => {
        for (const width of [300, 1200]) {
          page = await harness.open('record', { theme, width });
          await page.show(state(manyRows(12).map((each) => ({ ...each, category: 'Feature' }))));
          await page.tab.locator('tbody tr').first().locator('.number').click();
          await press('Shift+ArrowDown', 'Shift+ArrowDown');
          assert.deepEqual(await page.axeFindings(), []);
          const overflow = await page.tab.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.ok(overflow <= 0, `${overflow} px too wide at ${width} px`);
        }
      });
    }
  });

  describe('the example of an empty record', () => {
    it('is named as one, can only be read, and is hidden when the user says so', async () => {
      await open(states['first look']);
      const example = page.tab.getByRole('region', { name: 'Example' });
      assert.match(await example.innerText(), /None of it is recorded\./);
      assert.deepEqual(
        await example.locator('tbody tr').evaluateAll((found) => found.map((each) => each.children.length)),
        [7, 7, 7],
      );
      assert.match(await example.locator('tbody tr').first().innerText(), /24\s+32\s+4\s+45\.0x\s+360\.0x/);
      assert.match(await example.locator('.summary').innerText(), /31\.9x/);
      assert.equal(await page.tab.getByRole('grid').count(), 0);
      assert.equal(await example.locator('table button, input, [data-id]').count(), 0);
      await example.getByText('Hide Example').click();
      assert.deepEqual(await page.lastIntent(), { type: 'hideExample' });
      await page.show(states.empty);
      assert.equal(await example.count(), 0);
      await page.show(state(rows, { example: states['first look'].example }));
      assert.equal(await example.count(), 0, 'never next to data');
    });
  });

  describe('categories and workstreams', () => {
    const grouped = [
      row(1, { category: 'Feature', workstream: 'Checkout' }),
      row(2),
      row(3, { category: 'Bug' }),
    ];

    it('have columns where a row has one, sorted and reached like the others', async () => {
      await open(state(grouped));
      const names = async () =>
        (await page.tab.locator('thead th').allInnerTexts()).map((text) => text.split('\n')[0]);
      assert.deepEqual((await names()).slice(1, 5), ['Task', 'Category', 'Workstream', 'Human Est.']);
      await page.tab.getByRole('button', { name: 'Category' }).click();
      assert.deepEqual(await ids(), ['task-3', 'task-1', 'task-2'], 'rows without one come last');
      await cell('task-1', 'title').focus();
      await press('ArrowRight');
      assert.equal(await page.focus(), 'task-1 category');
      await press('ArrowRight', 'ArrowRight');
      assert.equal(await page.focus(), 'task-1 estimate');
      const lengths = await page.tab
        .locator('tr')
        .evaluateAll((found) => found.map((each) => each.children.length));
      assert.deepEqual(new Set(lengths), new Set([10]));
      await page.show(state([row(2), row(3, { category: 'Bug' })]));
      assert.deepEqual((await names()).slice(1, 4), ['Task', 'Category', 'Human Est.']);
      await page.show(state([row(2), row(3)]));
      assert.deepEqual((await names()).slice(1, 3), ['Task', 'Human Est.']);
    });

    it('are set from their cells, for all selected rows if it is one of them', async () => {
      await open(state(grouped));
      await cell('task-2', 'category').dblclick();
      assert.deepEqual(await page.lastIntent(), { type: 'setCategory', ids: ['task-2'] });
      await press('ArrowRight', 'Enter');
      assert.deepEqual(await page.lastIntent(), { type: 'setWorkstream', ids: ['task-2'] });
      await press('Shift+ArrowDown', 'F2');
      assert.deepEqual(await page.lastIntent(), { type: 'setWorkstream', ids: ['task-2', 'task-3'] });
      assert.equal(await page.tab.locator('.editor').count(), 0);
    });

    it('keep the keyboard in the row when their column goes', async () => {
      await open(state(grouped));
      await cell('task-1', 'category').focus();
      await page.show(state([row(1), row(2)]));
      await press('ArrowDown');
      assert.equal(await page.focus(), 'task-2 title');
    });
  });

  describe('actions', () => {
    it('of a row are all in its menu, by keyboard', async () => {
      await open();
      const expected: WebviewMessage[] = [
        { type: 'editTask', id: 'task-3' },
        { type: 'moveTask', id: 'task-3' },
        { type: 'reopenTask', id: 'task-3' },
        { type: 'setCategory', ids: ['task-3'] },
        { type: 'setWorkstream', ids: ['task-3'] },
        { type: 'setPrivate', ids: ['task-3'], private: false },
        { type: 'deleteTask', id: 'task-3' },
      ];
      await cell('task-3', 'number').focus();
      for (const [index, down] of [0, 2, 3, 4, 5, 6, 7].entries()) {
        await press('End', 'Enter');
        assert.equal(await page.focus(), 'Edit Task…');
        await press(...Array.from({ length: down }, () => 'ArrowDown'), 'Enter');
        assert.deepEqual(await page.lastIntent(), expected[index]);
        assert.equal(await page.focus(), 'task-3 actions button');
      }
      await press('Enter', 'ArrowUp');
      assert.equal(await page.focus(), 'Delete');
      assert.deepEqual(await page.axeFindings(), []);
      await press('Escape');
      assert.equal(await page.focus(), 'task-3 actions button');
      assert.deepEqual(await page.lastIntent(), expected.at(-1));
    });

    it('leave the focus in the next row when a row is gone', async () => {
      await open();
      await cell('task-2', 'aiMinutes').focus();
      await page.show(state(rows.filter((each) => each.id !== 'task-2')));
      assert.equal(await page.focus(), 'task-3 aiMinutes');
      await page.show(state(rows.slice(0, 1)));
      assert.equal(await page.focus(), 'task-1 aiMinutes');
    });

    it('go to the row that another page leads to', async () => {
      await open();
      await page.receive({ type: 'state', state: state(manyRows(80)), task: 'task-77' });
      assert.equal(await page.focus(), 'task-77 title');
      const box = await cell('task-77', 'title').boundingBox();
      assert.ok(box && box.y > 0 && box.y < 900);
    });

    it('leave the focus near a button that has nowhere left to lead', async () => {
      await open();
      await page.tab.getByRole('button', { name: 'Previous Recorded Day' }).focus();
      await page.show(state(rows, { previousDay: null, nextDay: '2026-04-13' }));
      assert.equal(await page.focus(), 'Day shown');
    });

    it('of the day send the shown day', async () => {
      await open(state(rows, { day: '2026-04-10', nextDay: '2026-04-12', undoLabel: 'Delete of “Alpha”' }));
      const cases: [string, WebviewMessage][] = [
        ['Open History', { type: 'openHistory' }],
        ['Previous Recorded Day', { type: 'showDay', day: '2026-04-11' }],
        ['Next Recorded Day', { type: 'showDay', day: '2026-04-12' }],
        ['Today', { type: 'showDay', day: '2026-04-12' }],
        ['Log Finished Task', { type: 'logFinishedTask', day: '2026-04-10' }],
        ['Import', { type: 'importRecord' }],
        ['Export', { type: 'exportRecord', day: '2026-04-10' }],
        ['Write About This Day', { type: 'writeAboutDay', day: '2026-04-10' }],
        ['Undo: Delete of “Alpha”', { type: 'undo' }],
      ];
      for (const [name, intent] of cases) {
        await page.tab.getByRole('button', { name, exact: true }).focus();
        await press('Enter');
        assert.deepEqual(await page.lastIntent(), intent, name);
      }
    });

    it('go to a typed day once it is a whole one, and never past today', async () => {
      await open();
      const input = page.tab.getByLabel('Day shown');
      await input.fill('2026-04-09');
      assert.deepEqual(await page.lastIntent(), { type: 'showDay', day: '2026-04-09' });
      const before = await page.intents();
      for (const day of ['2026-04-13', '0202-04-09', '']) {
        await input.fill(day);
      }
      await input.blur();
      assert.deepEqual(await page.intents(), before);
      assert.equal(await input.inputValue(), '2026-04-12');
    });

    it('remember a past day for a reload, and today as none', async () => {
      await open(state(rows, { day: '2026-04-10' }));
      assert.equal(restoredPageState(await page.kept()).day, '2026-04-10');
      await page.show(state(rows));
      assert.equal(restoredPageState(await page.kept()).day, null);
    });
  });

  describe('analysis', () => {
    const finding = (kind: string, hidden = false) => ({
      kind,
      title: `Part ${kind}`,
      sentences: [`About ${kind}.`, 'And more.'],
      hidden,
    });
    const analysed = state(rows, {
      findings: [finding('a'), finding('b', true), finding('c')],
      ownText: '',
    });
    const paragraphs = () => page.tab.locator('.analysis p').allInnerTexts();
    const sentIntents = async () => (await page.intents()).filter(({ type }) => type !== 'ready');
    const focusedName = () =>
      page.tab.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.id,
      );

    it('reads in paragraphs, without what is hidden', async () => {
      await open(analysed);
      assert.deepEqual(await paragraphs(), ['About a. And more.', 'About c. And more.']);
    });

    it('shows the first paragraphs at first, and all or fewer when asked, also after being hidden', async () => {
      const long = state(rows, { findings: ['a', 'b', 'c', 'd', 'e', 'f'].map((kind) => finding(kind)) });
      await open(long);
      assert.equal((await paragraphs()).length, 4);
      await page.tab.getByRole('button', { name: 'Show All 6 Paragraphs' }).focus();
      await press('Enter');
      assert.equal((await paragraphs()).length, 6);
      const kept = await page.kept();
      await page.close();
      await open(long, kept);
      assert.equal((await paragraphs()).length, 6);
      await page.tab.getByRole('button', { name: 'Show Less' }).click();
      assert.equal((await paragraphs()).length, 4);
    });

    it('is hidden, shown and moved by keyboard, and the keyboard stays at the button', async () => {
      await open(analysed);
      await page.tab.getByRole('button', { name: 'Arrange the analysis' }).focus();
      await press('Enter');
      assert.equal(await focusedName(), 'Finish arranging the analysis');
      await press('Tab', 'Enter');
      assert.equal(await focusedName(), 'Move Part a down');
      await press('Tab', 'Enter');
      assert.deepEqual(await sentIntents(), [
        { type: 'orderFindings', day: '2026-04-12', order: ['b', 'a', 'c'] },
        { type: 'hideFinding', day: '2026-04-12', kind: 'a', hidden: true },
      ]);
      await page.show({ ...analysed, findings: [finding('b', true), finding('a', true), finding('c')] });
      assert.equal(await focusedName(), 'Show Part a');
      await page.tab.getByRole('button', { name: 'Finish arranging the analysis' }).click();
      assert.deepEqual(await paragraphs(), ['About c. And more.']);
    });

    it('takes the user’s own text, which survives new states and being hidden until it is saved', async () => {
      await open(analysed);
      await page.tab.getByRole('button', { name: 'Arrange the analysis' }).click();
      await page.tab.locator('#own-text').focus();
      await page.tab.keyboard.type('Mine');
      await page.show({ ...analysed, now: analysed.now + 1 });
      assert.equal(await focusedName(), 'own-text');
      await page.tab.keyboard.type('.');
      assert.equal(await page.tab.locator('#own-text').inputValue(), 'Mine.');
      const kept = await page.kept();
      await page.close();
      await open(analysed, kept);
      assert.equal(await page.tab.locator('#own-text').inputValue(), 'Mine.');
      await page.tab.getByRole('button', { name: 'Save Text' }).click();
      assert.deepEqual(await sentIntents(), [{ type: 'writeOwnText', day: '2026-04-12', text: 'Mine.' }]);
    });

    it('saves a text when arranging is finished', async () => {
      await open(analysed);
      await page.tab.getByRole('button', { name: 'Arrange the analysis' }).click();
      await page.tab.locator('#own-text').fill('Mine.');
      assert.deepEqual(await page.axeFindings(), []);
      await page.tab.getByRole('button', { name: 'Finish arranging the analysis' }).click();
      assert.deepEqual(await sentIntents(), [{ type: 'writeOwnText', day: '2026-04-12', text: 'Mine.' }]);
    });
  });

  it('draws a chart of the tasks that have a factor, in words as well, and none for a few', async () => {
    const shown = [
      row(1, { aiMinutes: 1, title: '<b>Steep</b>' }),
      ...[2, 3, 4, 5].map((number) => row(number, { aiMinutes: number * 100 })),
      row(6, { estimate: null }),
      row(7, { aiMinutes: 0 }),
    ];
    await open(state(shown));
    const chart = page.tab.getByRole('img', { name: 'Human hours against AI minutes' });
    assert.equal(await chart.locator('circle').count(), 5);
    assert.match((await chart.locator('desc').textContent()) ?? '', /2 of 5 tasks are above/);
    const marks = await chart
      .locator('circle, line')
      .evaluateAll((found) =>
        found.flatMap((each) =>
          ['cx', 'cy', 'x1', 'x2', 'y1', 'y2'].flatMap((name) => each.getAttribute(name) ?? []),
        ),
      );
    assert.ok(
      marks.every((mark) => Number(mark) >= 0 && Number(mark) <= 340),
      marks.join(' '),
    );
    await page.show(state(shown.slice(0, 4)));
    assert.equal(await chart.count(), 0);
  });

  it('writes figures of any size next to the axes of the chart', async () => {
    const huge = { hours: 1_000_000, by: 'me', at: 0 };
    const tiny = { hours: 0.0125, by: 'me', at: 0 };
    await open(
      state(
        [1, 10, 1000, 100_000, 1_000_000].map((aiMinutes, index) =>
          row(index + 1, { aiMinutes, estimate: index < 2 ? tiny : huge }),
        ),
      ),
    );
    const chart = await page.tab.locator('figure svg').boundingBox();
    const ticks = page.tab.locator('figure .tick');
    assert.deepEqual((await ticks.allTextContents()).slice(0, 7), [
      '1',
      '10',
      '100',
      '1,000',
      '10k',
      '100k',
      '1M',
    ]);
    for (const tick of await ticks.all()) {
      const box = await tick.boundingBox();
      assert.ok(chart && box && box.x >= chart.x && box.x + box.width <= chart.x + chart.width);
    }
  });

  it('an empty day says so and offers a task if it is today', async () => {
    await open(states.empty);
    await page.tab.getByRole('button', { name: 'Start Task' }).click();
    assert.deepEqual(await page.lastIntent(), { type: 'startTask' });
    await page.show(states['empty past day']);
    assert.match(await page.tab.locator('.empty-day').innerText(), /^No task was closed on this day\.$/);
  });

  it('an empty today offers to close the current task', async () => {
    await open(state([], { openTasks: openTasks.map((task, index) => ({ ...task, current: index === 1 })) }));
    await page.tab.locator('.empty-day').getByRole('button', { name: 'Close Task' }).click();
    assert.deepEqual(await page.lastIntent(), { type: 'closeTask', id: openTasks[1]?.id });
  });

  it('in a low window the line of details covers the headings of the log', async () => {
    await open(state(manyRows(3)));
    await page.tab.setViewportSize({ width: 900, height: 330 });
    const covering = await page.tab.evaluate(() => {
      const headings = document.querySelector('thead')?.getBoundingClientRect();
      const details = document.querySelector('.cell-details')?.getBoundingClientRect();
      if (!headings || !details) {
        return undefined;
      }
      const [top, bottom] = [Math.max(headings.top, details.top), Math.min(headings.bottom, details.bottom)];
      const onTop = document.elementFromPoint(headings.left + headings.width / 2, (top + bottom) / 2);
      return { meet: top < bottom, covered: onTop?.closest('.cell-details') !== null };
    });
    assert.deepEqual(covering, { meet: true, covered: true });
  });

  it('a thousand rows are all there, and the keyboard goes through them', async () => {
    const thousand = state(manyRows(1000));
    await open(thousand);
    await page.show(state(manyRows(1000)));
    assert.equal(await page.tab.locator('tbody tr').count(), 1000);
    await cell(thousand.rows[0]?.id ?? '', 'title').focus();
    await press(...Array.from({ length: 20 }, () => 'ArrowDown'));
    assert.equal(await page.focus(), `${thousand.rows[20]?.id} title`);
  });
});
