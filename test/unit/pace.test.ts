import assert from 'node:assert/strict';
import { Pace } from '../../src/core/pace';

describe('The pace of work that is asked for again and again', () => {
  it('is soon after the first request', () => {
    assert.equal(new Pace(100, 500).dueIn(0), 100);
  });

  it('leaves some time since the last work', () => {
    const pace = new Pace(100, 500);
    pace.done(1_000);
    assert.deepEqual(
      [1_000, 1_200, 1_399, 1_400, 1_401, 9_000].map((now) => pace.dueIn(now)),
      [500, 300, 101, 100, 100, 100],
    );
  });

  it('never waits longer than that, also where the clock was set back', () => {
    const pace = new Pace(100, 500);
    pace.done(1_000_000);
    assert.equal(pace.dueIn(3), 500);
  });

  it('is as soon after each request where no time apart is wanted', () => {
    const pace = new Pace(16, 0);
    pace.done(1_000);
    assert.equal(pace.dueIn(1_000), 16);
  });
});
