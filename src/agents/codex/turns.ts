import type { Interval } from '../../core/days/interval';
import { cappedGaps, gapLimitsMs } from '../../core/transcript/parts/cappedGaps';
import { difference } from '../../core/transcript/intervals';
import { believedSilenceMs, type LiveTurn } from '../../core/transcript/parts/liveTurn';
import type { TurnPart } from '../../core/transcript/parts/transcriptPart';
import { isRecord } from '../json/jsonValues';
import type { ProposingCall } from '../reading/proposalCalls';
import { codexToolKind, mayAskUnsaid } from './tools';

/** A turn whose beginning is in another file. */
export interface TurnBegunBefore {
  readonly id: string;
  readonly isDriven: boolean;
  readonly since: number;
}

interface Call {
  readonly at: number;
  /**
   * Which part of the time until the result is the user's: all of it; if it asked first, whatever the command didn't
   * run; or, if it may have asked without saying so, whatever it can't have run.
   */
  readonly waits: 'question' | 'asked' | 'perhaps';
  /** How long a call that may have asked is assumed to run if nothing says. */
  readonly limitMs: number;
  readonly ranMs?: number;
}

/** A call as recorded. */
export interface CodexCall {
  readonly id: number;
  readonly name: string;
  /** Its arguments ask for permission. */
  readonly asks: boolean;
  /** It is a script that asks the user questions itself. */
  readonly questions: boolean;
  /** Whether it proposes a task to us, and how. */
  readonly proposes?: ProposingCall | undefined;
}

interface OpenTurn {
  readonly id: string | null;
  by: 'person' | 'system';
  readonly start: number;
  last: number;
  /** Begun by its own event; old files have only the prompt. */
  readonly announced: boolean;
  /** Whether anything was submitted in it. */
  prompted: boolean;
  readonly outputs: number[];
}

export interface CodexTurnsState {
  readonly closed: readonly TurnPart[];
  readonly open: OpenTurn | null;
  readonly asks: boolean;
  /** Calls without a result that wait, or may wait, for the user. */
  readonly calls: readonly (readonly [number, Call])[];
  readonly waits: readonly Interval[];
}

/**
 * The turns of a rollout: events give the wall-clock time, calls that asked for permission give the waits within it.
 */
export class CodexTurns {
  private readonly closed: TurnPart[];
  private readonly calls: Map<number, Call>;
  private readonly waits: Interval[];
  private open: OpenTurn | null;
  private asks: boolean;

  constructor(state?: CodexTurnsState) {
    this.closed = [...(state?.closed ?? [])];
    this.open = state?.open ? { ...state.open, outputs: [...state.open.outputs] } : null;
    this.asks = state?.asks ?? true;
    this.calls = new Map(state?.calls);
    this.waits = [...(state?.waits ?? [])];
  }

  get isOpen(): boolean {
    return this.open !== null;
  }

  started(id: string | undefined, at: number, byProgram: boolean): void {
    this.close();
    this.open = {
      id: id ?? null,
      by: byProgram ? 'system' : 'person',
      start: at,
      last: at,
      announced: true,
      prompted: false,
      outputs: [],
    };
  }

  /** A prompt begins a turn only if no event does; if nobody typed it, the turn isn't the user's. */
  prompted(id: string, at: number, by: 'person' | 'system'): void {
    if (this.open?.announced) {
      if (by === 'system' && !this.open.prompted) {
        this.open.by = by;
      }
      this.open.prompted = true;
      this.output(at);
      return;
    }
    this.close();
    this.open = { id, by, start: at, last: at, announced: false, prompted: true, outputs: [] };
  }

  output(at: number): void {
    if (this.open) {
      this.open.last = Math.max(this.open.last, at);
      if (!this.open.announced) {
        this.open.outputs.push(at);
      }
    }
  }

  called({ id, name, asks, questions }: CodexCall, at: number): void {
    this.output(at);
    const kind = codexToolKind(name);
    const isQuestion = questions || kind === 'question';
    if (isQuestion || (this.asks && (asks || mayAskUnsaid(name)))) {
      const limitMs = kind === 'question' ? 0 : gapLimitsMs[kind];
      this.calls.set(id, { at, waits: isQuestion ? 'question' : asks ? 'asked' : 'perhaps', limitMs });
    }
  }

  /** The call's own running time, if an event has it. */
  ran(call: number, duration: unknown): void {
    const known = this.calls.get(call);
    const ranMs = isRecord(duration) ? durationMsOf(duration) : undefined;
    if (known && ranMs !== undefined) {
      this.calls.set(call, { ...known, ranMs });
    }
  }

