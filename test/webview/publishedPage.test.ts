import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { publishedText } from '../../src/core/publish/forms/publishedForm';
import { selectRecord } from '../../src/core/publish/selection/publication';
import type { ClosedTask } from '../../src/core/task/task';
import { publishingStore, sessionOf } from '../fixtures/publishingStore';
import { printedDays, printedRecord, tasksOf } from '../fixtures/tasks';
import { axeViolations } from './axeLook';
import { leaveBrowser, openBrowser } from './testBrowser';

const hostile =
  '</td><script>window.ran=1</script><img src="http://127.0.0.1:9/x.png" onerror="window.ran=1"> “quoted” שלום';

function html(includesHostile: boolean, span: { readonly from?: string; readonly to?: string }): string {
  const days = new Map<string, readonly ClosedTask[]>(
    printedDays.map((day) => [
      day,
      tasksOf(printedRecord(day)).map((task) => ({ ...task, id: `${day} ${task.id}` })),
    ]),
  );
  if (includesHostile) {
    const [first, ...others] = days.get('2026-04-19') ?? [];
    assert.ok(first);
    days.set('2026-04-19', [{ ...first, title: hostile }, ...others]);
  }
  const sessions = [...days.values()].flat().map(({ id }) => sessionOf(id, 'claude'));
  const selected = selectRecord(publishingStore(days, { sessions }), {
    from: span.from,
    to: span.to,
    includePrivate: false,
  });
  assert.ok(selected);
  return publishedText(selected.publication, 'html', { rowDecimals: 1 });
}

describe('A published page', () => {
  let browser: Browser;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leverage-record-page-'));
    browser = await openBrowser();
  });
  after(async () => {
    await leaveBrowser(browser);
    rmSync(folder, { recursive: true });
  });

  /** Opened from the disk, with all that the browser asks for or complains about. */
  async function opened(text: string, colorScheme: 'light' | 'dark' = 'light') {
    const file = join(folder, 'record.html');
    writeFileSync(file, text);
    const context = await browser.newContext({ colorScheme, viewport: { width: 900, height: 900 } });
    const page = await context.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (line) => complaints.push(line.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(file).href, { waitUntil: 'networkidle' });
    return { page, asked, complaints, file, close: () => context.close() };
  }

  for (const [name, span] of [
    ['a day', { from: '2026-04-19', to: '2026-04-19' }],
    ['all days', {}],
  ] as const) {
    it(`of ${name} opens from the disk with no request but itself, and runs nothing`, async () => {
      const { page, asked, complaints, file, close } = await opened(html(true, span));
      assert.deepEqual(asked, [pathToFileURL(file).href]);
      assert.deepEqual(complaints, []);
      assert.equal(await page.evaluate(() => 'ran' in window), false);
      assert.equal(await page.locator('script, img, link, iframe, [onerror], [style]').count(), 0);
      assert.ok(await page.getByText(hostile).first().isVisible());
      assert.ok(statSync(file).size < 100_000, `${statSync(file).size}`);
      await close();
    });

    it(`of ${name} is well-formed, and its elements are where its text says`, async () => {
      const { page, close } = await opened(html(true, span));
      assert.deepEqual(await page.evaluate(differences, html(true, span)), []);
      await close();
    });

    for (const colorScheme of ['light', 'dark'] as const) {
      it(`of ${name} can be read by everyone, ${colorScheme}`, async () => {
        const { page, close } = await opened(html(false, span), colorScheme);
        const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.equal(background, colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(13, 17, 23)');
        assert.deepEqual(await violations(page), []);
        await close();
      });
    }
  }

  it('of 47 tasks prints on two pages', async () => {
    const { page, close } = await opened(html(false, { from: '2026-04-19', to: '2026-04-19' }));
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const pages = [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length;
    assert.ok(pages >= 1 && pages <= 2, `${pages} pages`);
    await close();
  });
});

async function violations(page: Page): Promise<readonly string[]> {
  const found = await axeViolations(page);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: source }) => source).join(' ')}`);
}

/** Where the strict reading of a page as XML differs from how browsers read it; they would move what can't be there. */
function differences(text: string): readonly string[] {
  const strict = text
    .replace('<html ', '<html xmlns="http://www.w3.org/1999/xhtml" ')
    .replaceAll('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ');
  const xml = new DOMParser().parseFromString(strict, 'application/xhtml+xml');
  const error = xml.querySelector('parsererror')?.textContent;
  const read = new DOMParser().parseFromString(text, 'text/html');
  const [a, b] = [xml, read].map((each) =>
    [...each.querySelectorAll('*')].map(
      (element) =>
        `${element.localName} in ${element.parentElement?.localName ?? ''}: ${element.textContent?.trim() ?? ''}`,
    ),
  );
  const ids = [...read.querySelectorAll('[id]')].map(({ id }) => id);
  return [
    ...(error === undefined || error === null ? [] : [error]),
    ...(a ?? []).filter((each, index) => each !== b?.[index]),
    ...ids.filter((id, index) => ids.indexOf(id) !== index),
    ...[...read.querySelectorAll('[aria-labelledby]')]
      .flatMap((element) => element.getAttribute('aria-labelledby')?.split(' ') ?? [])
      .filter((id) => read.getElementById(id) === null),
  ];
}
