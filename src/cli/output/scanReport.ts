import type { Scan } from '../../agents/index/transcriptIndex';
import { dayBounds } from '../../core/days/day';
import { LocalDays } from '../../core/days/localDays';
import type { Tokens } from '../../core/task/tokens';
import {
  aiMs,
  attentionMs,
  transcriptTokens,
  turnCount,
  type AgentTranscript,
  type Kept,
} from '../../core/transcript/sessions/agentTranscript';
import { transcriptDays, type AgentDay } from '../../core/transcript/sessions/transcriptDays';

const midnight = '00:00';

/** The JSON output of a scan. */
export interface ScanReport {
  readonly sessions: readonly {
    readonly agent: string;
    readonly externalId: string;
    readonly folder: string | null;
    readonly start: string;
    readonly end: string;
    readonly aiMinutes: number;
    /** Time the agent waited for the user. */
    readonly waitingMinutes: number;
    readonly turns: number;
    readonly prompts: number;
    readonly tokens: ScanTokens;
    /** How much is only known from before, since its files are gone or say less now. */
    readonly kept?: Kept;
  }[];
  readonly days: readonly {
    readonly day: string;
    readonly agent: string;
    readonly aiMinutes: number;
    readonly tokens: ScanTokens;
  }[];
  readonly skipped: Scan['skipped'];
}
export type ScanTokens = Pick<Tokens, 'input' | 'output' | 'cacheRead' | 'cacheWrite'>;

/** @param since only sessions that were active on that day or later, and days from it on */
export function scanReport(scan: Scan, zone: string, since?: string): ScanReport {
  const from = since === undefined ? 0 : dayBounds(since, zone, midnight).start;
  const recent = scan.transcripts.filter((each) => each.end >= from);
  const days = transcriptDays(recent, new LocalDays(zone, midnight));
  return {
    sessions: recent.map(sessionOf),
    days: days.filter((each) => since === undefined || each.day >= since).map(dayOf),
    skipped: scan.skipped,
  };
}

function sessionOf(transcript: AgentTranscript): ScanReport['sessions'][number] {
  const { agent, externalId, folder, start, end, prompts } = transcript;
  return {
    agent,
    externalId,
    folder,
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    aiMinutes: minutesOf(aiMs(transcript)),
    waitingMinutes: minutesOf(attentionMs(transcript)),
    turns: turnCount(transcript),
    prompts: prompts.length,
    tokens: tokensOf(transcriptTokens(transcript)),
    ...(transcript.kept ? { kept: transcript.kept } : {}),
  };
}

function dayOf({ day, agent, aiMs: ms, tokens }: AgentDay): ScanReport['days'][number] {
  return { day, agent, aiMinutes: minutesOf(ms), tokens: tokensOf(tokens) };
}

/** Exact to the millisecond. */
function minutesOf(ms: number): number {
  return Math.round((ms / 60_000) * 1e6) / 1e6;
}

function tokensOf({ input, output, cacheRead, cacheWrite }: Tokens): ScanTokens {
  return { input, output, cacheRead, cacheWrite };
}
