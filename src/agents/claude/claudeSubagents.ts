import type { Interval } from '../../core/span';
import { cappedGaps } from '../../core/transcript/cappedGaps';
import { normalized } from '../../core/transcript/intervals';
import type { Observation } from '../../core/transcript/observation';

/** By the subagent's id. */
export type ClaudeSubagentsState = Readonly<Record<string, readonly Observation[]>>;

/** When the subagents worked whose records a transcript holds. */
export class ClaudeSubagents {
  private readonly observations: Record<string, Observation[]>;

  constructor(saved: ClaudeSubagentsState | undefined) {
    this.observations = Object.fromEntries(Object.entries(saved ?? {}).map(([id, each]) => [id, [...each]]));
  }

  observe(agent: string, observation: Observation): void {
    const own = this.observations[agent] ?? [];
    own.push(observation);
    this.observations[agent] = own;
  }

  activity(): Interval[] {
    return normalized(Object.values(this.observations).flatMap(busyOf));
  }

  state(): ClaudeSubagentsState {
    return this.observations;
  }
}

function busyOf(observations: readonly Observation[]): readonly Interval[] {
  const first = Math.min(...observations.map((each) => each.at));
  return cappedGaps(first, observations, true).busy;
}
