import assert from 'node:assert/strict';
import type { Calibration } from '../../../src/core/proposal/calibration';
import { calibrationText, realEffortText } from '../../../src/core/proposal/confirming/calibrationText';

import { proposal, proposedFields } from '../../fixtures/proposals';

const all: Calibration = {
  estimator: 'claude-opus-5',
  category: null,
  pairs: 23,
  median: 0.7,
  lowerQuartile: 0.5,
  upperQuartile: 1.254,
  ranges: 20,
  withinRange: 11,
};
const work = (category: string | null) => ({
  proposal: proposal(),
  edited: { ...proposedFields(), category },
});

describe('What the form says of earlier estimates', () => {
  it('is how those of the same model held, with the range', () => {
    assert.equal(
      calibrationText(work(null), [all]),
      'Your 23 confirmations of claude-opus-5: 0.7 × in the median, half of them between 0.5 × and 1.25 ×. In the range: 11 of 20.',
    );
  });

  it('is of the same category where that says something', () => {
    const ofTests = { ...all, category: 'tests', pairs: 6, median: 2, ranges: 0, withinRange: 0 };
    assert.equal(
      calibrationText(work('tests'), [all, ofTests]),
      'Your 6 confirmations of claude-opus-5 in tests: 2 × in the median, half of them between 0.5 × and 1.25 ×.',
    );
    assert.match(calibrationText(work('docs'), [all, ofTests]) ?? '', /^Your 23 confirmations/u);
  });

  it('is nothing without any, or of others', () => {
    assert.equal(calibrationText(work(null), [{ ...all, estimator: 'another' }]), null);
  });
});

describe('What the form says of what comparable work really took', () => {
  const own = { ...all, estimator: 'me', ranges: 0, withinRange: 0 };

  it("is how the user's own estimates held, or those of a model", () => {
    assert.equal(
      realEffortText('me', null, [all, own]),
      'Of 23 tasks you estimated, comparable work really took 0.7 × in the median, half of it between 0.5 × and 1.25 ×.',
    );
    assert.equal(
      realEffortText('claude-opus-5', 'docs', [all, own]),
      'Of 23 tasks estimated by claude-opus-5, comparable work really took 0.7 × in the median, half of it between 0.5 × and 1.25 ×. In the range: 11 of 20.',
    );
  });

  it('is of the same category where that says something', () => {
    const ofTests = { ...own, category: 'tests', pairs: 6 };
    assert.match(realEffortText('me', 'tests', [own, ofTests]) ?? '', /^Of 6 tasks you estimated in tests,/u);
    const byModel = { ...all, category: 'tests' };
    assert.match(
      realEffortText('claude-opus-5', 'tests', [byModel]) ?? '',
      /^Of 23 tasks estimated by claude-opus-5 in tests,/u,
    );
  });

  it('is nothing without enough of them', () => {
    assert.equal(realEffortText('me', null, [all]), null);
  });
});
