import { jsonTotals } from '../../../core/exchange/writing/writeJson';
import type { Finding } from '../../../core/findings/finding/finding';
import type { HistoryAnswer } from '../../../core/history/history';
import { dimensions } from '../../../core/history/historyQuery';
import type { TaskGroups } from '../../../core/history/tally';

/** A timeframe by everything at once: factors are exact, and absent ones are null. @param analysis if asked for */
export function historyJson(
  { recorded, timeframe, totals, recordedDays, comparison, series, bands, by }: HistoryAnswer,
  analysis: readonly Finding[] | undefined,
): string {
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
      ...(analysis && { analysis: analysis.flatMap(({ sentences }) => sentences), findings: analysis }),
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
