import { weakestEvidence } from './evidence';
import { unionMs } from '../days/interval';
import type { Span, SpanFields } from './span';
import type { Measurement } from './task';
import type { Tokens } from './tokens';

/** Work that a task may gain. */
export interface FurtherWork {
  readonly spans: readonly SpanFields[];
  readonly tokens: Tokens | undefined;
}

/**
 * Sums spans by the rules of counting: the union within a session, the sum over sessions; wall clock is the union of
 * all; supervision is a union, so that none of the user's time counts twice.
 */
export function measurementOf(spans: readonly SpanFields[]): Measurement {
  const agent = spans.filter((span) => span.kind === 'agent' && span.end > span.start);
  const supervision = spans.filter((span) => span.kind === 'supervision' && span.end > span.start);
  const bySession = new Map<string | null, SpanFields[]>();
  for (const span of agent) {
    const spansOfSession = bySession.get(span.sessionId);
    if (spansOfSession) {
      spansOfSession.push(span);
    } else {
      bySession.set(span.sessionId, [span]);
    }
  }
  return {
    aiMs: [...bySession.values()].reduce((total, each) => total + unionMs(each), 0),
    wallClockMs: unionMs(agent),
    supervisoryMs: unionMs(supervision),
    aiEvidence: weakestEvidence(agent.map((span) => span.evidence)),
    supervisionEvidence: weakestEvidence(supervision.map((span) => span.evidence)),
  };
}

/** The parts of the spans that lie within [from, to). */
export function clipped(spans: readonly Span[], from: number, to: number): readonly Span[] {
  return spans.flatMap((span) => {
    const start = Math.max(span.start, from);
    const end = Math.min(span.end, to);
    return end > start ? [{ ...span, start, end }] : [];
  });
}
