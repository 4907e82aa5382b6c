import type { Interval } from '../days/interval';
import type { SpanFields } from '../task/span';
import type { UserSegment } from './timelineView';

/**
 * The user's time in order, none of it twice: of what overlaps, typing that was measured comes before what is only
 * believed, and otherwise what began first.
 *
 * @param supervision within the day
 */
export function userSegments(supervision: readonly SpanFields[]): UserSegment[] {
  const inOrder = supervision.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  const typing = oneAfterAnother(inOrder.filter(({ evidence }) => evidence === 'measured'));
  const believed = oneAfterAnother(inOrder.filter(({ evidence }) => evidence !== 'measured'));
  return [
    ...typing.map((each): UserSegment => ({ kind: 'typing', ...each })),
    ...besides(believed, typing).map((each): UserSegment => ({ kind: 'composing', ...each })),
  ].sort((a, b) => a.start - b.start);
}

interface Part extends Interval {
  readonly taskId: string | null;
}

/** Cut where the one before reaches into it. @param spans by start */
function oneAfterAnother(spans: readonly Part[]): Part[] {
  let reached = 0;
  return spans.flatMap(({ start, end, taskId }) => {
    const from = Math.max(start, reached);
    reached = Math.max(reached, end);
    return end > from ? [{ start: from, end, taskId }] : [];
  });
}

/** What the others leave of the parts; both sorted and disjoint. */
function besides(parts: readonly Part[], others: readonly Interval[]): Part[] {
  const left: Part[] = [];
  let at = 0;
  for (const { end, taskId, ...part } of parts) {
    let { start } = part;
    while (at < others.length && (others[at]?.end ?? 0) <= start) {
      at += 1;
    }
    for (let next = at; start < end; next += 1) {
      const other = others[next];
      const until = Math.min(end, other?.start ?? end);
      if (until > start) {
        left.push({ start, end: until, taskId });
      }
      start = other === undefined ? end : Math.max(start, other.end);
    }
  }
  return left;
}
