import assert from 'node:assert/strict';
import { madeOnce } from '../../src/core/madeOnce';

describe('What is made once', () => {
  it('is shared by all who ask, and made again after a failure', async () => {
    let [calls, fails] = [0, true];
    const ask = madeOnce(async () => {
      calls += 1;
      if (fails) {
        throw new Error('The file was not there yet.');
      }
      return { calls };
    });
    const first = await Promise.allSettled([ask(), ask()]);
    assert.deepEqual(
      first.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.equal(calls, 1, 'those who ask meanwhile hear of the same failure');
    fails = false;
    const [one, other] = await Promise.all([ask(), ask()]);
    assert.equal(one, other);
    assert.equal(await ask(), one);
    assert.equal(calls, 2);
  });
});
