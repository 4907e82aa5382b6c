import { absent, formatCount } from '../../../core/figures/format';
import {
  calibration,
  fewestPairs,
  realCalibration,
  tasksOfProposals,
  type Calibration,
} from '../../../core/proposal/calibration';
import type { PlainEnvironment } from '../../input/commandEnvironment';
import { readOptions } from '../../input/commandOptions';
import { textTable } from '../../output/textTable';
import { withRecord } from '../../record/withRecord';

const kinds = { data: 'string', json: 'boolean' } as const;

/** Prints how what was estimated compares with what the user confirmed, and with what it really took. */
export async function calibrationCommand(
  args: readonly string[],
  environment: PlainEnvironment,
): Promise<number> {
  const options = readOptions('calibration', args, kinds);
  return withRecord(options, environment, 'read', (record) => {
    const estimators = calibration(tasksOfProposals(record));
    const realEffort = realCalibration(record.tasksWithRealEffort());
    if (options.isOn('json')) {
      environment.printJson(JSON.stringify({ estimators, realEffort }, undefined, 2));
      return 0;
    }
    if (estimators.length === 0) {
      environment.print(
        `Too few proposals were confirmed to compare; it takes ${fewestPairs} of one estimator.`,
      );
    } else {
      environment.printLines(table('Confirmed', estimators));
    }
    if (realEffort.length > 0) {
      environment.printLines(['', ...table('Real Effort', realEffort)]);
    }
    return 0;
  });
}

/** @param pairs heading of the number of tasks that were compared */
function table(pairs: string, estimators: readonly Calibration[]): readonly string[] {
  return textTable(
    [
      ['Estimator', 'Category', pairs, 'Median', 'Quartiles', 'Within Range'],
      ...estimators.map((each) => [
        each.estimator,
        each.category ?? 'all',
        formatCount(each.pairs),
        `${ratio(each.median)} ×`,
        `${ratio(each.lowerQuartile)}–${ratio(each.upperQuartile)} ×`,
        each.ranges === 0 ? absent : `${each.withinRange} of ${each.ranges}`,
      ]),
    ],
    (column) => column > 1,
  );
}

function ratio(value: number): string {
  return value.toFixed(2);
}
