import { lengthOf } from '../intervals';
import type { TranscriptPart } from '../parts/transcriptPart';
import { usagesOf, UsageCollector } from '../usageTable';

/** The times of the same prompt in two places differ by this much at most. */
const slackMs = 5_000;

/**
 * A session recorded in two places, as its requests and as events: the place with more prompts wins, and the other only
 * fills its gaps. In a tie the requests win, as their time was measured.
 */
export function toldOnce(parts: readonly TranscriptPart[]): readonly TranscriptPart[] {
  const events = parts.filter(({ toldBy }) => toldBy === 'events');
  const requests = parts.filter(({ toldBy }) => toldBy === 'requests');
  if (events.length === 0 || requests.length === 0) {
    return parts;
  }
  const [fuller, other] =
    promptCount(events) > promptCount(requests) ? [events, requests] : [requests, events];
  const rest = new Set(other);
  const without = lacking(fuller);
  return parts.map((part) => (rest.has(part) ? without(part) : part));
}

function promptCount(parts: readonly TranscriptPart[]): number {
  return parts.reduce((sum, { prompts }) => sum + prompts.length, 0);
}

/** Reduces a part to what the fuller ones lack: between two of their prompts, everything comes from one place. */
function lacking(fuller: readonly TranscriptPart[]): (part: TranscriptPart) => TranscriptPart {
  const begins = fuller
    .flatMap(({ prompts, turns }) => [...prompts.map(({ at }) => at), ...turns.map(({ start }) => start)])
    .sort((a, b) => a - b);
  const sectionOf = (at: number): number => {
    let from = 0;
    for (let to = begins.length; from < to;) {
      const middle = (from + to) >>> 1;
      if ((begins[middle] ?? 0) <= at + slackMs) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  };
  const isPrompt = (at: number): boolean => Math.abs((begins[sectionOf(at) - 1] ?? 0) - at) <= slackMs;
  const sections = (times: Iterable<number>): Set<number> => new Set(Array.from(times, sectionOf));
  const timed = sections(
    fuller.flatMap(({ turns }) => turns.filter(({ busy }) => lengthOf(busy) > 0).map(({ start }) => start)),
  );
  const counted = sections(fuller.flatMap(({ usage }) => [...usagesOf(usage)].map(({ at }) => at)));
  const marked = sections(fuller.flatMap(({ marks }) => marks.map(({ at }) => at)));
  return (part) => {
    const usage = new UsageCollector();
    for (const each of usagesOf(part.usage)) {
      if (!counted.has(sectionOf(each.at))) {
        usage.add(each);
      }
    }
    return {
      ...part,
      prompts: part.prompts.filter(({ at }) => !isPrompt(at)),
      turns: part.turns.filter(({ start }) => !timed.has(sectionOf(start))),
      marks: part.marks.filter(({ at }) => !marked.has(sectionOf(at))),
      usage: usage.table(),
    };
  };
}
