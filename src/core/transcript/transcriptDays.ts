import { dayAround } from '../day';
import type { Interval } from '../span';
import { noTokens, type Tokens } from '../tokens';
import { busyIntervals, type AgentTranscript } from './agentTranscript';
import { eachUsage, type MutableTokens } from './usageTable';

export interface AgentDay {
  readonly day: string;
  readonly agent: string;
  readonly aiMs: number;
  readonly tokens: Tokens;
}

/** Finds the local day of a moment; remembers days, since the calendar is slow and moments are many. */
export class LocalDays {
  private readonly known = new Map<number, (Interval & { readonly day: string })[]>();
  private last: (Interval & { readonly day: string }) | undefined;

  constructor(
    private readonly zone: string,
    private readonly dayStart: string,
  ) {}

  at(ms: number): Interval & { readonly day: string } {
    if (this.last && ms >= this.last.start && ms < this.last.end) {
      return this.last;
    }
    const utcDay = Math.floor(ms / 86_400_000);
    const candidates = this.known.get(utcDay) ?? [];
    let found = candidates.find((each) => ms >= each.start && ms < each.end);
    if (!found) {
      found = dayAround(ms, this.zone, this.dayStart);
      this.known.set(utcDay, [...candidates, found]);
    }
    this.last = found;
    return found;
  }

  /** An interval cut at the local midnights (or day starts) within it. */
  *split({ start, end }: Interval): Generator<Interval & { readonly day: string }> {
    let from = start;
    while (from < end) {
      const { day, end: midnight } = this.at(from);
      const until = Math.min(end, midnight);
      yield { day, start: from, end: until };
      from = until;
    }
  }
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
  // Responses are many, and those of one day come one after another.
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
      for (const piece of days.split(busy)) {
        of(piece.day, transcript.agent).aiMs += piece.end - piece.start;
      }
    }
    eachUsage(transcript.usage, (at, addTo) => addTo(of(days.at(at).day, transcript.agent).tokens));
  }
  return [...totals.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
