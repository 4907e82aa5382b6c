import { formatAverage, formatCount } from '../../figures/format';
import { type RecordRow, totalsOfRows } from '../../record/dayRecord';
import { sumHours } from '../../record/factor';
import { numbersOf, sumFigures } from '../finding/rowFigures';
import type { Finder, PeriodRecord } from '../finding/finding';
import { groupsBy } from './groups';
import {
  aiMinutesText,
  hoursText,
  named,
  namedRow,
  percent,
  supervisoryMinutesText,
} from '../words/sentenceParts';
import type { Texts } from '../../texts/texts';

/** The period in a few sentences: how much was done, both averages, and what took most of it. */
export const headline: Finder = ({ record, l10n }) => {
  const most = dominant(record);
  return {
    sentences: [
      sums(record, l10n),
      ...(averages(record, l10n) ?? []),
      ...(most === undefined ? [] : [dominance(most, record, l10n)]),
    ],
    figures: [...sumFigures(record.totals), ...(most ? sumFigures(totalsOfRows(most.rows), most.rows) : [])],
    rows: most === undefined ? [] : numbersOf(most.rows),
  };
};

function sums({ period, totals, rows }: PeriodRecord, l10n: Texts): string {
  const { humanHours, aiMinutes, supervisoryMinutes } = totals;
  const figures = [
    hoursText(humanHours, l10n),
    aiMinutesText(aiMinutes, l10n),
    supervisoryMinutesText(supervisoryMinutes, l10n),
  ];
  const count = formatCount(rows.length);
  if (period.from === period.to) {
    return rows.length === 1
      ? l10n.t('The only task of {0} comes to {1}, {2} and {3}.', period.from, ...figures)
      : l10n.t('The {0} tasks of {1} come to {2}, {3} and {4}.', count, period.from, ...figures);
  }
  return rows.length === 1
    ? l10n.t('The only task of {0} to {1} comes to {2}, {3} and {4}.', period.from, period.to, ...figures)
    : l10n.t(
        'The {0} tasks of {1} to {2} come to {3}, {4} and {5}.',
        count,
        period.from,
        period.to,
        ...figures,
      );
}

function averages({ totals }: PeriodRecord, l10n: Texts): readonly string[] | undefined {
  const { leverageFactor, supervisoryLeverageFactor } = totals;
  const [leverage, supervisory] = [formatAverage(leverageFactor), formatAverage(supervisoryLeverageFactor)];
  if (leverageFactor !== undefined && supervisoryLeverageFactor !== undefined) {
    return [
      l10n.t('The leverage factor is {0}, the supervisory leverage factor {1}.', leverage, supervisory),
    ];
  }
  if (leverageFactor !== undefined) {
    return [l10n.t('The leverage factor is {0}.', leverage)];
  }
  return supervisoryLeverageFactor === undefined
    ? undefined
    : [l10n.t('The supervisory leverage factor is {0}.', supervisory)];
}

interface Dominant {
  readonly of: 'workstream' | 'category' | 'task';
  readonly name: string;
  readonly rows: readonly RecordRow[];
}

/** What holds more than half of the hours: a workstream, else a category, else a task. */
function dominant({ rows, totals }: PeriodRecord): Dominant | undefined {
  const isMost = (of: readonly RecordRow[]) => totalsOfRows(of).humanHours * 2 > totals.humanHours;
  if (rows.length < 3) {
    return undefined;
  }
  for (const of of ['workstream', 'category'] as const) {
    const found = groupsBy(rows, (task) => task[of]).find((group) => isMost(group.rows));
    if (found !== undefined && found.rows.length > 1) {
      return { of, ...found };
    }
  }
  const task = rows.find(({ counted }) => sumHours([counted.humanHours]) * 2 > totals.humanHours);
  return task && { of: 'task', name: task.task.title, rows: [task] };
}

function dominance({ of, name, rows }: Dominant, record: PeriodRecord, l10n: Texts): string {
  const share = percent(totalsOfRows(rows).humanHours, record.totals.humanHours, l10n);
  const counts = [formatCount(rows.length), formatCount(record.rows.length)];
  const [row] = rows;
  if (of === 'task' && row !== undefined) {
    return l10n.t('{0} (row {1}) alone holds {2} of the human hours.', namedRow(row), row.number, share);
  }
  if (rows.length === record.rows.length) {
    return of === 'workstream'
      ? l10n.t('All tasks belong to the workstream {0}.', named(name))
      : l10n.t('All tasks are of the category {0}.', named(name));
  }
  return of === 'workstream'
    ? l10n.t(
        'Most of the human hours, {0}, went into the workstream {1}, {2} of the {3} tasks.',
        share,
        named(name),
        ...counts,
      )
    : l10n.t(
        'Most of the human hours, {0}, went into the category {1}, {2} of the {3} tasks.',
        share,
        named(name),
        ...counts,
      );
}
