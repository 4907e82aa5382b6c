import { absent, formatAverage, formatFactor, formatTotalHours } from '../../figures/format';
import type { RecordRow } from '../../record/dayRecord';
import { flatTitle } from '../../texts/flatTitle';
import type { Bar } from './barChart';
import type { PeriodTotals } from './periodTotals';

const longestTitle = 80;

/** A bar for the factor of each task that has one, and a dot for its supervisory factor. */
export function taskBars(rows: readonly RecordRow[]): readonly Bar[] {
  return rows
    .filter(({ leverageFactor }) => leverageFactor !== undefined)
    .map(({ number, task, leverageFactor, supervisoryLeverageFactor }) => ({
      label: String(number),
      value: leverageFactor,
      dot: supervisoryLeverageFactor,
      text: `${number} ${flatTitle(task.title, longestTitle)}: ${formatFactor(leverageFactor, 1)}, supervisory ${formatFactor(supervisoryLeverageFactor, 1)}`,
    }));
}

/** A bar for each period: its hours, or its factor with a dot for the supervisory one. */
export function dayBars(periods: readonly PeriodTotals[], of: 'hours' | 'factors'): readonly Bar[] {
  return periods.map(({ name, totals }) => {
    const label = name.length > 7 ? name.slice(5) : name;
    return of === 'hours'
      ? {
          label,
          value: totals.humanHours,
          text: `${name}: ${formatTotalHours(totals.humanHours)} human hours`,
        }
      : {
          label,
          value: totals.leverageFactor,
          dot: totals.supervisoryLeverageFactor,
          text: `${name}: ${averageOrNone(totals.leverageFactor)}, supervisory ${averageOrNone(totals.supervisoryLeverageFactor)}`,
        };
  });
}

function averageOrNone(factor: number | undefined): string {
  return factor === undefined ? absent : formatAverage(factor);
}
