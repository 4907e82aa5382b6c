import type { Interval } from '../../days/interval';
import type { AgentTranscript, TranscriptTurn } from '../sessions/agentTranscript';
import { difference, lengthOf } from '../intervals';

export const hookEventNames = [
  'UserPromptSubmit',
  'PreToolUse',
  'PermissionRequest',
  'PostToolUse',
  'PostToolUseFailure',
  'Notification',
  'Stop',
  'StopFailure',
  'SessionEnd',
] as const;
export type HookEventName = (typeof hookEventNames)[number];

/** A hook event of Claude Code, at the moment it happened. */
export interface HookEvent {
  readonly event: HookEventName;
  /** The session's external id. */
  readonly session: string;
  readonly folder: string | null;
  readonly at: number;
  /** How long a tool ran, without the wait for its permission; only in newer versions. */
  readonly ranMs?: number;
  /** The kind of a notification. */
  readonly notice?: string;
}

/** A prompt's record is written once all its hooks have answered, which may take some seconds. */
export const nearMs = 10_000;
/** After a single turn without an end the user may simply have left it. */
const endlessTurns = 2;
/** Events keep counting while the machine sleeps; the agent's own clock doesn't. */
const sleepMs = 60_000;
/** Duplicate calls for one event are this close; two separate events take longer, or mean the same. */
const twiceMs = 100;

/** A turn by its events, next to the transcript's. */
interface Coverage {
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
}

/**
 * Times turns by hook events. A session whose events never end a turn stays as its transcript has it, and so does a
 * turn without its prompt's event; a turn that no event ends (Esc, a crash) ends where the transcript does, and is an
 * estimate. Events may come in any order, twice, and from other sessions.
 */
export function withHookEvents(transcript: AgentTranscript, events: readonly HookEvent[]): AgentTranscript {
  const own = inOrder(events.filter((each) => each.session === transcript.externalId));
  if (transcript.agent !== 'claude' || !own.some(isPrompt)) {
    return transcript;
  }
  const begins = beginsOf(transcript.turns, own);
  if (isEndless(transcript, own, begins)) {
    return transcript;
  }
  const turns = transcript.turns.map((turn, index) => {
    const begin = begins.get(turn);
    const previous = transcript.turns[index - 1];
    const next = transcript.turns[index + 1];
    const bound = Math.min(next?.start ?? Infinity, (next && begins.get(next)) ?? Infinity);
    // A turn without a prompt stays as it is, even if it reaches this turn's prompt.
    const free = previous && !begins.has(previous) ? Math.min(previous.end, turn.start) : -Infinity;
    return begin === undefined ? turn : timed(turn, Math.max(begin, free), bound, own);
  });
  return {
    ...transcript,
    turns,
    start: turns.reduce((start, turn) => Math.min(start, turn.start), transcript.start),
    end: turns.reduce((end, turn) => Math.max(end, turn.end), transcript.end),
  };
}

/**
 * Whether hooks reported turns that ended only with the next one: Claude Code's panel in VS Code calls no hook at the
 * end of a turn.
 */
export function tellsNoEnds(transcript: AgentTranscript, events: readonly HookEvent[]): boolean {
  const own = inOrder(events.filter((each) => each.session === transcript.externalId));
  return isEndless(transcript, own, beginsOf(transcript.turns, own));
}

function isEndless(
  { turns, interruptions }: AgentTranscript,
  events: readonly HookEvent[],
  begins: ReadonlyMap<TranscriptTurn, number>,
): boolean {
  const followed = turns.slice(0, -1).filter((turn) => begins.has(turn)).length;
  return followed - interruptions >= endlessTurns && !events.some(isStop);
}

/**
 * Sorted by time, without duplicates; ties are broken so that every reading gives the same order. Hooks installed in
 * two places report everything twice, a moment apart.
 */
function inOrder(events: readonly HookEvent[]): HookEvent[] {
  const keyed = new Map(events.map((each) => [keyOf(each), each]));
  const sorted = [...keyed].sort(([a, x], [b, y]) => x.at - y.at || (a < b ? -1 : 1)).map(([, each]) => each);
  const toldAt = new Map<string, number>();
  return sorted.filter((each) => {
    const name = keyOf({ ...each, at: 0 });
    const before = toldAt.get(name);
    const isTwice = before !== undefined && each.at - before <= twiceMs;
    if (!isTwice) {
      toldAt.set(name, each.at);
    }
    return !isTwice;
  });
}

function keyOf({ at, event, ranMs, notice }: HookEvent): string {
  return JSON.stringify([at, hookEventNames.indexOf(event), ranMs ?? null, notice ?? null]);
}

function isPrompt({ event }: HookEvent): boolean {
  return event === 'UserPromptSubmit';
}

