import assert from 'node:assert/strict';
import { array, assert as check, constantFrom, integer, option, property, record } from 'fast-check';
import { describe, it } from 'mocha';
import { PendingTools } from '../../../src/core/transcript/parts/pendingTools';

describe('calls without a result', () => {
  it('combine the meaning of each of them', () => {
    const step = record({
      id: integer({ min: 0, max: 9 }),
      tool: constantFrom('question', 'instant', 'agent', 'shell', 'other'),
      limitMs: option(integer({ min: 0, max: 20 }), { nil: undefined }),
      ends: integer({ min: 0, max: 2 }),
    });
    check(
      property(array(step, { maxLength: 60 }), (steps) => {
        const pending = new PendingTools();
        const plain = new Map<number, { tool: string; limitMs: number | undefined }>();
        for (const { id, tool, limitMs, ends } of steps) {
          if (ends === 0) {
            pending.delete(id);
            plain.delete(id);
          } else {
            pending.add(id, tool, limitMs);
            plain.set(id, { tool, limitMs });
          }
          const all = [...plain.values()];
          assert.equal(pending.size, all.length);
          assert.equal(pending.has(id), plain.has(id));
          assert.equal(pending.of(tool), all.filter((each) => each.tool === tool).length);
          const limits = all.map((each) => each.limitMs ?? Number.POSITIVE_INFINITY);
          assert.equal(pending.shortestLimitMs(), Math.min(...limits));
        }
      }),
    );
  });

  it('are a hundred thousand at no cost', () => {
    const pending = new PendingTools();
    let sum = 0;
    for (let id = 0; id < 100_000; id += 1) {
      pending.add(id, 'shell', 100_000 - id);
      sum += pending.shortestLimitMs();
    }
    for (let id = 100_000; id > 0; id -= 1) {
      pending.delete(id - 1);
      sum += Math.min(0, pending.shortestLimitMs());
    }
    assert.equal(sum, 5_000_050_000);
    assert.equal(pending.size, 0);
  });
});
