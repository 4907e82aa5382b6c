import { largest } from '../figures/extremes';
import { dayTotals, factorsOf, type SummedTask } from './dayRecord';
import type { DaySums } from './recordStore';

/** The sums of a day's tasks, those that count. */
export function daySumsOf(day: string, tasks: readonly SummedTask[]): DaySums {
  const { humanHours, aiMinutes, supervisoryMinutes, tokens = 0 } = dayTotals(tasks);
  const factors = tasks.map(factorsOf);
  return {
    day,
    tasks: tasks.length,
    humanHours,
    aiMinutes,
    supervisoryMinutes,
    tokens,
    highestLeverageFactor: highest(factors.map(({ leverageFactor }) => leverageFactor)),
    highestSupervisoryFactor: highest(
      factors.map(({ supervisoryLeverageFactor }) => supervisoryLeverageFactor),
    ),
  };
}

function highest(factors: readonly (number | undefined)[]): number | null {
  const known = factors.filter((factor) => factor !== undefined);
  return known.length === 0 ? null : largest(known);
}
