import assert from 'node:assert/strict';
import { Listeners } from '../../src/core/listeners';

describe('Listeners', () => {
  it('may be none', () => {
    assert.doesNotThrow(() => new Listeners().tell());
  });

  it('are each told what is said, in the order in which they came', () => {
    const listeners = new Listeners<number>();
    const heard: string[] = [];
    listeners.add((value) => heard.push(`first ${value}`));
    listeners.add((value) => heard.push(`second ${value}`));
    listeners.tell(1);
    listeners.tell(2);
    assert.deepEqual(heard, ['first 1', 'second 1', 'first 2', 'second 2']);
  });

  it('hear nothing more once they stopped, however often they stop', () => {
    const listeners = new Listeners();
    let heard = 0;
    const first = listeners.add(() => (heard += 1));
    listeners.add(() => (heard += 10));
    first.dispose();
    first.dispose();
    listeners.tell();
    assert.equal(heard, 10);
  });

  it('that are added twice hear twice, and once after one of both has stopped', () => {
    const listeners = new Listeners();
    let heard = 0;
    const listener = () => (heard += 1);
    const added = [listeners.add(listener), listeners.add(listener)];
    listeners.tell();
    assert.equal(heard, 2);
    added[0]?.dispose();
    listeners.tell();
    assert.equal(heard, 3);
  });

  it('that are all sent away hear nothing', () => {
    const listeners = new Listeners();
    let heard = 0;
    const added = listeners.add(() => (heard += 1));
    listeners.clear();
    listeners.tell();
    added.dispose();
    assert.equal(heard, 0);
  });

  it('may stop themselves and those behind them while they are told', () => {
    const listeners = new Listeners();
    const heard: string[] = [];
    const first = listeners.add(() => {
      heard.push('first');
      first.dispose();
      second.dispose();
    });
    const second = listeners.add(() => heard.push('second'));
    listeners.add(() => heard.push('third'));
    listeners.tell();
    listeners.tell();
    assert.deepEqual(heard, ['first', 'third', 'third']);
  });

  for (const [name, errors] of [
    ['one', ['first']],
    ['several', ['first', 'second']],
  ] as const) {
    it(`all hear, also where ${name} of them failed; who tells gets to know of it`, () => {
      const listeners = new Listeners();
      let heard = 0;
      for (const message of errors) {
        listeners.add(() => {
          throw new Error(message);
        });
      }
      listeners.add(() => (heard += 1));
      assert.throws(
        () => listeners.tell(),
        (thrown) => {
          const all = thrown instanceof AggregateError ? (thrown.errors as unknown[]) : [thrown];
          assert.deepEqual(
            all.map((error) => error instanceof Error && error.message),
            errors,
          );
          return true;
        },
      );
      assert.equal(heard, 1);
    });
  }
});
