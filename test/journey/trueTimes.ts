import assert from 'node:assert/strict';
import type { Interval } from '../../src/core/days/interval';

/** How far the start and the end of a batch run may each be off. */
export const batchToleranceMs = 250;

/** One span, whose start and end are the true ones. */
export function assertTrueTimes(
  name: string,
  spans: readonly Interval[],
  truth: Interval | undefined,
  toleranceMs = batchToleranceMs,
): void {
  const [span, ...more] = spans;
  assert.ok(span && truth && more.length === 0, `${name} has ${spans.length} spans`);
  const [start, end] = [span.start - truth.start, span.end - truth.end];
  console.log(`      ${name}: start ${start} ms, end ${end} ms, length ${end - start} ms off`);
  assert.ok(Math.abs(start) <= toleranceMs, `${name} starts ${start} ms off`);
  assert.ok(Math.abs(end) <= toleranceMs, `${name} ends ${end} ms off`);
}
