import assert from 'node:assert/strict';
import { endNow } from '../../../src/core/timeline/endNow';

const minute = 60_000;

describe('the end of a stretch of time', () => {
  const end = (kind: string, isGrowing: boolean, now: number): number =>
    endNow({ kind, start: 10 * minute, end: 20 * minute }, isGrowing, now * minute) / minute;

  it('grows with the clock while it goes on, a wait until it has become a break', () => {
    assert.deepEqual(
      [end('busy', true, 45), end('busy', true, 200), end('waiting', true, 45), end('waiting', true, 200)],
      [45, 200, 45, 70],
    );
  });

  it('stays where it is over, and where the clock was set back', () => {
    assert.deepEqual(
      [end('busy', false, 45), end('busy', true, 15), end('waiting', false, 45)],
      [20, 20, 20],
    );
  });
});
