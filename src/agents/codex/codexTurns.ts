import type { Interval } from '../../core/span';
import { cappedGaps } from '../../core/transcript/cappedGaps';
import { difference } from '../../core/transcript/intervals';
import type { TurnPart } from '../../core/transcript/transcriptPart';
import { isRecord } from '../jsonValues';

/** A turn of which the file has only the rest. */
export interface TurnBegunBefore {
  readonly id: string;
  readonly isDriven: boolean;
  readonly since: number;
}

interface Call {
  readonly at: number;
  readonly ranMs?: number;
}

interface OpenTurn {
  readonly id: string | null;
  by: 'person' | 'system';
  readonly start: number;
  last: number;
  /** Begun by an event of its own; in old files a prompt is all there is. */
  readonly announced: boolean;
  readonly outputs: number[];
}

export interface CodexTurnsState {
  readonly closed: readonly TurnPart[];
  readonly open: OpenTurn | null;
  readonly asks: boolean;
  /** Calls without result that asked for permission. */
  readonly calls: readonly (readonly [number, Call])[];
  readonly waits: readonly Interval[];
}

/** Turns of a rollout: their events give the wall clock, calls that asked for permission give the waits within. */
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
      outputs: [],
    };
  }

  /** A prompt begins a turn only where no event does. */
  prompted(id: string, at: number): void {
    if (this.open?.announced) {
      this.output(at);
      return;
    }
    this.close();
    this.open = { id, by: 'person', start: at, last: at, announced: false, outputs: [] };
  }

  output(at: number): void {
    if (this.open) {
      this.open.last = Math.max(this.open.last, at);
      if (!this.open.announced) {
        this.open.outputs.push(at);
      }
    }
  }

  called(call: number, at: number, asks: boolean): void {
    this.output(at);
    if (asks && this.asks) {
      this.calls.set(call, { at });
    }
  }

  /** The call's own running time, where an event tells it. */
  ran(call: number, duration: unknown): void {
    const known = this.calls.get(call);
    if (known && isRecord(duration)) {
      const { secs, nanos } = duration;
      const ms = Number(secs ?? 0) * 1_000 + Number(nanos ?? 0) / 1_000_000;
      this.calls.set(call, Number.isFinite(ms) ? { ...known, ranMs: ms } : known);
    }
  }

  result(call: number, at: number, text: () => string): void {
    this.output(at);
    const known = this.calls.get(call);
    if (known) {
      this.calls.delete(call);
      const ranMs = known.ranMs ?? ranMsOf(text()) ?? 0;
      const end = Math.max(known.at, at - Math.round(ranMs));
      this.waits.push({ start: known.at, end });
    }
  }

  /** Ends the turn that runs, whatever id the event has: in review mode they differ. */
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

  state(): CodexTurnsState {
    const { closed, open, asks, waits } = this;
    return { closed, open, asks, waits, calls: [...this.calls] };
  }

  private close(durationMs?: number): void {
    if (this.open) {
      this.closed.push(this.turnOf(this.open, durationMs));
      this.open = null;
      this.waits.length = 0;
    }
  }

  private turnOf(turn: OpenTurn, durationMs?: number): TurnPart {
    const { by, start, last, announced, outputs } = turn;
    const id = turn.id ?? `@${start}`;
    if (!announced) {
      const told = outputs.map((at) => ({ kind: 'output' as const, at }));
      const { busy, end } = cappedGaps(start, told, true);
      return { id, by, start, end, busy: difference(busy, this.waits), delegated: [], source: 'gaps' };
    }
    // The agent's clock is the better one: what it says lies before the turn's last record.
    const from = durationMs === undefined ? start : last - Math.round(durationMs);
    // A wait that hasn't ended yet lasts until now: the permission is still pending.
    const waiting = [...this.calls.values()].map((call) => ({ start: call.at, end: last }));
    const busy = difference([{ start: from, end: last }], [...this.waits, ...waiting]);
    return { id, by, start: Math.min(start, from), end: last, busy, delegated: [], source: 'events' };
  }
}

/** How long the command itself ran, as its result says. */
function ranMsOf(output: string): number | undefined {
  const wall =
    /Wall time:? ([\d.]+) seconds/.exec(output) ?? /\\?"duration_seconds\\?":\s*([\d.]+)/.exec(output);
  const seconds = Number(wall?.[1]);
  return Number.isFinite(seconds) ? seconds * 1_000 : undefined;
}
