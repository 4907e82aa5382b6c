import type { ComposedPrompt, CoveredSpan, CoveredTranscript } from '../source/transcriptSource';

/** A list as one that is known already: so many of its first elements, and then these. */
interface LongerList<Element> {
  readonly same: number;
  readonly rest: readonly Element[];
}

/** A covered part as an earlier answer about it, and what is different: a long session changes at its end. */
export interface CoveredChange extends Omit<CoveredTranscript, 'spans' | 'composed'> {
  readonly spans: LongerList<CoveredSpan>;
  readonly composed: LongerList<ComposedPrompt>;
}

/** @param before undefined: everything is a change */
export function coveredChange(
  before: CoveredTranscript | undefined,
  { spans, composed, ...figures }: CoveredTranscript,
): CoveredChange {
  return {
    ...figures,
    spans: longer(before?.spans ?? [], spans, sameSpan),
    composed: longer(before?.composed ?? [], composed, samePrompt),
  };
}

/** @param before the answer that the change was made from; what it shares with the new one is not copied. */
export function withCoveredChange(
  before: CoveredTranscript | undefined,
  { spans, composed, ...figures }: CoveredChange,
): CoveredTranscript {
  return {
    ...figures,
    spans: [...(before?.spans.slice(0, spans.same) ?? []), ...spans.rest],
    composed: [...(before?.composed.slice(0, composed.same) ?? []), ...composed.rest],
  };
}

function longer<Element>(
  before: readonly Element[],
  after: readonly Element[],
  isSame: (a: Element, b: Element) => boolean,
): LongerList<Element> {
  const differs = after.findIndex((each, index) => {
    const known = before[index];
    return known === undefined || !isSame(known, each);
  });
  const same = differs === -1 ? after.length : differs;
  return { same, rest: after.slice(same) };
}

function sameSpan(a: CoveredSpan, b: CoveredSpan): boolean {
  return a.id === b.id && a.start === b.start && a.end === b.end && a.evidence === b.evidence;
}

function samePrompt(a: ComposedPrompt, b: ComposedPrompt): boolean {
  return a.id === b.id && a.since === b.since && a.at === b.at && a.length === b.length && a.ms === b.ms;
}