  result(call: number, at: number, text: () => string): void {
    this.output(at);
    const known = this.calls.get(call);
    if (known) {
      this.calls.delete(call);
      const end = at - Math.round(ranMsAtMost(known, text));
      if (end > known.at) {
        this.waits.push({ start: known.at, end });
      }
    }
  }

  /** Ends the running turn whatever the event's id: in review mode they differ. */
  ended(at: number, durationMs: number | undefined, begunBefore?: TurnBegunBefore): void {
    if (this.open) {
      this.open.last = Math.max(this.open.last, at);
      this.close(durationMs);
    } else if (begunBefore && this.closed.length === 0) {
      const { id, isDriven, since } = begunBefore;
      this.started(id, Math.min(at, Math.max(since, at - (durationMs ?? 0))), isDriven);
      this.output(at);
      this.close();
    }
  }

  approvalPolicy(policy: unknown): void {
    this.asks = policy !== 'never';
  }

  turns(session: string): TurnPart[] {
    const turns = this.open ? [...this.closed, this.turnOf(this.open)] : this.closed;
    return turns.map((turn) => (turn.id.startsWith('@') ? { ...turn, id: `${session}${turn.id}` } : turn));
  }

  /**
   * The last turn as it stands, with the time until which silence counts as work, by the rules that would apply to a
   * result arriving then.
   */
  live(): LiveTurn | undefined {
    const { open } = this;
    if (!open) {
      const last = this.closed.at(-1);
      return last && { state: 'idle', since: last.end, until: last.end };
    }
    const since = open.last;
    let until = since + (open.announced ? believedSilenceMs : gapLimitsMs.generating);
    for (const { waits, at, limitMs } of this.calls.values()) {
      until = waits === 'perhaps' ? Math.min(until, at + limitMs) : Number.NEGATIVE_INFINITY;
      if (until <= since) {
        return { state: 'waiting', since, until: since };
      }
    }
    return { state: 'busy', since, until };
  }

  state(): CodexTurnsState {
    const { closed, open, asks, waits } = this;
    return { closed, open, asks, waits, calls: [...this.calls] };
  }

  private close(durationMs?: number): void {
    if (this.open) {
      this.closed.push(this.turnOf(this.open, durationMs));
      this.open = null;
      this.waits.length = 0;
      // Nobody will answer what a finished turn was still asking.
      this.calls.clear();
    }
  }

  private turnOf(turn: OpenTurn, durationMs?: number): TurnPart {
    const { by, start, last, announced, outputs } = turn;
    const id = turn.id ?? `@${start}`;
    // Unanswered questions and permission requests have waited until now.
    const waiting = [...this.calls.values()].flatMap((call) =>
      call.waits === 'perhaps' ? [] : [{ start: call.at, end: last }],
    );
    const waits = [...this.waits, ...waiting];
    if (!announced) {
      const told = outputs.map((at) => ({ kind: 'output' as const, at }));
      const { busy, end } = cappedGaps(start, told, true);
      return { id, by, start, end, busy: difference(busy, waits), delegated: [], source: 'gaps' };
    }
    // The agent's own clock is more exact: its figure counts back from the turn's last record, but not past its
    // first.
    const from = durationMs === undefined ? start : Math.max(start, last - Math.round(durationMs));
    const busy = difference([{ start: from, end: last }], waits);
    return { id, by, start, end: last, busy, delegated: [], source: 'events' };
  }
}

/** The most a call can have run in the time until its result. */
function ranMsAtMost({ waits, limitMs, ranMs }: Call, text: () => string): number {
  if (waits === 'question') {
    return 0;
  }
  const output = text();
  const ran = ranMs ?? ranMsOf(output);
  if (waits === 'asked') {
    return ran ?? 0;
  }
  return ran === undefined ? (isRefusal(output) ? 0 : limitMs) : ran + gapLimitsMs.slack;
}

function isRefusal(output: string): boolean {
  return output.slice(0, 300).includes('rejected by user');
}

function durationMsOf({ secs, nanos }: Readonly<Record<string, unknown>>): number | undefined {
  return typeof secs === 'number' && secs >= 0
    ? secs * 1_000 + (typeof nanos === 'number' && nanos >= 0 ? nanos / 1_000_000 : 0)
    : undefined;
}

/** How long the command itself ran, from the header of its result, not from its output. */
function ranMsOf(output: string): number | undefined {
  const wall =
    /duration_seconds\\?":\s?([\d.]{1,20})[^{}]{0,100}\}\s?\}"?$/.exec(output.slice(-300)) ??
    /Wall time:? ([\d.]{1,20}) seconds/.exec(output.slice(0, 300));
  const seconds = wall ? Number(wall[1]) : Number.NaN;
  return Number.isFinite(seconds) ? seconds * 1_000 : undefined;
}
