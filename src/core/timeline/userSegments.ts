import type { Interval } from '../days/interval';
import type { Evidence } from '../task/evidence';
import type { SpanFields } from '../task/span';
import type { UserSegment } from './timelineView';

/**
 * The user's time in order, none of it twice: of what overlaps, typing that was seen comes before what is only believed,
 * and otherwise what began first.
 *
 * @param supervision within the day
 */
export function userSegments(supervision: readonly SpanFields[]): UserSegment[] {
  const inOrder = supervision.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  const typing = oneAfterAnother(inOrder.filter(isTyping));
  const believed = oneAfterAnother(inOrder.filter((span) => !isTyping(span)));
  return [
    ...typing.map((each): UserSegment => ({ kind: 'typing', ...each })),
    ...besides(believed, typing).map((each): UserSegment => ({ kind: 'composing', ...each })),
  ].sort((a, b) => a.start - b.start);
}

/** Keys were seen; a window that stopped in between kept them up to its last sign of life. */
export function isTyping({ evidence }: Pick<SpanFields, 'evidence'>): boolean {
  return evidence === 'measured' || evidence === 'recovered';
}

interface Part extends Interval {
  readonly taskId: string | null;
  readonly evidence: Evidence;
}

/** Cut where the one before reaches into it. @param spans by start */
function oneAfterAnother(spans: readonly Part[]): Part[] {
  let reached = 0;
  return spans.flatMap(({ start, end, taskId, evidence }) => {
    const from = Math.max(start, reached);
    reached = Math.max(reached, end);
    return end > from ? [{ start: from, end, taskId, evidence }] : [];
  });
}

/** What the others leave of the parts; both sorted and disjoint. */
function besides(parts: readonly Part[], others: readonly Interval[]): Part[] {
  const left: Part[] = [];
  let at = 0;
  for (const part of parts) {
    const { end } = part;
    let { start } = part;
    while (at < others.length && (others[at]?.end ?? 0) <= start) {
      at += 1;
    }
    for (let next = at; start < end; next += 1) {
      const other = others[next];
      const until = Math.min(end, other?.start ?? end);
      if (until > start) {
        left.push({ ...part, start, end: until });
      }
      start = other === undefined ? end : Math.max(start, other.end);
    }
  }
  return left;
}
