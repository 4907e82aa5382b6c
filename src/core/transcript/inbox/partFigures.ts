import type { CoveredTranscript, PartFigures } from '../source/transcriptSource';

/** The sums over a part of a transcript that the inbox shows. */
export function partFigures({ facts, spans, attentionMs }: CoveredTranscript): PartFigures {
  const { turns, prompts, tokens } = facts;
  const aiMs = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  return { turns, prompts, tokens, aiMs, attentionMs };
}
