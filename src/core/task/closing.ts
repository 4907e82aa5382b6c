import type { Change } from './change';
import { dayOf } from '../days/day';
import type { Evidence } from './evidence';
import type { CameOut, Closing, Estimate, Measurement } from './task';
import { totalTokens, unsplitTokens, type Tokens } from './tokens';

/** The figures for closing a task: proposed from the measurement, then the user's to change. */
export interface ClosingDraft {
  readonly day: string;
  readonly zone: string;
  readonly aiMinutes: number;
  readonly supervisoryMinutes: number;
  readonly tokens: Tokens | undefined;
  /** Stored with the closing; undefined leaves the task's estimate as it is. */
  readonly estimate: Estimate | undefined;
  readonly measured: Measurement;
  /** What git says came out of the work, if it is known. */
  readonly cameOut?: CameOut | undefined;
}

/** Whole minutes of a record: half up, and at least 1 if anything was measured. */
export function recordedMinutes(ms: number): number {
  return ms > 0 ? Math.max(1, Math.floor(ms / 60_000 + 0.5)) : 0;
}

export function proposeClosing(
  measured: Measurement,
  now: number,
  zone: string,
  dayStart: string,
): ClosingDraft {
  return {
    day: dayOf(now, zone, dayStart),
    zone,
    aiMinutes: recordedMinutes(measured.aiMs),
    supervisoryMinutes: recordedMinutes(measured.supervisoryMs),
    tokens: measured.tokens,
    estimate: undefined,
    measured,
  };
}

/** Closes a task; figures that differ from the proposed ones become `edited`, and the measurement is kept. */
export function closeTaskChanges(taskId: string, draft: ClosingDraft, now: number): Change[] {
  const { day, zone, measured, estimate, aiMinutes, supervisoryMinutes, cameOut } = draft;
  const closing: Closing = {
    closedAt: now,
    sequence: 0,
    day,
    zone,
    aiMinutes,
    aiEvidence: aiEvidenceOf(aiMinutes, measured),
    supervisoryMinutes,
    supervisionEvidence: supervisionEvidenceOf(supervisoryMinutes, measured),
    ...recordedTokens(draft.tokens && totalTokens(draft.tokens), measured, draft.tokens),
    measured,
    // Nothing yet says nothing: work is often committed after its task is closed.
    ...(cameOut !== undefined && cameOut.commits > 0 && { cameOut }),
  };
  return [
    {
      entity: 'task',
      id: taskId,
      kind: 'set',
      fields: { closing, ...(estimate !== undefined && { estimate }) },
    },
  ];
}

/** Minutes equal to the rounded measurement keep its evidence; any others are edited. */
export function aiEvidenceOf(minutes: number, measured: Measurement | undefined): Evidence {
  return measured && minutes === recordedMinutes(measured.aiMs) ? measured.aiEvidence : 'edited';
}

export function supervisionEvidenceOf(minutes: number, measured: Measurement | undefined): Evidence {
  return measured && minutes === recordedMinutes(measured.supervisoryMs)
    ? measured.supervisionEvidence
    : 'edited';
}

/** A total equal to the measured one keeps the measured kinds; any other replaces them and is edited. */
export function recordedTokens(
  total: number | undefined,
  measured: Measurement | undefined,
  typed: Tokens | undefined,
): Pick<Closing, 'tokens' | 'tokensEvidence'> {
  if (total === undefined) {
    return {};
  }
  if (measured?.tokens && total === totalTokens(measured.tokens)) {
    return { tokens: measured.tokens, tokensEvidence: 'measured' };
  }
  return {
    tokens: typed ?? unsplitTokens(total),
    tokensEvidence: 'edited',
  };
}
