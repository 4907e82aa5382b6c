import * as l10n from '@vscode/l10n';
import type { HistoryDimension } from '../../src/core/history/historyQuery';
import type { RecordUnit } from '../../src/core/history/recordsBook';
import type { HistoryState } from '../../src/core/page/historyProtocol';
import type { Chart } from '../charts/chart';
import { ChartView } from '../charts/chartView';
import { chartCopier, type SaveChart } from '../charts/copyChart';
import { CalendarNames } from './calendarNames';
import { calendarOfYear } from './calendarOfYear';
import { distributionChart, factorsChart, groupsChart, sumChart } from './historyCharts';
import { unitHint } from './historyWords';

const gap = 24;
/** From here on, charts stand in two columns. */
const twoColumns = 860;

type ChartName =
  | 'factors'
  | 'humanHours'
  | 'aiMinutes'
  | 'supervisoryMinutes'
  | 'tokens'
  | 'distribution'
  | 'groups'
  | 'calendar';

export interface ChartsUse {
  readonly openDay: (day: string) => void;
  /** Shows a part of the axis of time as the timeframe. */
  readonly showPeriod: (unit: RecordUnit, day: string) => void;
  readonly save: SaveChart;
}

/** The charts of the page, laid out again only for another state or width. */
export class PageCharts {
  width = 0;
  private readonly views: Readonly<Record<ChartName, ChartView>>;
  private readonly names = new CalendarNames(document.documentElement.lang);
  private state: HistoryState | undefined;
  private dimension: HistoryDimension | undefined;
  private shown: readonly ChartView[] = [];

  constructor(private readonly use: ChartsUse) {
    const copy = chartCopier(use.save);
    const overTime = (id: string): ChartView =>
      new ChartView({
        id,
        copy,
        open: (day) => this.open(day),
        openHint: () => (this.state ? unitHint(this.state.unit) : ''),
      });
    const closed = (id: string): ChartView =>
      new ChartView({ id, copy, open: () => undefined, openHint: () => '' });
    this.views = {
      factors: overTime('factors'),
      humanHours: overTime('human-hours'),
      aiMinutes: overTime('ai-minutes'),
      supervisoryMinutes: overTime('supervisory-minutes'),
      tokens: overTime('tokens'),
      distribution: closed('distribution'),
      groups: closed('groups'),
      calendar: new ChartView({
        id: 'calendar',
        copy,
        open: use.openDay,
        openHint: () => l10n.t('Enter opens the day in the record.'),
      }),
    };
    this.views.factors.element.classList.add('wide');
  }

  /** Those over time; none if the timeframe is a single day. */
  get overTime(): readonly HTMLElement[] {
    return this.shown.map(({ element }) => element);
  }

  get distribution(): HTMLElement {
    return this.views.distribution.element;
  }

  get groups(): HTMLElement {
    return this.views.groups.element;
  }

  get calendar(): HTMLElement {
    return this.views.calendar.element;
  }

  /** @param width of the page's content */
  show(state: HistoryState, dimension: HistoryDimension, width: number): void {
    const isNew = state !== this.state || width !== this.width;
    const half = width >= twoColumns ? Math.floor((width - gap) / 2) : width;
    if (isNew) {
      this.state = state;
      this.width = width;
      this.showOverTime(state, width, half);
      this.views.distribution.show(distributionChart(state, half));
      this.views.calendar.show(calendarOfYear(state, this.names, width));
    }
    if (isNew || dimension !== this.dimension) {
      this.dimension = dimension;
      this.views.groups.show(groupsChart(state, dimension, half));
    }
  }

  private showOverTime(state: HistoryState, width: number, half: number): void {
    const shown: [ChartView, Chart][] =
      state.buckets.length < 2
        ? []
        : [
            [this.views.factors, factorsChart(state, this.names, width)],
            ...(['humanHours', 'aiMinutes', 'supervisoryMinutes', 'tokens'] as const)
              .filter((measure) => measure !== 'tokens' || state.totals.tokens !== null)
              .map((measure): [ChartView, Chart] => [
                this.views[measure],
                sumChart(state, measure, this.names, half),
              ]),
          ];
    this.shown = shown.map(([view]) => view);
    shown.forEach(([view, chart]) => view.show(chart));
  }

  private open(day: string): void {
    const unit = this.state?.unit ?? 'day';
    if (unit === 'day') {
      this.use.openDay(day);
    } else {
      this.use.showPeriod(unit, day);
    }
  }
}
