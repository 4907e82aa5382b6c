import { leverage, sumHours } from '../../core/record/factor';
import { absent, formatAverage, formatCount, formatTotalHours } from '../../core/figures/format';
import type { DaySums } from '../../core/record/recordStore';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { readOptions, recordOptions } from '../input/commandOptions';
import { textTable } from '../output/textTable';
import { withRecord } from '../record/withRecord';

const kinds = { ...recordOptions, json: 'boolean' } as const;

/** Lists the recorded days with their totals, oldest first. Private tasks count. */
export async function daysCommand(args: readonly string[], environment: CommandEnvironment): Promise<number> {
  const options = readOptions('days', args, kinds);
  return withRecord(options, environment, 'read', (record) => {
    const days = record.daySums();
    if (options.isOn('json')) {
      environment.printJson(JSON.stringify({ days: days.map(jsonDay) }, undefined, 2));
    } else if (days.length === 0) {
      environment.print('No days are recorded.');
    } else {
      environment.printLines(
        textTable(
          [
            ['Day', 'Tasks', 'Human Est.', 'AI', 'Sup.', 'Tokens', 'Factor', 'Sup. Factor'],
            ...days.map((each) => cells(each.day, each)),
            cells(days.length === 1 ? '1 day' : `${formatCount(days.length)} days`, totalOf(days)),
          ],
          (column) => column > 0,
        ),
      );
    }
    return 0;
  });
}

type Sums = Omit<DaySums, 'day' | 'highestLeverageFactor' | 'highestSupervisoryFactor'>;

function totalOf(days: readonly DaySums[]): Sums {
  const sum = (value: (each: DaySums) => number) => days.reduce((total, each) => total + value(each), 0);
  return {
    tasks: sum((each) => each.tasks),
    humanHours: sumHours(days.map((each) => each.humanHours)),
    aiMinutes: sum((each) => each.aiMinutes),
    supervisoryMinutes: sum((each) => each.supervisoryMinutes),
    tokens: sum((each) => each.tokens),
  };
}

function cells(name: string, sums: Sums): string[] {
  const { tasks, humanHours, aiMinutes, supervisoryMinutes, tokens } = sums;
  return [
    name,
    formatCount(tasks),
    `${formatTotalHours(humanHours)} h`,
    `${formatCount(aiMinutes)} m`,
    `${formatCount(supervisoryMinutes)} m`,
    tokens === 0 ? absent : formatCount(tokens),
    formatAverage(leverage(humanHours, aiMinutes)),
    formatAverage(leverage(humanHours, supervisoryMinutes)),
  ];
}

function jsonDay({ day, tasks, humanHours, aiMinutes, supervisoryMinutes, tokens }: DaySums) {
  return {
    day,
    tasks,
    humanHours,
    aiMinutes,
    supervisoryMinutes,
    tokens,
    leverageFactor: leverage(humanHours, aiMinutes) ?? null,
    supervisoryLeverageFactor: leverage(humanHours, supervisoryMinutes) ?? null,
  };
}
