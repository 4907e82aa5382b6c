import type { Evidence } from '../../task/evidence';
import type { Interval } from '../../days/interval';
import type { Tokens } from '../../task/tokens';
import { difference, intersection, lengthOf, normalized } from '../intervals';
import type { DurationSource, Prompt, ProposalCall } from '../parts/transcriptPart';
import { sumTokens, type UsageTable } from '../usageTable';

/** A turn with its time settled: the agent's own duration if it is written, else the estimate. */
export interface TranscriptTurn {
  readonly id: string;
  readonly by: 'person' | 'system';
  readonly start: number;
  readonly end: number;
  /** Disjoint and sorted; their sum is the turn's busy time. */
  readonly busy: readonly Interval[];
  readonly evidence: Extract<Evidence, 'measured' | 'estimated'>;
  readonly source: DurationSource;
  /** The rest of a turn that another session began, of which this one has a copy. */
  readonly continued: boolean;
}

/** One session as read from the agent's own files. */
export interface AgentTranscript {
  readonly agent: string;
  readonly externalId: string;
  readonly folder: string | null;
  readonly branch: string | null;
  readonly version: string | null;
  readonly models: readonly string[];
  readonly automated: boolean;
  readonly forkedFrom: string | null;
  readonly start: number;
  readonly end: number;
  readonly turns: readonly TranscriptTurn[];
  /** Work of subagents outside the turns. */
  readonly background: readonly Interval[];
  readonly prompts: readonly Prompt[];
  /** Absent if there are none. */
  readonly proposals?: readonly ProposalCall[];
  readonly usage: UsageTable;
  readonly interruptions: number;
  readonly compactions: number;
  /** How much of it is only known from earlier readings: its files are gone, or hold less than they did. */
  readonly kept?: Kept;
}

export type Kept = 'all' | 'part';

/** When the agent was busy, turns and subagents together; disjoint and sorted. */
export function busyIntervals(transcript: AgentTranscript): Interval[] {
  return normalized([...transcript.turns.flatMap((turn) => turn.busy), ...transcript.background]);
}

export function aiMs(transcript: AgentTranscript): number {
  return lengthOf(busyIntervals(transcript));
}

/** How long turns waited for the user within [from, to), for a permission or an answer. */
export function attentionMs(
  transcript: AgentTranscript,
  from = Number.NEGATIVE_INFINITY,
  to = Number.POSITIVE_INFINITY,
): number {
  const waits = difference(transcript.turns, busyIntervals(transcript));
  return lengthOf(intersection(waits, [{ start: from, end: to }]));
}

/** Turns that this session began; the rest of another session's turn doesn't count. */
export function turnCount(transcript: AgentTranscript): number {
  return transcript.turns.filter((turn) => !turn.continued).length;
}

export function transcriptTokens(transcript: AgentTranscript): Tokens {
  return tokensBetween(transcript, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
}

/** Tokens of the responses written within [from, to). */
export function tokensBetween(transcript: AgentTranscript, from: number, to: number): Tokens {
  return sumTokens(transcript.usage, (at) => at >= from && at < to);
}
