import { firstLine } from './firstLine';
import {
  aiMs,
  attentionMs,
  transcriptTokens,
  turnCount,
  type AgentTranscript,
} from '../sessions/agentTranscript';
import type { ProposalCall } from '../parts/transcriptPart';
import type { ProposalInTurn, TranscriptSummary } from './transcriptSource';

/** A transcript as a list shows it. @param live the session's present state */
export function transcriptSummary(
  transcript: AgentTranscript,
  live: TranscriptSummary['live'],
): TranscriptSummary {
  const { agent, externalId, folder, branch, version, models, automated, start, end, prompts } = transcript;
  const text = prompts.find((prompt) => prompt.text !== undefined)?.text;
  return {
    agent,
    externalId,
    folder,
    branch,
    version,
    models,
    automated,
    start,
    end,
    live,
    aiMs: aiMs(transcript),
    attentionMs: attentionMs(transcript),
    turns: turnCount(transcript),
    prompts: prompts.length,
    tokens: transcriptTokens(transcript),
    firstLine: text === undefined ? null : firstLine(text),
    ...(transcript.proposals ? { proposals: proposalsInTurns(transcript, transcript.proposals) } : {}),
    ...(transcript.kept ? { kept: transcript.kept } : {}),
  };
}

/**
 * Each proposal with the end of its turn: the end of the last record that belongs to it, or the next turn's beginning.
 * What was proposed outside of any turn ends there.
 */
function proposalsInTurns(
  { turns }: AgentTranscript,
  proposals: readonly ProposalCall[],
): readonly ProposalInTurn[] {
  const inOrder = turns.toSorted((a, b) => a.start - b.start);
  const ends: number[] = [];
  for (const { end } of inOrder) {
    ends.push(Math.max(end, ends.at(-1) ?? 0));
  }
  let index = 0;
  return proposals.map(({ id, at }) => {
    while ((inOrder[index]?.start ?? Number.POSITIVE_INFINITY) <= at) {
      index += 1;
    }
    // Includes the last record, with the tokens it reports.
    const end = Math.max(at, ends[index - 1] ?? at) + 1;
    return { id, at, until: Math.max(at, Math.min(end, inOrder[index]?.start ?? end)) };
  });
}
