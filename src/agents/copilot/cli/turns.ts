import { largest } from '../../../core/figures/extremes';
import type { Interval } from '../../../core/days/interval';
import { difference } from '../../../core/transcript/intervals';
import { believedSilenceMs, type LiveTurn } from '../../../core/transcript/parts/liveTurn';
import type { PartBuilder } from '../../reading/partBuilder';

interface OpenTurn {
  readonly id: string;
  readonly by: 'person' | 'system';
  readonly start: number;
  readonly end: number;
}

export interface CliTurnState {
  readonly turn: OpenTurn | null;
  /** When each permission or answer was requested that nobody has given yet. */
  readonly asked: readonly (readonly [string, number])[];
  readonly waits: readonly Interval[];
  readonly idleSince: number | null;
}

/** The running turn: its wall-clock time, less the time it waited for the user or had nothing to do. */
export class CliTurn {
  private turn: OpenTurn | null;
  private readonly asked: Map<string, number>;
  private waits: Interval[];
  /** Since the model's last round ended, until there is work again. */
  private idleSince: number | null;

  constructor(saved?: CliTurnState) {
    this.turn = saved?.turn ?? null;
    this.asked = new Map(saved?.asked);
    this.waits = [...(saved?.waits ?? [])];
    this.idleSince = saved?.idleSince ?? null;
  }

  get isOpen(): boolean {
    return this.turn !== null;
  }

  /** Whether no turn is at work that a message could belong to. */
  get isIdle(): boolean {
    return this.turn === null || this.idleSince !== null;
  }

  begin(id: string, by: 'person' | 'system', at: number, builder: PartBuilder): void {
    this.stopAsking(at);
    this.addTo(builder);
    this.turn = { id, by, start: at, end: at };
    this.waits = [];
    this.idleSince = null;
  }

  worked(at: number): void {
    if (this.idleSince !== null && at > this.idleSince) {
      this.waits.push({ start: this.idleSince, end: at });
    }
    this.idleSince = null;
    if (this.turn && at > this.turn.end) {
      this.turn = { ...this.turn, end: at };
    }
  }

  /** The model finished a round; the next may begin at once, or never. */
  rested(at: number): void {
    this.worked(at);
    this.idleSince = at;
  }

  /** Only something still working can be stopped. */
  stopped(at: number): void {
    this.stopAsking(at);
    this.idleSince = null;
    this.rested(at);
  }

  ask(request: string, at: number): void {
    this.asked.set(request, at);
  }

  answered(request: string, at: number): void {
    const since = this.asked.get(request);
    if (since !== undefined) {
      this.asked.delete(request);
      this.waits.push({ start: since, end: at });
    }
  }

  /** Nobody will answer what is still being asked. */
  stopAsking(at: number): void {
    for (const since of this.asked.values()) {
      this.waits.push({ start: since, end: at });
    }
    this.asked.clear();
  }

  /** An open turn is reported as if it ended here. */
  addTo(builder: PartBuilder): void {
    if (this.turn && this.turn.end > this.turn.start) {
      const { id, by, start, end } = this.turn;
      const waiting = [...this.asked.values()].map((since) => ({ start: since, end }));
      const busy = difference([{ start, end }], [...this.waits, ...waiting]);
      builder.turns.push({ id, by, start, end, busy, delegated: [], source: 'events' });
    }
  }

  /**
   * The turn as it stands: everything that follows is its work, except for its questions and the time between rounds.
   */
  live(): LiveTurn | undefined {
    if (!this.turn) {
      return undefined;
    }
    const since = Math.max(this.turn.end, this.waits.at(-1)?.end ?? 0, largest(this.asked.values()));
    const state = this.asked.size > 0 ? 'waiting' : this.idleSince === null ? 'busy' : 'idle';
    return { state, since, until: state === 'busy' ? since + believedSilenceMs : since };
  }

  state(): CliTurnState {
    const { turn, asked, waits, idleSince } = this;
    return { turn, asked: [...asked], waits: [...waits], idleSince };
  }
}
