import { smallest } from '../../core/figures/extremes';
import type { Interval } from '../../core/days/interval';
import { cappedGaps, type GapEstimate } from '../../core/transcript/parts/cappedGaps';
import { normalized } from '../../core/transcript/intervals';
import { latestTurn, liveTurn, type LiveTurn } from '../../core/transcript/parts/liveTurn';
import type { TranscriptObservation } from '../../core/transcript/parts/observation';

/** By the subagent's id. */
export type ClaudeSubagentsState = Readonly<Record<string, readonly TranscriptObservation[]>>;

/** When the subagents in a transcript worked. */
export class ClaudeSubagents {
  private readonly observations: Record<string, TranscriptObservation[]>;

  constructor(saved: ClaudeSubagentsState | undefined) {
    this.observations = Object.fromEntries(Object.entries(saved ?? {}).map(([id, each]) => [id, [...each]]));
  }

  observe(agent: string, observation: TranscriptObservation): void {
    const own = this.observations[agent] ?? [];
    own.push(observation);
    this.observations[agent] = own;
  }

  activity(): Interval[] {
    return normalized(Object.values(this.observations).flatMap((each) => gapsOf(each).busy));
  }

  live(): LiveTurn | undefined {
    return latestTurn(Object.values(this.observations).map((each) => liveTurn(gapsOf(each))));
  }

  state(): ClaudeSubagentsState {
    return this.observations;
  }
}

function gapsOf(observations: readonly TranscriptObservation[]): GapEstimate {
  return cappedGaps(smallest(observations.map((each) => each.at)), observations, true);
}
