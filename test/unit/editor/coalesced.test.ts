import assert from 'node:assert/strict';
import { Coalesced } from '../../../src/editor/coalesced';
import { MovedClock } from './movedClock';

describe('Coalesced work', () => {
  let done: number[];
  let clock: MovedClock;
  const work = (apartMs: number): Coalesced =>
    new Coalesced(100, () => void done.push(clock.now()), apartMs, clock);

  beforeEach(() => {
    done = [];
    clock = new MovedClock();
  });

  it('is done once for all requests of a short while, and again for those that come later', () => {
    const coalesced = work(0);
    for (let request = 0; request < 5; request += 1) {
      coalesced.request();
      clock.move(20);
    }
    assert.deepEqual(done, [100]);
    coalesced.request();
    clock.move(99);
    assert.deepEqual(done, [100]);
    clock.move(1);
    assert.deepEqual(done, [100, 200]);
  });

  it('waits where it was done a moment ago, and forgets no request', () => {
    const coalesced = work(250);
    coalesced.request();
    clock.move(100);
    coalesced.request();
    clock.move(249);
    assert.deepEqual(done, [100], 'that is not so long ago');
    clock.move(1);
    assert.deepEqual(done, [100, 350]);
  });

  it('is done at an even pace while requests never cease', () => {
    const coalesced = work(250);
    for (; clock.now() < 1_200; clock.move(10)) {
      coalesced.request();
    }
    assert.deepEqual(done, [100, 350, 600, 850, 1_100]);
  });

  it('is as quick as ever after a pause', () => {
    const coalesced = work(250);
    coalesced.request();
    clock.move(100);
    clock.move(900);
    coalesced.request();
    clock.move(100);
    assert.deepEqual(done, [100, 1_100]);
  });

  it('is not done for requests that somebody else has answered, and waits after that too', () => {
    const coalesced = work(250);
    coalesced.request();
    clock.move(50);
    coalesced.done();
    clock.move(100);
    assert.deepEqual(done, []);
    coalesced.request();
    clock.move(149);
    assert.deepEqual(done, []);
    clock.move(1);
    assert.deepEqual(done, [300]);
  });

  it('is dropped on the way out', () => {
    const coalesced = work(250);
    coalesced.request();
    coalesced.dispose();
    clock.move(1_000);
    assert.deepEqual(done, []);
  });
});
