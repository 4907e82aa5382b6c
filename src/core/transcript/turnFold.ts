import { cappedGaps } from './cappedGaps';
import type { Observation } from './observation';
import type { TurnPart } from './transcriptPart';

interface OpenTurn {
  readonly id: string;
  readonly by: 'person' | 'system';
  readonly start: number;
  /** As it was when the turn began. */
  readonly asks: boolean;
  readonly observations: Observation[];
}

/** All that a fold has to remember; plain data, so that a later run can go on from it. */
export interface TurnFoldState {
  readonly closed: readonly TurnPart[];
  readonly open: OpenTurn | null;
  readonly asks: boolean;
}

/** Makes turns of the observations of one conversation, in the order of its file. */
export class TurnFold {
  private readonly closed: TurnPart[];
  private open: OpenTurn | null;
  private asks: boolean;

  constructor(state: TurnFoldState = { closed: [], open: null, asks: true }) {
    this.closed = [...state.closed];
    this.open = state.open && { ...state.open, observations: [...state.open.observations] };
    this.asks = state.asks;
  }

  observe(observation: Observation): void {
    switch (observation.kind) {
      case 'begin':
        if (this.open?.id === observation.id) {
          // The same record once more.
          return;
        }
        this.close();
        this.begin(observation.id, observation.by, observation.at);
        return;
      case 'permissions':
        this.asks = observation.asks;
        this.open?.observations.push(observation);
        return;
      case 'duration':
        this.open?.observations.push(observation);
        this.close();
        return;
      case 'interruption':
        this.open?.observations.push(observation);
        this.close();
        return;
      case 'output':
      case 'tool-start':
        this.beginUnasked(observation.at);
        this.open?.observations.push(observation);
        return;
      case 'tool-end':
      case 'activity':
        this.open?.observations.push(observation);
        return;
    }
  }

  /** Turns so far; the last one may still be running. */
  turns(): TurnPart[] {
    return this.open ? [...this.closed, turnOf(this.open)] : [...this.closed];
  }

  state(): TurnFoldState {
    return { closed: this.closed, open: this.open, asks: this.asks };
  }

  private begin(id: string, by: 'person' | 'system', at: number): void {
    this.open = { id, by, start: at, asks: this.asks, observations: [] };
  }

  /** Output without a trigger: work that the agent took up again by itself, unless it is a late line of the last turn. */
  private beginUnasked(at: number): void {
    const last = this.closed.at(-1);
    if (!this.open && (!last || at > last.end)) {
      this.begin(`${last?.id ?? ''}+`, 'system', at);
    }
  }

  private close(): void {
    if (this.open) {
      this.closed.push(turnOf(this.open));
      this.open = null;
    }
  }
}

function turnOf(turn: OpenTurn): TurnPart {
  const { id, by, start } = turn;
  const estimate = cappedGaps(start, turn.observations, turn.asks);
  const { busy, delegated } = estimate;
  const written = turn.observations.find((each) => each.kind === 'duration');
  if (written?.kind === 'duration') {
    const end = Math.max(estimate.end, written.at);
    return {
      id,
      by,
      start,
      end,
      busy,
      delegated,
      source: 'written',
      writtenMs: written.ms,
      ...(written.pending ? { pending: true } : {}),
    };
  }
  const interruption = turn.observations.find((each) => each.kind === 'interruption');
  const end = Math.max(estimate.end, interruption?.at ?? start);
  return { id, by, start, end, busy, delegated, source: 'gaps' };
}
