import { cappedGaps } from './cappedGaps';
import { endedTurn, liveTurn, type LiveTurn } from './liveTurn';
import type { TranscriptObservation } from './observation';
import type { TurnPart } from './transcriptPart';
import { turnPartOf, type OpenTurn } from './turnPart';

/** A fold's whole memory; plain data, so that a later run can continue from it. */
export interface TurnFoldState {
  readonly closed: readonly TurnPart[];
  readonly open: OpenTurn | null;
  readonly asks: boolean;
}

/** Turns the observations of one conversation, in the order of its file, into turns. */
export class TurnFold {
  private readonly closed: TurnPart[];
  private open: OpenTurn | null;
  private asks: boolean;

  constructor(state: TurnFoldState = { closed: [], open: null, asks: true }) {
    this.closed = [...state.closed];
    this.open = state.open && { ...state.open, observations: [...state.open.observations] };
    this.asks = state.asks;
  }

  observe(observation: TranscriptObservation): void {
    switch (observation.kind) {
      case 'begin':
        if (this.open?.id === observation.id) {
          // The same record again.
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
      case 'break':
        this.close();
        return;
      case 'output':
        if (!observation.byProgram) {
          this.beginUnasked(observation.at);
        }
        this.open?.observations.push(observation);
        return;
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
    return this.open && !isEmpty(this.open) ? [...this.closed, turnPartOf(this.open)] : [...this.closed];
  }

  /** The last turn as it stands. @returns undefined before the first. */
  live(): LiveTurn | undefined {
    if (this.open) {
      return liveTurn(cappedGaps(this.open.start, this.open.observations, this.open.asks));
    }
    const last = this.closed.at(-1);
    return last && endedTurn(last);
  }

  state(): TurnFoldState {
    return { closed: this.closed, open: this.open, asks: this.asks };
  }

  private begin(id: string, by: 'person' | 'system', at: number): void {
    this.open = { id, by, start: at, asks: this.asks, observations: [] };
  }

  /** Output without a trigger: the agent resumed work by itself, unless it is a late line of the last turn. */
  private beginUnasked(at: number): void {
    const last = this.closed.at(-1);
    if (!this.open && (!last || at > last.end)) {
      const { asks } = this;
      const id = `${last?.id ?? ''}+`;
      this.open = { id, by: 'system', start: at, asks, observations: [], unnoticed: true };
    }
  }

  private close(): void {
    if (this.open && !isEmpty(this.open)) {
      this.closed.push(turnPartOf(this.open));
    }
    this.open = null;
  }
}

/** A turn that nobody typed and nobody answered doesn't count as one. */
function isEmpty({ by, observations }: OpenTurn): boolean {
  return (
    by === 'system' &&
    !observations.some(({ kind }) => kind === 'output' || kind === 'tool-start' || kind === 'duration')
  );
}
