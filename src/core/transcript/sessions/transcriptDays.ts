import type { LocalDays } from '../../days/localDays';
import { noTokens, type Tokens } from '../../task/tokens';
import { busyIntervals, type AgentTranscript } from './agentTranscript';
import { eachUsage, type MutableTokens } from '../usageTable';

export interface AgentDay {
  readonly day: string;
  readonly agent: string;
  readonly aiMs: number;
  readonly tokens: Tokens;
}

interface DayTotal {
  readonly day: string;
  readonly agent: string;
  aiMs: number;
  readonly tokens: MutableTokens;
}

/** Busy time and tokens per local day and agent, by day and then agent; sessions of one agent add up. */
export function transcriptDays(transcripts: Iterable<AgentTranscript>, days: LocalDays): AgentDay[] {
  const totals = new Map<string, DayTotal>();
  let last: DayTotal | undefined;
  // There are many responses, and those of one day are consecutive.
  const of = (day: string, agent: string): DayTotal => {
    if (last?.day !== day || last.agent !== agent) {
      const key = `${day} ${agent}`;
      last = totals.get(key) ?? { day, agent, aiMs: 0, tokens: { ...noTokens } };
      totals.set(key, last);
    }
    return last;
  };
  for (const transcript of transcripts) {
    for (const busy of busyIntervals(transcript)) {
      for (const piece of days.cut(busy)) {
        of(piece.day, transcript.agent).aiMs += piece.end - piece.start;
      }
    }
    eachUsage(transcript.usage, (at, addTo) => addTo(of(days.at(at).day, transcript.agent).tokens));
  }
  return [...totals.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
