import assert from 'node:assert/strict';
import { parseEstimate } from '../../../src/core/typed/parseEstimate';
import {
  estimateText,
  factorsText,
  minutesText,
  namedFactorsText,
  placeText,
  shortTitle,
  tokensText,
  typedEstimate,
} from '../../../src/editor/commands/task/taskText';

describe('A task in words', () => {
  it('has a title of at most 60 characters, as a reader counts them', () => {
    const family = '👩‍👩‍👧';
    assert.equal(shortTitle({ title: 'x'.repeat(60) }), 'x'.repeat(60));
    assert.equal(shortTitle({ title: 'x'.repeat(61) }), `${'x'.repeat(59)}…`);
    assert.equal(shortTitle({ title: family.repeat(61) }), `${family.repeat(59)}…`);
    assert.equal(shortTitle({ title: `${'x'.repeat(58)} yes it is` }), `${'x'.repeat(58)}…`);
  });

  it('keeps a title from right to left apart from the figures next to it', () => {
    assert.equal(shortTitle({ title: 'שיפור (v2)' }), '\u2068שיפור (v2)\u2069');
    assert.equal(shortTitle({ title: 'ب'.repeat(61) }), `\u2068${'ب'.repeat(59)}…\u2069`);
    assert.equal(shortTitle({ title: 'Übersetzung 改善' }), 'Übersetzung 改善');
  });

  for (const [typed, shown] of [
    ['24', '24h'],
    ['90m', '1.5h'],
    ['1-3h', '2h (1–3h)'],
  ] as const) {
    it(`shows the estimate ${typed} as ${shown}, and can be typed again`, () => {
      const estimate = parseEstimate(typed);
      assert.ok(estimate.ok);
      assert.equal(estimateText(estimate.value), shown);
      const again = parseEstimate(typedEstimate({ ...estimate.value, by: 'me', at: 0 }));
      assert.deepEqual(again, estimate);
    });
  }

  for (const [name, text, expected] of [
    ['measured minutes', minutesText(37, 'measured', 2_201_000), '37 min · Measured 0:36:41'],
    ['estimated minutes', minutesText(1, 'estimated', 3400), '1 min · Estimated 0:00:03'],
    ['a key or two', minutesText(1, 'measured', 400), '1 min · Measured less than a second'],
    ['nothing measured', minutesText(0, 'measured', 0), '0 min · Nothing measured'],
    ['imported minutes', minutesText(1200, 'imported', undefined), '1,200 min · Imported'],
    [
      'edited minutes with the measured ones',
      minutesText(40, 'edited', 2_201_000),
      '40 min · Edited, measured 0:36:41',
    ],
    ['edited minutes where nothing was measured', minutesText(40, 'edited', 0), '40 min · Edited'],
    ['both factors', factorsText(24, { aiMinutes: 32, supervisoryMinutes: 4 }, 1), '45.0x / 360.0x'],
    ['no factor over nothing', factorsText(24, { aiMinutes: 0, supervisoryMinutes: 4 }, 1), '– / 360.0x'],
    [
      'both factors by name',
      namedFactorsText(24, { aiMinutes: 32, supervisoryMinutes: 0 }, 1),
      'Leverage factor 45.0x · supervisory factor –',
    ],
    ['unknown tokens', tokensText(undefined), '–'],
    ['zero tokens', tokensText(0), '0'],
    ['project and branch', placeText({ project: 'shop', branch: 'main' }), 'shop · main'],
    ['a branch alone', placeText({ project: null, branch: 'main' }), 'main'],
    ['no place', placeText({ project: null, branch: null }), undefined],
  ] as const) {
    it(`shows ${name}`, () => assert.equal(text, expected));
  }
});
