import { averageOf, dayRecord, type DayTotals, type RecordRow, totalsOfRows } from '../../record/dayRecord';
import { leverage } from '../../record/factor';
import { roundHalfUp } from '../../figures/roundHalfUp';
import type { Texts } from '../../texts/texts';
import { leverageChange, supervisoryChange } from '../words/averageChange';
import { numbersOf } from '../finding/rowFigures';
import type { Figure, Finder, Grounds } from '../finding/finding';
import { periodName, type PeriodSums } from '../finding/period';
import { percent } from '../words/sentenceParts';

const lowFactor = 10;
/** A smaller change, in points of the factor, is not taken apart. */
const leastPoints = 1;

/** How both averages differ from those of the recorded period before, and how much of it is due to the mix. */
export const change: Finder = (grounds) => {
  const { record, before, l10n } = grounds;
  const previous = before.at(-1);
  if (previous === undefined) {
    return undefined;
  }
  const { totals } = record;
  const earlier = averagesOf(previous);
  const steps = [
    totals.leverageFactor === undefined || earlier.leverage === undefined
      ? undefined
      : leverageChange(earlier.leverage, totals.leverageFactor, l10n),
    totals.supervisoryLeverageFactor === undefined || earlier.supervisory === undefined
      ? undefined
      : supervisoryChange(earlier.supervisory, totals.supervisoryLeverageFactor, l10n),
  ].filter((step) => step !== undefined);
  const [first, second] = steps;
  if (first === undefined) {
    return undefined;
  }
  const parts =
    totals.leverageFactor === undefined || earlier.leverage === undefined
      ? undefined
      : mixAndRate(grounds, previous, earlier.leverage, totals.leverageFactor);
  const name = periodName(previous.period, l10n);
  return {
    sentences: [
      second === undefined
        ? l10n.t('Against {0}, {1}.', name, first)
        : l10n.t('Against {0}, {1}, and {2}.', name, first, second),
      ...(parts === undefined ? [] : [mixSentence(parts, l10n)]),
    ],
    figures: changeFigures(grounds, previous),
    rows: parts === undefined ? [] : numbersOf(parts.low),
  };
};

function averagesOf({ humanHours, aiMinutes, supervisoryMinutes }: PeriodSums) {
  return {
    leverage: averageOf(humanHours, aiMinutes),
    supervisory: averageOf(humanHours, supervisoryMinutes),
  };
}

function changeFigures({ record: { totals } }: Grounds, previous: PeriodSums): Figure[] {
  const { leverage, supervisory } = averagesOf(previous);
  const { period } = previous;
  const figures: readonly (Omit<Figure, 'value'> & { readonly value: number | undefined })[] = [
    { measure: 'leverageFactor', value: totals.leverageFactor },
    { measure: 'supervisoryLeverageFactor', value: totals.supervisoryLeverageFactor },
    { measure: 'leverageFactor', value: leverage, period },
    { measure: 'supervisoryLeverageFactor', value: supervisory, period },
  ];
  return figures.flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ ...rest, value }]));
}

/** A change of the leverage factor in tenths of a point, as the printed factors show it, and its two parts. */
interface MixAndRate {
  readonly low: readonly RecordRow[];
  /** AI minutes of tasks under 10x and of all, before and now. */
  readonly before: readonly [low: number, all: number];
  readonly now: readonly [low: number, all: number];
  readonly total: number;
  readonly mix: number;
  /** The rest, so that both add up to the total. */
  readonly rate: number;
}

/**
 * With w a group's share of the AI minutes and f its factor, the change is Σ (w₁ − w₀)·f₁ + Σ w₀·(f₁ − f₀): what the
 * mix of tasks under 10x and of others does at the present factors, and what the factors themselves do.
 */
function mixAndRate(
  { record, tasksOf }: Grounds,
  previous: PeriodSums,
  from: number,
  to: number,
): MixAndRate | undefined {
  const [now, before] = [split(record.rows), split(dayRecord('', tasksOf(previous.period)).rows)];
  const total = tenthsOf(to) - tenthsOf(from);
  if (now === undefined || before === undefined || Math.abs(total) < leastPoints * 10) {
    return undefined;
  }
  const ofLow = factorOf(now.low) ?? factorOf(before.low);
  const ofHigh = factorOf(now.high) ?? factorOf(before.high);
  if (ofLow === undefined || ofHigh === undefined) {
    return undefined;
  }
  const [nowMinutes, beforeMinutes] = [now, before].map(({ low, high }) => low.aiMinutes + high.aiMinutes);
  const shift = now.low.aiMinutes / (nowMinutes ?? 1) - before.low.aiMinutes / (beforeMinutes ?? 1);
  const exact = shift * (ofLow - ofHigh);
  const mix = Math.sign(exact) * tenthsOf(Math.abs(exact));
  return mix === 0
    ? undefined
    : {
        low: now.lowRows,
        before: [before.low.aiMinutes, beforeMinutes ?? 1],
        now: [now.low.aiMinutes, nowMinutes ?? 1],
        total,
        mix,
        rate: total - mix,
      };
}

/** @returns undefined if some have no factor, which would belong to neither group */
function split(rows: readonly RecordRow[]) {
  const isLow = ({ leverageFactor }: RecordRow) => roundHalfUp(leverageFactor ?? 0, 1) < lowFactor;
  const lowRows = rows.filter(isLow);
  return rows.length === 0 || rows.some((row) => row.leverageFactor === undefined)
    ? undefined
    : { lowRows, low: totalsOfRows(lowRows), high: totalsOfRows(rows.filter((row) => !isLow(row))) };
}

/** Unlike an average, 0 if all of it was dropped. */
function factorOf({ humanHours, aiMinutes }: DayTotals): number | undefined {
  return leverage(humanHours, aiMinutes);
}

function tenthsOf(factor: number): number {
  return Math.round(roundHalfUp(factor, 1) * 10);
}

function mixSentence({ before, now, total, mix, rate }: MixAndRate, l10n: Texts): string {
  const shares = [percent(...now, l10n), percent(...before, l10n)];
  if (rate === 0) {
    return l10n.t(
      'Tasks under 10x account for all {0} points: they took {1} of the AI minutes, against {2} before.',
      points(Math.abs(total)),
      ...shares,
    );
  }
  if (Math.sign(mix) === Math.sign(total) && Math.sign(rate) === Math.sign(total)) {
    return l10n.t(
      'Tasks under 10x account for {0} of the {1} points: they took {2} of the AI minutes, against {3} before. The other {4} come from the factors themselves.',
      points(Math.abs(mix)),
      points(Math.abs(total)),
      ...shares,
      points(Math.abs(rate)),
    );
  }
  return l10n.t(
    'Of the {0} points, {1} come from the share of tasks under 10x, {2} of the AI minutes against {3} before, and {4} from the factors themselves.',
    signed(total),
    signed(mix),
    ...shares,
    signed(rate),
  );
}

function points(tenths: number): string {
  return (tenths / 10).toFixed(1);
}

function signed(tenths: number): string {
  return `${tenths < 0 ? '−' : '+'}${points(Math.abs(tenths))}`;
}
