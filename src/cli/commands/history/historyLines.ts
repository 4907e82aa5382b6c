import { formatCount } from '../../../core/figures/format';
import { periodName } from '../../../core/findings/finding/period';
import type { TimeSeries } from '../../../core/history/buckets';
import type { HistoryAnswer } from '../../../core/history/history';
import type { HistoryBand, HistoryDimension } from '../../../core/history/historyQuery';
import type { TaskGroups } from '../../../core/history/tally';
import { english } from '../../../core/texts/texts';
import { cutToWidth } from '../../output/textWidth';
import { textTable } from '../../output/textTable';
import { sumsCells, sumsHead } from './recordHistory';

const widestName = 40;

type HistoryGrouping = 'time' | 'factor' | HistoryDimension;

/** A table of the timeframe by something, with its totals and those of the period before, as lines. */
export function historyLines(answer: HistoryAnswer, by: HistoryGrouping): string[] {
  const { recorded, totals, comparison, timeframe } = answer;
  if (recorded === undefined) {
    return ['No days are recorded.'];
  }
  const { period } = timeframe;
  const rows =
    by === 'time'
      ? stepRows(answer.series)
      : by === 'factor'
        ? answer.bands
            .filter(({ totals: { tasks } }) => tasks > 0)
            .map((each) => [bandName(each.band), ...sumsCells(each.totals)])
        : groupRows(answer.by[by]);
  const table = [
    [heading(by, answer.series.unit), ...sumsHead],
    ...rows,
    [answer.recordedDays === 1 ? '1 day' : `${formatCount(answer.recordedDays)} days`, ...sumsCells(totals)],
    ...(comparison.kind === 'compared'
      ? [[`${comparison.earlier.from} to ${comparison.earlier.to}`, ...sumsCells(comparison.sumsEarlier)]]
      : []),
  ];
  return [
    period.unit === 'day' || period.unit === 'days'
      ? `Leverage history ${periodName(period, english)}`
      : `Leverage history ${period.from} to ${period.to}`,
    '',
    ...textTable(table, (column) => column > 0),
    ...remarks(answer, by).flatMap((line) => ['', line]),
  ];
}

function heading(by: HistoryGrouping, unit: TimeSeries['unit']): string {
  if (by !== 'time') {
    return `${by.slice(0, 1).toUpperCase()}${by.slice(1)}`;
  }
  return { day: 'Day', week: 'Week of', month: 'Month', year: 'Year' }[unit];
}

function stepRows({ unit, buckets }: TimeSeries): string[][] {
  return buckets.flatMap(({ from, totals }) =>
    totals === undefined
      ? []
      : [
          [
            unit === 'year' ? from.slice(0, 4) : unit === 'month' ? from.slice(0, 7) : from,
            ...sumsCells(totals),
          ],
        ],
  );
}

function groupRows({ groups, others }: TaskGroups): string[][] {
  return [
    ...groups.map(({ name, totals }) => [cutToWidth(name ?? '(none)', widestName), ...sumsCells(totals)]),
    ...(others === undefined ? [] : [[`${formatCount(others.count)} more`, ...sumsCells(others.totals)]]),
  ];
}

function bandName(band: HistoryBand): string {
  const names = {
    '100': '100x and more',
    '50': '50x to under 100x',
    '25': '25x to under 50x',
    '10': '10x to under 25x',
    under10: 'under 10x',
    none: 'no factor',
  } as const satisfies Readonly<Record<HistoryBand, string>>;
  return names[band];
}

function remarks(
  { recorded, timeframe, comparison, by: groups }: HistoryAnswer,
  by: HistoryGrouping,
): string[] {
  const shared = by === 'time' || by === 'factor' ? 0 : groups[by].shared;
  return [
    ...(recorded !== undefined && recorded.began > timeframe.period.from
      ? [`The record began on ${recorded.began}; earlier days have none.`]
      : []),
    ...(comparison.kind === 'compared' && comparison.now.to < timeframe.period.to
      ? [
          `The last line has the days of the period before that correspond to those up to today, ${comparison.now.to}.`,
        ]
      : []),
    ...(shared === 0
      ? []
      : [
          shared === 1
            ? '1 task is counted in several lines, so they add up to more than the total.'
            : `${formatCount(shared)} tasks are counted in several lines, so they add up to more than the total.`,
        ]),
  ];
}
