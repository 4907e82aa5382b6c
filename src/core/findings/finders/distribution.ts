import { type RecordRow, totalsOfRows } from '../../record/dayRecord';
import { bandEdges, bandOf } from '../../figures/factorBands';
import { formatAverage, formatCount } from '../../figures/format';
import { roundHalfUp } from '../../figures/roundHalfUp';
import type { Texts } from '../../texts/texts';
import { effectsOf } from '../words/averageChange';
import { factorsIn, medianOf, numbersOf, sumFigures } from '../finding/rowFigures';
import type { Figure, Finder, PeriodRecord } from '../finding/finding';
import { percent, sumsText } from '../words/sentenceParts';

const lowFactor = 10;
const fewestForBands = 5;

/** How the factors are spread: the median, the bands, and what those under 10x do to the averages. */
export const distribution: Finder = ({ record, l10n }) => {
  const middle = median(record.rows, l10n);
  const bands = bandsOf(record.rows);
  const low = lowRows(record, l10n);
  const sentences = [
    middle?.sentence,
    ...bandSentences(bands, record.rows, l10n),
    low,
    low === undefined ? undefined : lowShare(record, l10n),
  ].filter((sentence) => sentence !== undefined);
  return sentences.length === 0
    ? undefined
    : {
        sentences,
        figures: [
          ...(middle === undefined ? [] : [middle.figure]),
          ...bands.flatMap(({ rows }) => sumFigures(totalsOfRows(rows), rows)),
        ],
        rows: numbersOf(record.rows.filter((row) => row.leverageFactor !== undefined)),
      };
};

interface Band {
  readonly from: number | undefined;
  /** Undefined for the highest. */
  readonly to: number | undefined;
  readonly rows: readonly RecordRow[];
}

function bandsOf(rows: readonly RecordRow[]): Band[] {
  const bands = [...bandEdges, undefined].map((from, index) => {
    const of: RecordRow[] = [];
    return { from, to: bandEdges[index - 1], rows: of };
  });
  for (const row of rows) {
    if (row.leverageFactor !== undefined) {
      bands[bandOf(row.leverageFactor)]?.rows.push(row);
    }
  }
  return bands.filter((band) => band.rows.length > 0);
}

function bandSentences(bands: readonly Band[], rows: readonly RecordRow[], l10n: Texts): readonly string[] {
  if (rows.length < fewestForBands || bands.length < 2) {
    return [];
  }
  const isRounded = rows.some(({ leverageFactor }) =>
    bandEdges.some(
      (edge) =>
        leverageFactor !== undefined && leverageFactor < edge && roundHalfUp(leverageFactor, 1) >= edge,
    ),
  );
  return [
    ...(isRounded ? [l10n.t('These bands go by factors rounded to one decimal.')] : []),
    // Those under 10x have a sentence of their own.
    ...bands.filter((band) => band.from !== undefined).map((band) => bandSentence(band, l10n)),
  ];
}

function bandSentence({ from, to, rows }: Band, l10n: Texts): string {
  const sums = sumsText(totalsOfRows(rows), l10n);
  const count = formatCount(rows.length);
  if (to === undefined) {
    return rows.length === 1
      ? l10n.t('1 task reaches {0}x: {1}.', from ?? 0, sums)
      : l10n.t('{0} tasks reach {1}x: {2}.', count, from ?? 0, sums);
  }
  return rows.length === 1
    ? l10n.t('1 task is from {0}x to under {1}x: {2}.', from ?? 0, to, sums)
    : l10n.t('{0} tasks are from {1}x to under {2}x: {3}.', count, from ?? 0, to, sums);
}

function median(
  rows: readonly RecordRow[],
  l10n: Texts,
): { readonly sentence: string; readonly figure: Figure } | undefined {
  const having = rows.filter((row) => row.leverageFactor !== undefined);
  const middle = medianOf(factorsIn(having));
  if (having.length < 3 || middle === undefined) {
    return undefined;
  }
  const sentence =
    having.length === rows.length
      ? l10n.t('The median leverage factor is {0}.', formatAverage(middle))
      : l10n.t(
          'The median leverage factor of the {0} of {1} tasks that have one is {2}.',
          formatCount(having.length),
          formatCount(rows.length),
          formatAverage(middle),
        );
  return { sentence, figure: { measure: 'medianLeverageFactor', value: middle, rows: numbersOf(having) } };
}

// A factor of 9.97 is under 10 and printed as 10.0x.
function isLow(factor: number): boolean {
  return roundHalfUp(factor, 1) < lowFactor;
}

function lowRows({ rows, totals }: PeriodRecord, l10n: Texts): string | undefined {
  const withFactor = factorsIn(rows);
  if (rows.length === 1 || withFactor.length === 0) {
    return undefined;
  }
  const low = withFactor.filter(isLow).length;
  const narrow = withFactor.filter((factor) => factor < lowFactor && !isLow(factor)).length;
  const allHaveOne = withFactor.length === rows.length;
  if (low === 0 && narrow > 0) {
    return narrow === 1
      ? l10n.t('1 task is just under 10x and rounds to 10.0x.')
      : l10n.t('{0} tasks are just under 10x and round to 10.0x.', formatCount(narrow));
  }
  if (low === 0) {
    if (withFactor.length < 3) {
      return undefined;
    }
    return allHaveOne ? l10n.t('No task is under 10x.') : l10n.t('No task with a factor is under 10x.');
  }
  if (low === withFactor.length) {
    if (low === 1) {
      return l10n.t('The only task with a factor is under 10x.');
    }
    return allHaveOne ? l10n.t('Every task is under 10x.') : l10n.t('Every task with a factor is under 10x.');
  }
  const rest = totalsOfRows(
    rows.filter(({ leverageFactor }) => leverageFactor === undefined || !isLow(leverageFactor)),
  );
  const sentence = lowSentence(low, effectsOf(totals, rest, l10n), l10n);
  if (narrow === 0) {
    return sentence;
  }
  const rounded =
    narrow === 1
      ? l10n.t('1 is just under it and rounds to 10.0x.')
      : l10n.t('{0} are just under it and round to 10.0x.', formatCount(narrow));
  return `${sentence} ${rounded}`;
}

function lowSentence(low: number, effects: string | undefined, l10n: Texts): string {
  if (effects === undefined) {
    return low === 1 ? l10n.t('1 task is under 10x.') : l10n.t('{0} tasks are under 10x.', formatCount(low));
  }
  return low === 1
    ? l10n.t('1 task is under 10x; without it, {0}.', effects)
    : l10n.t('{0} tasks are under 10x; without them, {1}.', formatCount(low), effects);
}

/** What those under 10x hold, if they are some of several. */
function lowShare({ rows, totals }: PeriodRecord, l10n: Texts): string | undefined {
  const having = rows.filter((row) => row.leverageFactor !== undefined);
  const low = having.filter(({ leverageFactor }) => isLow(leverageFactor ?? 0));
  if (low.length < 2 || low.length === having.length || totals.humanHours === 0) {
    return undefined;
  }
  const sums = totalsOfRows(low);
  return l10n.t(
    'Those under 10x hold {0} of the human hours and {1} of the AI minutes: {2}.',
    percent(sums.humanHours, totals.humanHours, l10n),
    percent(sums.aiMinutes, totals.aiMinutes, l10n),
    sumsText(sums, l10n),
  );
}
