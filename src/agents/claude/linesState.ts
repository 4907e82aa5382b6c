import type { Prompt, TranscriptMark } from '../../core/transcript/parts/transcriptPart';
import type { TurnFoldState } from '../../core/transcript/parts/turnFold';
import type { UsageTable } from '../../core/transcript/usageTable';
import { isRecord } from '../json/jsonValues';
import type { ProposalCallsState } from '../reading/proposalCalls';
import type { ClaudeQueueState } from './queue';
import type { ClaudeSessionState } from './session';
import type { ClaudeSubagentsState } from './subagents';

/** Everything remembered between two readings of a file, as plain data. */
export interface ClaudeState {
  readonly session: ClaudeSessionState;
  readonly prompts: readonly Prompt[];
  readonly marks: readonly TranscriptMark[];
  /** Pending calls of tools whose results may say how long they took. */
  readonly timedCalls: readonly number[];
  readonly subagents: ClaudeSubagentsState;
  readonly queue: ClaudeQueueState;
  readonly proposals: ProposalCallsState;
  readonly turns: TurnFoldState;
  readonly usage: UsageTable;
}

/** It comes from our own index, which is only read if it is intact and of this version. */
export function isClaudeState(state: unknown): state is ClaudeState {
  return isRecord(state) && 'timedCalls' in state && 'turns' in state;
}
