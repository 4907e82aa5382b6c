import * as l10n from '@vscode/l10n';
import {
  absent,
  formatAverage,
  formatCount,
  formatMinutes,
  formatTotalHours,
} from '../../src/core/figures/format';
import { bands, type HistoryDimension } from '../../src/core/history/historyQuery';
import type { BucketView, HistoryState, SumsView } from '../../src/core/page/historyProtocol';
import { columnChart, type ChartColumn } from '../charts/columnChart';
import type { Chart, ChartColour } from '../charts/chart';
import { groupChart, type GroupBar } from '../charts/groupChart';
import { lineChart } from '../charts/lineChart';
import type { CalendarNames } from './calendarNames';
import { bandName, filterName, groupName, shortBandName, timeframeName } from './historyWords';

/** Both factors over the timeframe. */
export function factorsChart({ buckets, unit }: HistoryState, names: CalendarNames, width: number): Chart {
  return lineChart(
    {
      title: l10n.t('Factors'),
      momentHeading: timeframeName(unit),
      moments: buckets.map((bucket) => ({
        key: bucket.from,
        label: bucket.label,
        short: names.short(unit, bucket.from),
        opens: opening(bucket),
      })),
      series: [
        {
          name: l10n.t('Leverage factor'),
          colour: 'blue',
          values: buckets.map(({ sums }) => sums?.leverageFactor ?? null),
        },
        {
          name: l10n.t('Supervisory factor'),
          colour: 'yellow',
          values: buckets.map(({ sums }) => sums?.supervisoryLeverageFactor ?? null),
        },
      ],
      format: formatAverage,
      without: (index) => {
        const bucket = buckets[index];
        return bucket === undefined ? null : withoutFigures(bucket);
      },
    },
    width,
  );
}

type SummedMeasure = 'humanHours' | 'aiMinutes' | 'supervisoryMinutes' | 'tokens';

/** A sum over the timeframe, in bars. */
export function sumChart(
  { buckets, unit }: HistoryState,
  measure: SummedMeasure,
  names: CalendarNames,
  width: number,
): Chart {
  const { title, colour, format } = summed(measure);
  return columnChart(
    {
      title,
      barHeading: timeframeName(unit),
      valueHeading: title,
      bars: buckets.map((bucket): ChartColumn => ({
        key: bucket.from,
        label: bucket.label,
        short: names.short(unit, bucket.from),
        // A day with a record whose tasks have no tokens has no figure, but a record.
        value: bucket.sums?.[measure] ?? null,
        text: withoutFigures(bucket) ?? format(bucket.sums?.[measure] ?? null),
        opens: opening(bucket),
      })),
      colour,
      start: 'last',
    },
    width,
  );
}

function summed(measure: SummedMeasure): {
  readonly title: string;
  readonly colour: ChartColour;
  readonly format: (value: number | null) => string;
} {
  switch (measure) {
    case 'humanHours':
      return { title: l10n.t('Human hours'), colour: 'green', format: orAbsent(formatTotalHours) };
    case 'aiMinutes':
      return { title: l10n.t('AI minutes'), colour: 'blue', format: orAbsent(formatMinutes) };
    case 'supervisoryMinutes':
      return { title: l10n.t('Supervisory minutes'), colour: 'yellow', format: orAbsent(formatMinutes) };
    case 'tokens':
      return { title: l10n.t('Tokens'), colour: 'purple', format: orAbsent(formatCount) };
  }
}

/** How many tasks are in each band of the leverage factor. */
export function distributionChart(state: HistoryState, width: number): Chart {
  // From low to high, as a histogram is read; tasks without a factor come last.
  const counted = bands.toReversed().toSorted((a, b) => Number(a === 'none') - Number(b === 'none'));
  return columnChart(
    {
      title: l10n.t('Distribution of factors'),
      barHeading: l10n.t('Leverage factor'),
      valueHeading: l10n.t('Tasks'),
      bars: counted.map((band): ChartColumn => {
        const value = state.bands.find((each) => each.band === band)?.sums.tasks ?? 0;
        return {
          key: band,
          label: bandName(band),
          short: shortBandName(band),
          value,
          text: taskCount(value),
          opens: null,
        };
      }),
      colour: 'blue',
      start: 'first',
    },
    width,
  );
}

/** Human hours by project, agent …, with the other figures of each. */
export function groupsChart(state: HistoryState, dimension: HistoryDimension, width: number): Chart {
  const { groups, others } = state.by[dimension];
  const bar = (key: string, label: string, sums: SumsView): GroupBar => ({
    key,
    label,
    value: sums.humanHours,
    text: formatTotalHours(sums.humanHours),
    details: [
      formatCount(sums.tasks),
      formatCount(sums.aiMinutes),
      formatCount(sums.supervisoryMinutes),
      formatAverage(sums.leverageFactor),
      formatAverage(sums.supervisoryLeverageFactor),
    ],
  });
  return groupChart(
    {
      title: groupsTitle(dimension),
      groupHeading: filterName(dimension),
      valueHeading: l10n.t('Human hours'),
      detailHeadings: [
        l10n.t('Tasks'),
        l10n.t('AI minutes'),
        l10n.t('Supervisory minutes'),
        l10n.t('Leverage factor'),
        l10n.t('Supervisory factor'),
      ],
      groups: [
        ...groups.map(({ name, sums }, index) => bar(String(index), groupName(dimension, name), sums)),
        ...(others === null
          ? []
          : [bar('others', l10n.t('{0} others', formatCount(others.count)), others.sums)]),
      ],
      colour: 'green',
    },
    width,
  );
}

function groupsTitle(dimension: HistoryDimension): string {
  switch (dimension) {
    case 'project':
      return l10n.t('Human hours by project');
    case 'agent':
      return l10n.t('Human hours by agent');
    case 'model':
      return l10n.t('Human hours by model');
    case 'category':
      return l10n.t('Human hours by category');
    case 'workstream':
      return l10n.t('Human hours by workstream');
    case 'estimator':
      return l10n.t('Human hours by estimator');
  }
}

/** `1 task`, `12 tasks` */
export function taskCount(count: number): string {
  return count === 1 ? l10n.t('1 task') : l10n.t('{0} tasks', formatCount(count));
}

function orAbsent(format: (value: number) => string): (value: number | null) => string {
  return (value) => (value === null ? absent : format(value));
}

/** Why a part of the axis of time has no figures; null if it has some. */
function withoutFigures({ record }: BucketView): string | null {
  switch (record) {
    case 'none':
      return l10n.t('no record');
    case 'ahead':
      return l10n.t('not yet');
    case 'recorded':
      return null;
  }
}

function opening({ record, from }: BucketView): string | null {
  return record === 'recorded' ? from : null;
}
