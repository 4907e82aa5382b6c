import assert from 'node:assert/strict';
import { PageStart } from '../../../src/editor/pages/pageStart';
import { MovedClock } from './movedClock';

describe('A page that starts', () => {
  let clock: MovedClock;
  let visible: boolean;
  let notStarted: number;

  const started = (isVisible: boolean): PageStart => {
    visible = isVisible;
    const page = { isVisible: () => visible, notStarted: () => void (notStarted += 1) };
    return new PageStart(page, clock.after);
  };
  const show = (start: PageStart, now: boolean): void => {
    visible = now;
    start.visibilityChanged();
  };

  beforeEach(() => {
    clock = new MovedClock();
    notStarted = 0;
  });

  it('is left alone once its script is heard', () => {
    const start = started(true);
    clock.move(19_999);
    start.heard();
    clock.move(100_000);
    assert.equal(notStarted, 0);
  });

  it('is said to have failed, once, if its script is not heard for 20 seconds', () => {
    started(true);
    clock.move(19_999);
    assert.equal(notStarted, 0);
    clock.move(1);
    assert.equal(notStarted, 1);
    clock.move(100_000);
    assert.equal(notStarted, 1);
  });

  it('is not expected while it is hidden, where VS Code has destroyed it', () => {
    show(started(true), false);
    clock.move(100_000);
    assert.equal(notStarted, 0);
  });

  it('is expected again when it can be seen again, also if it was heard before', () => {
    const start = started(true);
    start.heard();
    show(start, false);
    clock.move(100_000);
    show(start, true);
    clock.move(20_000);
    assert.equal(notStarted, 1);
  });

  it('is not expected again where only its focus changed', () => {
    const start = started(true);
    start.heard();
    show(start, true);
    clock.move(100_000);
    assert.equal(notStarted, 0);
  });

  it('has its time from when it is first seen', () => {
    const start = started(false);
    clock.move(15_000);
    show(start, true);
    clock.move(19_999);
    assert.equal(notStarted, 0);
    clock.move(1);
    assert.equal(notStarted, 1);
  });

  it('is not expected once it is closed', () => {
    started(true).dispose();
    clock.move(100_000);
    assert.equal(notStarted, 0);
  });
});
