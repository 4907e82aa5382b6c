import type { SpanFields, Interval } from '../task/span';
import { busyIntervals, type AgentTranscript } from './agentTranscript';
import { difference } from './intervals';
import type { ComposedPrompt } from './transcriptSource';

/** How fast people type prose. */
const charactersPerMinute = 200;
/** What is longer was pasted, for the most part. */
const mostTyped = 600;

/**
 * The prompts submitted within [from, until), each with the time in which it can have been composed: since the agent's
 * last output and the prompt before. One that came while the agent worked was composed beside its work.
 */
export function composedPrompts(transcript: AgentTranscript, from: number, until: number): ComposedPrompt[] {
  const { agent, externalId, prompts } = transcript;
  const name = `${agent}:${externalId}:${Math.floor(from)}`;
  const busy = busyIntervals(transcript);
  let next = 0;
  let before: number | undefined;
  return prompts.flatMap(({ id, at: submitted, length }): ComposedPrompt[] => {
    const at = Math.round(submitted);
    while ((busy[next]?.end ?? Number.POSITIVE_INFINITY) <= at) {
      next += 1;
    }
    const working = (busy[next]?.start ?? Number.POSITIVE_INFINITY) < at;
    const output = working ? undefined : busy[next - 1]?.end;
    const typedMs = Math.round((Math.min(length, mostTyped) / charactersPerMinute) * 60_000);
    const since = Math.max(output ?? 0, before ?? 0, 0) || Math.max(0, at - typedMs);
    before = at;
    const ms = Math.min(typedMs, at - Math.round(since));
    const isWithin = at >= from && at < until;
    return isWithin ? [{ id: `${name}:prompt:${id}`, since: Math.round(since), at, length, ms }] : [];
  });
}

/** A prompt that left its document for an agent that nobody saw: over the clipboard, or by way of the chat. */
export interface HandedPrompt {
  readonly at: number;
  /** As `handedLength` counts it. */
  readonly length: number;
  /** For which its typing was measured. */
  readonly taskId: string;
}

/** What is known of the prompts of a session beside its transcript. */
export interface SeenOfPrompts {
  /** When prompts were sent to it whose typing was measured. */
  readonly sentAt: readonly number[];
  readonly pauses: readonly Interval[];
  /** To this session or to any other. */
  readonly handed: readonly Pick<HandedPrompt, 'at' | 'length'>[];
}

/** A prompt can be in the transcript this much before it was sent, as the clocks tell. */
const sentSlackMs = 1000;
/** Few wait longer for an agent to end its turn, and the longer one waits, the likelier another is as long by chance. */
const pastedWithinMs = 3_600_000;

/** The length of a text as the transcripts of agents tell it. */
export function handedLength(text: string): number {
  return text.replace(/\r\n?/gu, '\n').trim().length;
}

/**
 * The prompts whose typing nothing measured; what came while the session was paused counts for nothing. What was sent
 * from a prompt document is the first prompt from then on; one that was sent twice did not arrive the first time. Each
 * that was handed over is the first one of just its length: of every session, since it may be pasted into several, and
 * of each only one, since another may be as long.
 */
export function unmeasuredPrompts(
  composed: readonly ComposedPrompt[],
  { sentAt, pauses, handed }: SeenOfPrompts,
): ComposedPrompt[] {
  const firstFrom = (moment: number, isIt: (prompt: ComposedPrompt) => boolean): string | undefined =>
    composed.find((each) => each.at >= moment - sentSlackMs && isIt(each))?.id;
  const measured = new Set(sentAt.map((moment) => firstFrom(moment, () => true)));
  for (const { at, length } of handed.toSorted((a, b) => a.at - b.at)) {
    const isPasted = (each: ComposedPrompt): boolean =>
      each.length === length && each.at < at + pastedWithinMs && !measured.has(each.id);
    measured.add(firstFrom(at, isPasted));
  }
  return composed.filter(
    ({ id, at }) => !measured.has(id) && !pauses.some(({ start, end }) => at >= start && at < end),
  );
}

/** Supervision of other prompts: typing that was measured, and estimates of other sessions. */
export type KnownSupervision = Pick<SpanFields, 'taskId' | 'start' | 'end' | 'evidence'>;

/**
 * When prompts were composed: right before each was submitted, where nothing else was typed. What the person was seen
 * typing for the task since the agent's last output was that prompt, so nothing is estimated beside it.
 */
export function composingTime(
  taskId: string | null,
  composed: readonly ComposedPrompt[],
  known: readonly KnownSupervision[],
): (Interval & { readonly id: string })[] {
  const around = besides(known);
  return composed.flatMap(({ id, since, at, ms }) => {
    const beside = around(since, at);
    if (beside.some((each) => each.taskId === taskId && each.evidence !== 'estimated')) {
      return [];
    }
    return lastOf(difference([{ start: since, end: at }], beside), ms).map((part, index) => ({
      ...part,
      id: index === 0 ? id : `${id}/${index}`,
    }));
  });
}

/** Finds what lies between two moments without looking at everything each time. */
function besides<Known extends Interval>(known: readonly Known[]): (since: number, at: number) => Known[] {
  const sorted = known.toSorted((a, b) => a.start - b.start);
  // The latest end so far: before the first that ends in time nothing does.
  const reached: number[] = [];
  for (const { end } of sorted) {
    reached.push(Math.max(reached.at(-1) ?? Number.NEGATIVE_INFINITY, end));
  }
  return (since, at) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle]?.start ?? at) < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const found: Known[] = [];
    for (let index = low - 1; index >= 0 && (reached[index] ?? since) > since; index -= 1) {
      const each = sorted[index];
      if (each && each.end > since) {
        found.push(each);
      }
    }
    return found;
  };
}

/** As much of the end of disjoint, sorted intervals as is asked for, the last first. */
function lastOf(intervals: readonly Interval[], ms: number): Interval[] {
  let left = ms;
  return intervals.toReversed().flatMap(({ start, end }) => {
    const taken = Math.min(left, end - start);
    left -= taken;
    return taken > 0 ? [{ start: end - taken, end }] : [];
  });
}
