import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { axisFigure, fittingAxis, linearAxis } from '../../../webview/charts/valueAxis';

const ends = { from: 200, to: 10 };
const texts = (values: readonly number[]): string[] =>
  fittingAxis(values, ends).ticks.map(({ text }) => text);

describe('The axis of values', () => {
  for (const [values, kind, expected] of [
    [[], 'linear', ['0', '0.2', '0.4', '0.6', '0.8', '1']],
    [[0, 0], 'linear', ['0', '0.2', '0.4', '0.6', '0.8', '1']],
    [[12, 48], 'linear', ['0', '10', '20', '30', '40', '50']],
    [[45, 3600], 'log', ['10', '100', '1,000', '10k']],
    [[20, 900], 'log', ['10', '20', '50', '100', '200', '500', '1,000']],
    [[0, 3600], 'linear', ['0', '1,000', '2,000', '3,000', '4,000']],
    [[0.5, 2_000_000], 'log', ['0.1', '10', '1,000', '100k', '10M']],
  ] as const) {
    it(`of ${JSON.stringify(values)} is ${kind}, with round figures`, () => {
      assert.equal(fittingAxis(values, ends).kind, kind);
      assert.deepEqual(texts(values), expected);
    });
  }

  it('of whole numbers has no fraction at its side', () => {
    assert.deepEqual(
      linearAxis([1, 2], ends, true).ticks.map(({ text }) => text),
      ['0', '1', '2'],
    );
  });

  it('puts every value between its ends, larger ones further on, whatever the values', () => {
    const value = fc.oneof(fc.double({ min: 0, max: 1e12, noNaN: true }), fc.integer({ min: 0, max: 50 }));
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const axis = fittingAxis(values, ends);
        const placed = values.toSorted((a, b) => a - b).map((each) => axis.at(each));
        for (const [index, at] of placed.entries()) {
          assert.ok(at >= ends.to - 1e-6 && at <= ends.from + 1e-6, `${at}`);
          assert.ok(index === 0 || at <= (placed[index - 1] ?? 0) + 1e-6);
        }
        assert.ok(axis.ticks.every(({ at, text }) => Number.isFinite(at) && !/NaN|Infinity|e/u.test(text)));
      }),
    );
  });

  for (const [value, text] of [
    [0, '0'],
    [0.25, '0.25'],
    [1500, '1,500'],
    [12_500, '12.5k'],
    [2_000_000, '2M'],
    [4e9, '4B'],
    [3e12, '3T'],
  ] as const) {
    it(`writes ${value} as ${text}`, () => assert.equal(axisFigure(value), text));
  }
});
