import type { TimeSeries } from '../../../core/history/buckets';
import type { TaskGroups } from '../../../core/history/tally';
import type { HistoryAnswer } from '../../../core/history/history';
import { dimensions, type HistoryBand, type HistoryDimension } from '../../../core/history/historyQuery';
import { nameOf } from '../../../core/history/nameTable';
import { jsonTotals } from '../../../core/exchange/writing/writeJson';
import { formatCount } from '../../../core/figures/format';
import { periodName } from '../../../core/findings/finding/period';
import { english } from '../../../core/texts/texts';
import type { CommandEnvironment } from '../../input/commandEnvironment';
import { oneOf, readOptions } from '../../input/commandOptions';
import { todayOf } from '../../input/dayOptions';
import { privacyOf, privacyOptions } from '../../input/privacyOption';
import { cutToWidth } from '../../output/textWidth';
import { textTable } from '../../output/textTable';
import { withRecord } from '../../record/withRecord';
import { recordHistory, sumsCells, sumsHead } from './recordHistory';
import { askedTimeframe, timeframeOptions } from './timeframeOptions';

const kinds = {
  ...timeframeOptions,
  ...privacyOptions,
  by: 'string',
  project: 'string',
  search: 'string',
  json: 'boolean',
} as const;
const widestName = 40;

/** Prints the sums of a timeframe step by step, or by what its tasks have in common. */
export async function historyCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('history', args, kinds);
  const privacy = privacyOf(options, false);
  const by = oneOf('by', options.text('by') ?? 'time', ['time', 'factor', ...dimensions]);
  const timeframe = askedTimeframe(options, environment, 'month');
  const project = options.text('project');
  return withRecord(options, environment, 'read', (store) => {
    const history = recordHistory(store, privacy, environment);
    const answer = history.answer(
      {
        ...timeframe(history.recorded()),
        filters: project === undefined ? {} : { project: [nameOf(project)] },
        search: options.text('search') ?? '',
        leaderboard: { by: 'leverageFactor', order: 'highest' },
        calendarYear: null,
      },
      todayOf(options, environment),
    );
    if (options.isOn('json')) {
      environment.printJson(jsonOf(answer));
    } else {
      environment.printLines(linesOf(answer, by));
    }
    return 0;
  });
}

function linesOf(answer: HistoryAnswer, by: 'time' | 'factor' | HistoryDimension): string[] {
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

function heading(by: 'time' | 'factor' | HistoryDimension, unit: TimeSeries['unit']): string {
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
  by: 'time' | 'factor' | HistoryDimension,
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

function jsonOf({
  recorded,
  timeframe,
  totals,
  recordedDays,
  comparison,
  series,
  bands,
  by,
}: HistoryAnswer): string {
  const { period, current } = timeframe;
  return JSON.stringify(
    {
      began: recorded?.began ?? null,
      timeframe: { unit: period.unit, from: period.from, to: period.to, current },
      totals: jsonTotals(totals),
      recordedDays,
      comparison:
        comparison.kind === 'compared'
          ? {
              ...comparison.earlier,
              totals: jsonTotals(comparison.sumsEarlier),
              now: jsonTotals(comparison.sumsNow),
            }
          : null,
      unit: series.unit,
      steps: series.buckets.map(({ from, to, record, totals: ofStep }) => ({
        from,
        to,
        record,
        totals: ofStep === undefined ? null : jsonTotals(ofStep),
      })),
      byFactor: bands.map(({ band, totals: ofBand }) => ({ band, totals: jsonTotals(ofBand) })),
      by: Object.fromEntries(dimensions.map((dimension) => [dimension, jsonGroups(by[dimension])])),
    },
    undefined,
    2,
  );
}

function jsonGroups({ groups, others, shared }: TaskGroups) {
  return {
    groups: groups.map(({ name, totals }) => ({ name, totals: jsonTotals(totals) })),
    others: others === undefined ? null : { count: others.count, totals: jsonTotals(others.totals) },
    shared,
  };
}
