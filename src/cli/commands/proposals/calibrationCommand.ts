import { absent, formatCount } from '../../../core/figures/format';
import { calibration, fewestPairs, tasksOfProposals } from '../../../core/proposal/calibration';
import type { PlainEnvironment } from '../../input/commandEnvironment';
import { readOptions } from '../../input/commandOptions';
import { textTable } from '../../output/textTable';
import { withRecord } from '../../record/withRecord';

const kinds = { data: 'string', json: 'boolean' } as const;

/** Prints how what the user confirmed compares with what was proposed. */
export async function calibrationCommand(
  args: readonly string[],
  environment: PlainEnvironment,
): Promise<number> {
  const options = readOptions('calibration', args, kinds);
  return withRecord(options, environment, 'read', (record) => {
    const estimators = calibration(tasksOfProposals(record));
    if (options.isOn('json')) {
      environment.printJson(JSON.stringify({ estimators }, undefined, 2));
    } else if (estimators.length === 0) {
      environment.print(
        `Too few proposals were confirmed to compare; it takes ${fewestPairs} of one estimator.`,
      );
    } else {
      environment.printLines(
        textTable(
          [
            ['Estimator', 'Category', 'Confirmed', 'Median', 'Quartiles', 'Within Range'],
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
        ),
      );
    }
    return 0;
  });
}

function ratio(value: number): string {
  return value.toFixed(2);
}
