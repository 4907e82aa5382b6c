import { firstLine } from './firstLine';
import {
  aiMs,
  attentionMs,
  transcriptTokens,
  turnCount,
  type AgentTranscript,
} from '../sessions/agentTranscript';
import type { TranscriptSummary } from './transcriptSource';

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
    ...(transcript.kept ? { kept: transcript.kept } : {}),
  };
}
