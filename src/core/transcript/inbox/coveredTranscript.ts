import type { TranscriptFacts } from '../../task/agentSession';
import { attentionMs, tokensBetween, type AgentTranscript } from '../sessions/agentTranscript';
import { composedPrompts } from './promptComposing';
import type { CoveredSpan, CoveredTranscript, TranscriptSummary } from '../source/transcriptSource';
import { usagesOf } from '../usageTable';

/** The facts of [from, to) of a transcript; `to` null: including everything still to come. */
export function coveredTranscript(
  transcript: AgentTranscript,
  from: number,
  to: number | null,
  live: TranscriptSummary['live'],
): CoveredTranscript {
  const until = to ?? Number.POSITIVE_INFINITY;
  const spans = coveredSpans(transcript, from, until);
  const last = spans.at(-1)?.end ?? from;
  return {
    facts: coveredFacts(transcript, from, to),
    attentionMs: attentionMs(transcript, from, until),
    spans,
    composed: composedPrompts(transcript, from, until),
    busySince: to === null && live?.state === 'busy' ? Math.max(from, live.since, last) : null,
  };
}

function coveredFacts(transcript: AgentTranscript, from: number, to: number | null): TranscriptFacts {
  const until = to ?? Number.POSITIVE_INFINITY;
  const isWithin = (at: number): boolean => at >= from && at < until;
  const models = new Set<string>();
  for (const { at, model } of usagesOf(transcript.usage)) {
    if (isWithin(at) && model !== '') {
      models.add(model);
    }
  }
  return {
    externalId: transcript.externalId,
    branch: transcript.branch,
    version: transcript.version,
    models: [...models].sort(),
    turns: transcript.turns.filter(({ continued, start }) => !continued && isWithin(start)).length,
    prompts: transcript.prompts.filter(({ at }) => isWithin(at)).length,
    tokens: tokensBetween(transcript, from, until),
    from: Math.floor(from),
    to,
  };
}

/** Disjoint and sorted. The covering's own beginning is part of each id, so that two coverings never share one. */
function coveredSpans(transcript: AgentTranscript, from: number, until: number): CoveredSpan[] {
  const { agent, externalId, turns, background } = transcript;
  const name = `${agent}:${externalId}:${Math.floor(from)}`;
  const all: CoveredSpan[] = [
    ...turns.flatMap(({ id, busy, evidence }) =>
      busy.map(({ start, end }, index) => ({ id: `${name}:${id}:${index}`, start, end, evidence })),
    ),
    ...background.map(({ start, end }, index) => ({
      id: `${name}:background:${index}`,
      start,
      end,
      evidence: 'estimated' as const,
    })),
  ].sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
  const disjoint: CoveredSpan[] = [];
  let reached = Math.floor(from);
  for (const span of all) {
    const start = Math.max(Math.round(span.start), reached);
    const end = Math.min(Math.round(span.end), until);
    if (end > start) {
      disjoint.push({ ...span, start, end });
      reached = end;
    }
  }
  return disjoint;
}
