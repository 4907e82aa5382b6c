import type { RecordsBook, RecordUnit } from '../../../core/history/recordsBook';
import {
  formatAverage,
  formatCount,
  formatFactor,
  formatMinutes,
  formatTotalHours,
} from '../../../core/figures/format';
import { periodName } from '../../../core/findings/finding/period';
import { english } from '../../../core/texts/texts';
import type { CommandEnvironment } from '../../input/commandEnvironment';
import { readOptions, recordOptions } from '../../input/commandOptions';
import { todayOf } from '../../input/dayOptions';
import { privacyOf, privacyOptions } from '../../input/privacyOption';
import { textTable } from '../../output/textTable';
import { titleCell } from '../../output/textReport';
import { withRecord } from '../../record/withRecord';
import { jsonLeader, recordHistory } from './recordHistory';

const kinds = { ...recordOptions, ...privacyOptions, json: 'boolean' } as const;

/** Prints the highest days, weeks, months, quarters, years and tasks of the whole record. */
export async function recordsCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('records', args, kinds);
  const privacy = privacyOf(options, false);
  return withRecord(options, environment, 'read', (store) => {
    const book = recordHistory(store, privacy, environment).book(todayOf(options, environment));
    if (options.isOn('json')) {
      environment.printJson(jsonOf(book));
    } else if (book.tasks.length === 0 && book.periods.length === 0) {
      environment.print('No days are recorded.');
    } else {
      environment.printLines(linesOf(book));
    }
    return 0;
  });
}

type Measure = RecordsBook['periods'][number]['measure'];

const measureNames = {
  leverageFactor: 'factor',
  supervisoryLeverageFactor: 'supervisory factor',
  humanHours: 'human hours',
  aiMinutes: 'AI minutes',
  tasks: 'tasks',
} as const satisfies Readonly<Record<Measure, string>>;

const unitNames = {
  day: 'Day',
  week: 'Week',
  month: 'Month',
  quarter: 'Quarter',
  year: 'Year',
} as const satisfies Readonly<Record<RecordUnit, string>>;

function linesOf({ periods, tasks }: RecordsBook): string[] {
  return textTable(
    [
      ['Of a', 'Highest', 'Figure', 'Where'],
      ...periods.map(({ unit, measure, value, period, ties, current }) => [
        unitNames[unit],
        measureNames[measure],
        figure(measure, value, formatAverage),
        `${periodName(period, english)}${current ? ', not over yet' : ''}${alsoText(ties)}`,
      ]),
      ...tasks.map(({ measure, value, indexed, ties }) => [
        'Task',
        measureNames[measure],
        figure(measure, value, (factor) => formatFactor(factor, 1)),
        `${indexed.task.day}  ${titleCell(indexed.task)}${alsoText(ties)}`,
      ]),
    ],
    (column) => column === 2,
  );
}

function figure(measure: Measure, value: number, factorText: (factor: number) => string): string {
  switch (measure) {
    case 'leverageFactor':
    case 'supervisoryLeverageFactor':
      return factorText(value);
    case 'humanHours':
      return `${formatTotalHours(value)} h`;
    case 'aiMinutes':
      return formatMinutes(value);
    case 'tasks':
      return formatCount(value);
  }
}

function alsoText(ties: number): string {
  return ties === 0 ? '' : ` (and ${formatCount(ties)} more)`;
}

function jsonOf({ periods, tasks }: RecordsBook): string {
  return JSON.stringify(
    {
      periods: periods.map(({ unit, measure, value, period, current, ties }) => ({
        unit,
        measure,
        value,
        from: period.from,
        to: period.to,
        current,
        ties,
      })),
      tasks: tasks.map(({ measure, value, ties, indexed }) => ({
        measure,
        value,
        ties,
        task: jsonLeader({ indexed }),
      })),
    },
    undefined,
    2,
  );
}
