import type { SpanFields } from '../../task/span';
import type { Interval } from '../../days/interval';
import { busyIntervals, type AgentTranscript } from '../sessions/agentTranscript';
import { difference } from '../intervals';
import type { ComposedPrompt } from '../source/transcriptSource';

/** How fast people type prose. */
const charactersPerMinute = 200;
/** Longer prompts were mostly pasted. */
const mostTyped = 600;

/**
 * The prompts submitted within [from, until), each with the time in which it can have been composed: since the agent's
 * last output and the prompt before. A prompt submitted while the agent worked was composed during its work.
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

/** A prompt that left its document for an agent out of our sight: over the clipboard, or via the chat. */
export interface HandedPrompt {
  readonly at: number;
  /** As `handedLength` counts it. */
  readonly length: number;
  /** The task its typing was measured for. */
  readonly taskId: string;
}

/** Facts about the prompts of a session that its transcript lacks. */
export interface SeenOfPrompts {
  /** When prompts with measured typing were sent to it. */
  readonly sentAt: readonly number[];
  readonly pauses: readonly Interval[];
  /** To this session or any other. */
  readonly handed: readonly Pick<HandedPrompt, 'at' | 'length'>[];
}

/** By the clocks, a prompt can appear in the transcript this much before it was sent. */
const sentSlackMs = 1000;
/** Few wait longer for an agent's turn to end, and the longer the wait, the likelier a prompt matches by chance. */
const pastedWithinMs = 3_600_000;

/** The length of a text as agents' transcripts have it. */
export function handedLength(text: string): number {
  return text.replace(/\r\n?/gu, '\n').trim().length;
}

/**
 * The prompts whose typing nothing measured, without those submitted while the session was paused. A prompt sent from a
 * prompt document is the first one from then on; if it was sent twice, the first didn't arrive. A prompt handed over is
 * the first one of exactly its length: in every session, since it may be pasted into several, and only once in each,
 * since another may be as long.
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
 * When prompts were composed: right before each was submitted, where nothing else was typed. If the user was seen
 * typing for the task since the agent's last output, that was the prompt, so nothing is estimated on top of it.
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

/** Finds the intervals between two moments without searching all of them each time. */
function besides<Known extends Interval>(known: readonly Known[]): (since: number, at: number) => Known[] {
  const sorted = known.toSorted((a, b) => a.start - b.start);
  // The running maximum of the ends: nothing before the first that ends in time does.
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

/** The last `ms` milliseconds of disjoint, sorted intervals, last one first. */
function lastOf(intervals: readonly Interval[], ms: number): Interval[] {
  let left = ms;
  return intervals.toReversed().flatMap(({ start, end }) => {
    const taken = Math.min(left, end - start);
    left -= taken;
    return taken > 0 ? [{ start: end - taken, end }] : [];
  });
}
