import * as l10n from '@vscode/l10n';
import type { HistoryBand, HistoryDimension, TimeframeKind } from '../../src/core/history/historyQuery';
import type { PeriodMeasure, RecordUnit } from '../../src/core/history/recordsBook';
import type { HistoryQuery } from '../../src/core/page/historyProtocol';

export type FilterKind = keyof HistoryQuery['filters'];

/** Whether a search or a filter leaves out some of the timeframe's tasks. */
export function isNarrowed({ search, filters }: HistoryQuery): boolean {
  return search !== '' || Object.values(filters).some((each) => (each ?? []).length > 0);
}

export function timeframeName(timeframe: TimeframeKind): string {
  switch (timeframe) {
    case 'day':
      return l10n.t('Day');
    case 'week':
      return l10n.t('Week');
    case 'month':
      return l10n.t('Month');
    case 'quarter':
      return l10n.t('Quarter');
    case 'year':
      return l10n.t('Year');
    case 'all':
      return l10n.t('All');
    case 'custom':
      return l10n.t('Custom');
  }
}

export function filterName(kind: FilterKind): string {
  switch (kind) {
    case 'project':
      return l10n.t('Project');
    case 'agent':
      return l10n.t('Agent');
    case 'model':
      return l10n.t('Model');
    case 'category':
      return l10n.t('Category');
    case 'workstream':
      return l10n.t('Workstream');
    case 'estimator':
      return l10n.t('Estimator');
    case 'band':
      return l10n.t('Leverage factor');
  }
}

/** The name of a group as it is shown; null is that of the tasks without one. */
export function groupName(dimension: HistoryDimension, name: string | null): string {
  if (name !== null) {
    return name;
  }
  switch (dimension) {
    case 'project':
      return l10n.t('No project');
    case 'agent':
      return l10n.t('No agent');
    case 'model':
      return l10n.t('No model');
    case 'category':
      return l10n.t('No category');
    case 'workstream':
      return l10n.t('No workstream');
    case 'estimator':
      return l10n.t('No estimate');
  }
}

export function bandName(band: HistoryBand): string {
  switch (band) {
    case '100':
      return l10n.t('100x and more');
    case '50':
      return l10n.t('50x to under 100x');
    case '25':
      return l10n.t('25x to under 50x');
    case '10':
      return l10n.t('10x to under 25x');
    case 'under10':
      return l10n.t('Under 10x');
    case 'none':
      return l10n.t('No factor');
  }
}

/** For an axis. */
export function shortBandName(band: HistoryBand): string {
  switch (band) {
    case '100':
      return '≥ 100x';
    case '50':
      return '50–100x';
    case '25':
      return '25–50x';
    case '10':
      return '10–25x';
    case 'under10':
      return '< 10x';
    case 'none':
      return '–';
  }
}

/** The key that opens a part of the axis of time, in a sentence. */
export function unitHint(unit: RecordUnit): string {
  switch (unit) {
    case 'day':
      return l10n.t('Enter opens the day in the record.');
    case 'week':
      return l10n.t('Enter shows the week.');
    case 'month':
      return l10n.t('Enter shows the month.');
    case 'quarter':
      return l10n.t('Enter shows the quarter.');
    case 'year':
      return l10n.t('Enter shows the year.');
  }
}

export function measureName(measure: PeriodMeasure): string {
  switch (measure) {
    case 'leverageFactor':
      return l10n.t('Leverage factor');
    case 'supervisoryLeverageFactor':
      return l10n.t('Supervisory factor');
    case 'humanHours':
      return l10n.t('Human hours');
    case 'aiMinutes':
      return l10n.t('AI minutes');
    case 'tasks':
      return l10n.t('Tasks');
  }
}
