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
import { turnEnds } from './turnEnds';

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

/** Each proposal with the end of its turn. */
function proposalsInTurns(
  { turns }: AgentTranscript,
  proposals: readonly ProposalCall[],
): readonly ProposalInTurn[] {
  const ends = turnEnds(
    turns,
    proposals.map(({ at }) => at),
  );
  return proposals.map(({ id, at }, index) => ({ id, at, until: ends[index] ?? at }));
}
