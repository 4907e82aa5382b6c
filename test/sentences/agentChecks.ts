import type { ClosedTask } from '../../src/core/task/task';
import type { CheckedTask } from './checkedDay';
import { amount, count, isNamed, isRow, name, numberOf, share, type Checked, type Checks } from './checking';
import { compared, decimal, printedShare, type Ratio } from './exact';
import { waitedMinutes } from './workOfAgents';

/** Sentences about how long agents waited, and what became of their estimates. */
export const agentChecks: Checks = [
  [
    new RegExp(
      `^The agents of ${count} tasks waited at least ${count} minutes? for their user, not counting gaps of more than an hour\\.$`,
    ),
    ([tasks, minutes], checked) => {
      const waits = waitsOf(checked);
      return waits.length > 1 && waits.length === numberOf(tasks) && sumMinutes(waits) === numberOf(minutes);
    },
  ],
  [
    new RegExp(
      `^The agents of ${name} \\(row (\\d+)\\) waited at least ${count} minutes? for their user\\.$`,
    ),
    ([title, number, minutes], checked) => {
      const waits = waitsOf(checked);
      return (
        isRow(checked.rows, number, title) &&
        waits.length === 1 &&
        waits[0]?.row === checked.rows[numberOf(number) - 1] &&
        sumMinutes(waits) === numberOf(minutes)
      );
    },
  ],
  [
    new RegExp(`^Those of ${name} \\(row (\\d+)\\) waited longest: ${count} minutes?, ${share} of it\\.$`),
    ([title, number, minutes, part], checked) => {
      const waits = waitsOf(checked);
      const own = waits.find(({ row }) => row === checked.rows[numberOf(number) - 1]);
      return (
        own !== undefined &&
        isRow(checked.rows, number, title) &&
        own.minutes === numberOf(minutes) &&
        waits.every((each) => each === own || each.minutes < own.minutes) &&
        printedShare(BigInt(own.minutes), BigInt(sumMinutes(waits))) === part
      );
    },
  ],
  [
    new RegExp(
      `^For ${count} tasks that ${name} proposed, the confirmed hours are ${amount} times the proposed ones in the median, and ${amount} to ${amount} times for the middle half\\.$`,
    ),
    ([tasks, by, ...said], { history }) => {
      const ratios = confirmedOf(history.tasks, by)
        .map(({ estimate, proposed }): Ratio => ({
          over: parts(estimate?.hours),
          under: parts(proposed?.estimate.hours),
        }))
        .toSorted(compared);
      return (
        ratios.length === numberOf(tasks) &&
        [2n, 1n, 3n].every((quarters, index) => decimal(quantile(ratios, quarters), 2) === said[index])
      );
    },
  ],
  [
    new RegExp(`^They lie within ${count} of the ${count} ranges that ${name} proposed\\.$`),
    ([within, ranges, by], { history }) => {
      const ranged = confirmedOf(history.tasks, by).filter(
        ({ proposed }) => (proposed?.estimate.lowHours ?? proposed?.estimate.highHours) !== undefined,
      );
      const inside = ranged.filter(({ estimate, proposed }) => {
        const { hours = 0, lowHours = hours, highHours = hours } = proposed?.estimate ?? {};
        const confirmed = estimate?.hours ?? -1;
        return confirmed >= lowHours && confirmed <= highHours;
      });
      return ranged.length === numberOf(ranges) && inside.length === numberOf(within);
    },
  ],
];

interface Wait {
  readonly row: CheckedTask;
  readonly minutes: number;
}

function waitsOf({ rows, history }: Checked): readonly Wait[] {
  return rows
    .map((row) => ({ row, minutes: waitedMinutes(row, history) }))
    .filter(({ minutes }) => minutes > 0);
}

function sumMinutes(waits: readonly Wait[]): number {
  return waits.reduce((sum, { minutes }) => sum + minutes, 0);
}

function confirmedOf(tasks: readonly ClosedTask[], by: string | undefined): readonly ClosedTask[] {
  return tasks.filter(
    ({ estimate, proposed }) =>
      estimate !== null && proposed?.reviewed === true && isNamed(proposed.estimate.by, by),
  );
}

function parts(hours = 0): bigint {
  return BigInt(Math.round(hours * 1_000_000));
}

/** Between the two nearest, in proportion. */
function quantile(sorted: readonly Ratio[], quarters: bigint): Ratio {
  const at = BigInt(sorted.length - 1) * quarters;
  const none: Ratio = { over: 0n, under: 1n };
  const below = sorted[Number(at / 4n)] ?? none;
  const above = sorted[Number(at / 4n) + 1] ?? below;
  const [more, less] = [at % 4n, 4n - (at % 4n)];
  return {
    over: below.over * above.under * less + above.over * below.under * more,
    under: 4n * below.under * above.under,
  };
}