function isStop({ event }: HookEvent): boolean {
  return event === 'Stop' || event === 'StopFailure';
}

/** For each turn the prompt that began it: the first of the prompts nearer to it than to any other turn. */
function beginsOf(
  turns: readonly TranscriptTurn[],
  events: readonly HookEvent[],
): ReadonlyMap<TranscriptTurn, number> {
  const begins = new Map<TranscriptTurn, number>();
  let nearest = 0;
  for (const { at } of events.filter(isPrompt)) {
    // Both are sorted, so the nearest turn only moves forward.
    while (distance(turns[nearest + 1], at) <= distance(turns[nearest], at) && nearest + 1 < turns.length) {
      nearest += 1;
    }
    const turn = turns[nearest];
    if (turn && distance(turn, at) <= nearMs && !begins.has(turn)) {
      begins.set(turn, at);
    }
  }
  return begins;
}

function distance(turn: TranscriptTurn | undefined, at: number): number {
  return turn ? Math.abs(turn.start - at) : Infinity;
}

function timed(
  turn: TranscriptTurn,
  start: number,
  bound: number,
  events: readonly HookEvent[],
): TranscriptTurn {
  const within = events.slice(firstFrom(events, start), firstFrom(events, bound + 1));
  const { end, closed } = coverageOf(turn, start, bound, within);
  if (end <= start) {
    return turn;
  }
  const busy = difference([{ start, end }], waitsOf(within, end));
  if (turn.source === 'written' && lengthOf(busy) - lengthOf(turn.busy) > sleepMs) {
    return turn;
  }
  return { ...turn, start, end, busy, source: 'events', evidence: closed ? 'measured' : 'estimated' };
}

/** The index of the first of the sorted events from that moment on. */
function firstFrom(events: readonly HookEvent[], moment: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.at ?? 0) < moment) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function coverageOf(
  turn: TranscriptTurn,
  start: number,
  bound: number,
  within: readonly HookEvent[],
): Coverage {
  const stops = within.filter(isStop);
  // Another hook may refuse the agent's stop: then it works on within the same turn, and stops again.
  const stop = stops.findLast(({ at }) => at <= turn.end + nearMs) ?? stops[0];
  // After an Esc a session may lie idle for hours before it ends.
  const left = within.find(({ event, at }) => event === 'SessionEnd' && at <= turn.end + nearMs);
  const last = stop ?? left;
  return { start, end: last?.at ?? Math.min(turn.end, bound), closed: last !== undefined };
}

/** Each wait begins with a question and lasts until the next sign of work, or the turn's end. */
function waitsOf(within: readonly HookEvent[], end: number): Interval[] {
  const waits: Interval[] = [];
  let last: { readonly asks: Question; readonly end: number } | undefined;
  for (const [index, { event, at, notice }] of within.entries()) {
    const asks = questionOf(event, notice);
    // A question that comes while the same one is open ends with it.
    if (asks && at < end && !(last?.asks === asks && at < last.end)) {
      let answered = end;
      for (let next = index + 1; next < within.length; next += 1) {
        const each = within[next];
        answered = Math.min(answered, each ? signOfWork(each, at, asks) : answered);
      }
      waits.push({ start: at, end: answered });
      last = { asks, end: answered };
    }
  }
  return waits;
}

/** Whether an event means that the session waits for the user. */
export function asksUser({ event, notice }: HookEvent): boolean {
  return questionOf(event, notice) !== undefined || (event === 'Notification' && notice === undefined);
}

type Question = 'permission' | 'answer';

function questionOf(event: HookEventName, notice: string | undefined): Question | undefined {
  if (event === 'PermissionRequest' || (event === 'Notification' && notice === 'permission_prompt')) {
    return 'permission';
  }
  // The hook is called only before tools that ask the user something.
  const asked = event === 'PreToolUse' || (event === 'Notification' && notice === 'elicitation_dialog');
  return asked ? 'answer' : undefined;
}

/** When the agent is certainly working again, by one event; Infinity if the event doesn't show it. */
function signOfWork({ event, at, ranMs }: HookEvent, asked: number, question: Question): number {
  switch (event) {
    case 'UserPromptSubmit':
    case 'Stop':
    case 'StopFailure':
    case 'SessionEnd':
      return at;
    case 'PostToolUse':
    case 'PostToolUseFailure': {
      if (question === 'answer' || ranMs === undefined) {
        return at;
      }
      const began = at - ranMs;
      // A tool that was already running when the question came says nothing about the answer.
      return began >= asked ? began : Infinity;
    }
    case 'PreToolUse':
    case 'PermissionRequest':
    case 'Notification':
      return Infinity;
  }
}
