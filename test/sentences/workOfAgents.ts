import type { SpanFields } from '../../src/core/task/span';
import type { CheckedTask } from './checkedDay';
import type { CheckedHistory } from './checking';

/** Minutes in which any of the sessions was busy, by looking at each piece of time between two moments. */
export function wallClockMinutes(work: readonly SpanFields[]): number {
  const ms = pieces(work).reduce((sum, { length, busy }) => sum + (busy > 0 ? length : 0), 0);
  return ms === 0 ? 0 : Math.max(1, Math.round(ms / 60_000));
}

export function mostAtOnce(work: readonly SpanFields[]): number {
  return pieces(work).reduce((most, { busy }) => Math.max(most, busy), 0);
}

/**
 * The recorded minutes that a task's agents waited, by looking at each piece of time: one in which a session that may
 * wait isn't busy, between two in which it is, all such pieces in a row being no longer than an hour.
 */
export function waitedMinutes(
  { source }: CheckedTask,
  { spans = [], sessions = [] }: CheckedHistory,
): number {
  const waiting = sessions.filter(({ mode }) => mode !== 'batch' && mode !== 'manual');
  const ms = waiting.reduce((sum, { id }) => {
    const own = spans.filter(
      (span) => span.taskId === source.id && span.sessionId === id && span.kind === 'agent',
    );
    // What is before the first work is no wait.
    let [waited, silent] = [0, Number.POSITIVE_INFINITY];
    for (const { length, busy } of pieces(own)) {
      waited += busy > 0 && silent <= 3_600_000 ? silent : 0;
      silent = busy > 0 ? 0 : silent + length;
    }
    return sum + waited;
  }, 0);
  return source.closing.measured === undefined || ms === 0 ? 0 : Math.max(1, Math.round(ms / 60_000));
}

function pieces(work: readonly SpanFields[]): { readonly length: number; readonly busy: number }[] {
  const moments = [...new Set(work.flatMap(({ start, end }) => [start, end]))].toSorted((a, b) => a - b);
  return moments.slice(1).map((end, index) => {
    const start = moments[index] ?? end;
    const within = work.filter((span) => span.start <= start && span.end >= end && span.start < span.end);
    const sessions = new Set(
      within.map(({ sessionId, taskId }) => `${sessionId} ${sessionId === null ? taskId : ''}`),
    );
    return { length: end - start, busy: sessions.size };
  });
}
