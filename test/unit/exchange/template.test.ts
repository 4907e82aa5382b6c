import assert from 'node:assert/strict';
import { parseTemplate, templateOf } from '../../../src/core/exchange/template/parseTemplate';
import { english } from '../../../src/core/texts/texts';
import { templatePresets } from '../../../src/core/exchange/template/templatePresets';

const good = {
  name: 'mine',
  title: 'My day {days}',
  taskLog: null,
  columns: [{ column: 'title', heading: 'What' }],
  totals: null,
  analysis: 'Notes',
  scope: null,
};

function problem(change: Record<string, unknown>): string {
  const read = templateOf({ ...good, ...change }, english);
  return read.ok ? 'none' : read.problem;
}

describe('A template of the user', () => {
  it('is taken as it is written, as are all presets', () => {
    assert.deepEqual(parseTemplate(`\uFEFF${JSON.stringify(good)}`, english), { ok: true, value: good });
    for (const preset of templatePresets) {
      assert.deepEqual(templateOf(JSON.parse(JSON.stringify(preset)), english), { ok: true, value: preset });
    }
  });

  const columns = (...given: readonly unknown[]) => ({ columns: [good.columns[0], ...given] });
  const wrong: readonly (readonly [change: Record<string, unknown>, problem: string])[] = [
    [{ title: undefined }, '“title” of the template is missing.'],
    [{ title: 4 }, '“title” of the template must be text.'],
    [{ title: '' }, '“title” of the template is empty.'],
    [{ title: 'a\nb' }, '“title” of the template must be one line.'],
    [{ colour: 'red' }, 'The template has no part “colour”.'],
    [{ columns: [] }, '“columns” of the template is empty or too long.'],
    [{ columns: 'all' }, '“columns” of the template must be a list.'],
    [{ columns: [{ column: 'hours', heading: 'h' }] }, '“columns” of the template needs the column “title”.'],
    [columns(good.columns[0]), '“columns” of the template has the same column twice.'],
    [columns({ column: 'hours' }), '“columns.2.heading” of the template is missing.'],
    [
      columns({ column: 'hours', heading: 'h', unit: 'weeks' }),
      '“columns.2.unit” of the template must be one of h, hours, m, min, none.',
    ],
    [
      columns({ column: 'hours', heading: 'h', decimals: 7 }),
      '“columns.2.decimals” of the template must be one of 0, 1, 2.',
    ],
    [
      columns({ column: 'hours', heading: 'h', optional: 'yes' }),
      '“columns.2.optional” of the template must be true or false.',
    ],
    [
      columns({ column: 'folder', heading: 'h' }),
      '“columns.2.column” of the template must be one of number, title, hours, aiMinutes, supervisoryMinutes, factor, supervisoryFactor, tokens, day, project, category, workstream, private, estimator, reviewed, outcome, evidence.',
    ],
  ];
  for (const [change, expected] of wrong) {
    it(`is refused with a reason: ${expected.slice(0, 60)}`, () => assert.equal(problem(change), expected));
  }

  it('is refused if it is no JSON, or none of ours', () => {
    for (const text of ['', '{', '[]', 'null', `${'['.repeat(50)}${']'.repeat(50)}`]) {
      assert.equal(parseTemplate(text, english).ok, false, text);
    }
  });
});
