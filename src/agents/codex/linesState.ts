import type { Prompt, TranscriptMark } from '../../core/transcript/parts/transcriptPart';
import type { UsageTable } from '../../core/transcript/usageTable';
import { isRecord } from '../json/jsonValues';
import type { ProposalCallsState } from '../reading/proposalCalls';
import type { CodexCompactionsState } from './compactions';
import type { CodexSessionState } from './session';
import type { CodexTurnsState } from './turns';

/** Everything remembered between two readings of a file, as plain data. */
export interface CodexState {
  readonly session: CodexSessionState;
  readonly model: string;
  readonly previousTotal: string;
  readonly prompts: readonly Prompt[];
  readonly marks: readonly TranscriptMark[];
  readonly inReview: boolean;
  readonly turns: CodexTurnsState;
  readonly compactions: CodexCompactionsState;
  readonly proposals: ProposalCallsState;
  readonly usage: UsageTable;
}

/** It comes from our own index, which is only read if it is intact and of this version. */
export function isCodexState(state: unknown): state is CodexState {
  return isRecord(state) && 'previousTotal' in state && 'turns' in state;
}
