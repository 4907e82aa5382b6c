import * as l10n from '@vscode/l10n';
import { formatAverage, formatTotalHours } from '../../src/core/figures/format';
import type { HistoryState } from '../../src/core/page/historyProtocol';
import { calendarChart, type CalendarDay } from '../charts/calendarChart';
import type { Chart } from '../charts/chart';
import type { CalendarNames } from './calendarNames';
import { taskCount } from './historyCharts';

const aDayMs = 86_400_000;

/** Every day of the calendar's year up to today, by its human hours. */
export function calendarOfYear(state: HistoryState, names: CalendarNames, width: number): Chart {
  const { year } = state.calendar;
  return calendarChart(
    {
      title: l10n.t('Human hours by day, {0}', String(year)),
      dayHeading: l10n.t('Day'),
      valueHeading: l10n.t('Recorded'),
      days: daysOf(state, names),
      colour: 'green',
      monthName: (day) => names.month(day),
      weekdayName: (day) => names.weekday(day),
    },
    width,
  );
}

function daysOf({ calendar, today, began }: HistoryState, names: CalendarNames): CalendarDay[] {
  const recorded = new Map(calendar.days.map((each) => [each.day, each]));
  const end = `${calendar.year}-12-31`;
  const until = today < end && today.startsWith(String(calendar.year)) ? today : end;
  return daysBetween(`${calendar.year}-01-01`, until).map((day) => {
    const sums = recorded.get(day);
    if (sums) {
      const text = l10n.t(
        '{0} · {1} human hours · {2}',
        taskCount(sums.tasks),
        formatTotalHours(sums.humanHours),
        formatAverage(sums.leverageFactor),
      );
      return { day, label: names.day(day), value: sums.humanHours, text };
    }
    return began !== null && day >= began
      ? { day, label: names.day(day), value: 0, text: l10n.t('no task') }
      : { day, label: names.day(day), value: null, text: l10n.t('no record') };
  });
}

/** Both ends included. */
function daysBetween(from: string, to: string): string[] {
  const start = Date.parse(from);
  return Array.from({ length: (Date.parse(to) - start) / aDayMs + 1 }, (_, index) =>
    new Date(start + index * aDayMs).toISOString().slice(0, 10),
  );
}
