import type { SpanFields } from '../../src/core/task/span';

/** Minutes in which any of the sessions was busy, by looking at each piece of time between two moments. */
export function wallClockMinutes(work: readonly SpanFields[]): number {
  const ms = pieces(work).reduce((sum, { length, busy }) => sum + (busy > 0 ? length : 0), 0);
  return ms === 0 ? 0 : Math.max(1, Math.round(ms / 60_000));
}

export function mostAtOnce(work: readonly SpanFields[]): number {
  return pieces(work).reduce((most, { busy }) => Math.max(most, busy), 0);
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
