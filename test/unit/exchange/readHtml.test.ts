import assert from 'node:assert/strict';
import { readRecordFile } from '../../../src/core/exchange/reading/readRecordFile';
import { UserError } from '../../../src/core/userError';

const head = '<tr><th>Task<th>Human Est.<th>AI<th>Sup.';
const read = (text: string, name = 'page.html') => readRecordFile(text, name);

describe('A page with a record in it', () => {
  it('is read as browsers show it: entities, line breaks, marks within cells, and no end tags', () => {
    const { rows, unreadable } = read(
      `<h2>April 12, 2026</h2><table><caption>All</caption>${head}<tr><td>A &amp; <b>B</b> &lt;c&gt;<br>d&#39;s<td>2h<td>20m<td>1m</table>`,
    );
    assert.deepEqual(unreadable, []);
    assert.deepEqual(
      rows.map(({ title, day, aiMinutes, line }) => [title, day, aiMinutes, line]),
      [["A & B <c> d's", '2026-04-12', 20, 1]],
    );
  });

  it('has nothing of scripts, styles, pictures, comments and tables of other things', () => {
    const row = '<tr><td>No<td>1h<td>1m<td>1m</tr>';
    const table = `<table>${head}${row}</table>`;
    const { rows } = read(
      `<head><title>${table}</title></head><script>${table}</script><svg><desc>${table}</desc></svg><!-- ${table} -->` +
        `<table><tr><th>Day<th>Tasks<tr><td>1<td>2</table>\n<table>${head}\n<tr><td>Yes<td>1h<td>1m<td>1m</table>`,
    );
    assert.deepEqual(
      rows.map(({ title, line }) => [title, line]),
      [['Yes', 3]],
    );
  });

  it('has the day of the heading above each table', () => {
    const table = (title: string) => `<table>${head}<tr><td>${title}<td>1h<td>1m<td>1m</table>`;
    const { rows } = read(`<h1>2026-04-12</h1>${table('a')}<h1>Then 2026-04-13</h1><p>x</p>${table('b')}`);
    assert.deepEqual(
      rows.map(({ title, day }) => [title, day]),
      [
        ['a', '2026-04-12'],
        ['b', '2026-04-13'],
      ],
    );
  });

  it('is known by its beginning, whatever its name', () => {
    const text = `\uFEFF<!DOCTYPE html><table>${head}<tr><td>A<td>1h<td>1m<td>1m</table>`;
    assert.equal(read(text, 'page').format, 'html');
  });

  it('that has none is refused with the headings that it has', () => {
    assert.throws(
      () => read('<table><tr><th>Was<th>Wann<th>Wie lange</table>'),
      (error) => error instanceof UserError && error.message.includes('Was, Wann, Wie lange'),
    );
    for (const text of ['<p>', '<', '<!--', '<table', '<table><tr><td>', '</table>']) {
      assert.throws(() => read(text), UserError);
    }
  });

  it('takes time in proportion to its length, however broken it is', () => {
    for (const piece of [
      '<',
      '<td>',
      '<!--',
      '<script>',
      '&',
      '<table><tr>',
      '<h1>',
      '<td><td',
      '</svg><svg>',
    ]) {
      const text = piece.repeat(200_000);
      assert.throws(() => read(text), UserError, piece);
    }
  }).timeout(20_000);
});
