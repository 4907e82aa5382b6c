import assert from 'node:assert/strict';
import { PageLoading } from '../../../src/editor/pages/pageLoading';
import { MovedClock } from './movedClock';

describe('A page that is loaded', () => {
  let clock: MovedClock;
  let visible: boolean;
  let loads: number;
  let logged: string[];
  let loading: PageLoading;

  const load = (): void => {
    const page = { name: 'record', load: () => void (loads += 1), isVisible: () => visible };
    const log = {
      warn: (text: string) => void logged.push(`warn ${text}`),
      error: (text: string | Error) => void logged.push(`error ${String(text)}`),
    };
    loading = new PageLoading(page, log, clock.after);
  };
  const show = (now: boolean): void => {
    visible = now;
    loading.visibilityChanged();
  };

  beforeEach(() => {
    clock = new MovedClock();
    visible = true;
    loads = 0;
    logged = [];
    load();
  });

  it('is left alone once its script is heard', () => {
    clock.move(4_999);
    loading.heard();
    clock.move(100_000);
    assert.deepEqual([loads, logged], [1, []]);
  });

  it('is loaded again if its script is not heard for 5 seconds, and then has longer', () => {
    clock.move(5_000);
    assert.equal(loads, 2);
    clock.move(14_999);
    assert.equal(loads, 2);
    loading.heard();
    clock.move(100_000);
    assert.deepEqual([loads, logged], [2, ['warn The record page did not start; it is loaded again.']]);
  });

  it('is loaded three times at most, and the log says what to do', () => {
    clock.move(1_000_000);
    assert.equal(loads, 3);
    assert.equal(logged.at(-1), 'error The record page did not start. Close it and open it again.');
  });

  it('is not loaded while it is hidden, where VS Code has destroyed it', () => {
    show(false);
    clock.move(100_000);
    assert.deepEqual([loads, logged], [1, []]);
  });

  it('is loaded again when it can be seen again and is not heard, also if it was heard before', () => {
    loading.heard();
    show(false);
    show(true);
    clock.move(5_000);
    assert.equal(loads, 2);
  });

  it('has no new wait where only its focus changed', () => {
    loading.heard();
    show(true);
    clock.move(100_000);
    assert.equal(loads, 1);
  });

  it('begins to wait when it is first seen', () => {
    loading.dispose();
    visible = false;
    load();
    clock.move(4_000);
    show(true);
    clock.move(4_999);
    assert.equal(loads, 2);
    clock.move(1);
    assert.equal(loads, 3);
  });

  it('is not loaded once it is gone', () => {
    loading.dispose();
    clock.move(100_000);
    assert.equal(loads, 1);
  });
});
