import { type RecordRow, totalsOfRows } from '../../record/dayRecord';
import { largest } from '../../figures/extremes';
import { formatAverage, formatCount, formatTotalHours } from '../../figures/format';
import type { Texts } from '../../texts/texts';
import { countedHoursOf, medianOf, numbersOf, sumFigures } from '../finding/rowFigures';
import type { Figure, Finder } from '../finding/finding';
import { aiMinutesText, hoursText, namedRow, supervisoryMinutesText } from '../words/sentenceParts';

const fewestTasks = 3;

/** The tasks with the highest and lowest factors, and the hours and minutes that set them apart. */
export const highestAndLowest: Finder = ({ record: { rows }, l10n }) => {
  const having = rows.filter((row) => row.leverageFactor !== undefined);
  const [first] = having;
  const last = having.at(-1);
  if (having.length < fewestTasks || first === undefined || last === undefined) {
    return undefined;
  }
  if (first.leverageFactor === last.leverageFactor) {
    return {
      sentences: [
        having.length === rows.length
          ? l10n.t('All tasks have the same leverage factor, {0}.', formatAverage(first.leverageFactor))
          : l10n.t(
              'All tasks with a leverage factor have the same, {0}.',
              formatAverage(first.leverageFactor),
            ),
      ],
      figures: sumFigures(totalsOfRows(having), having),
      rows: numbersOf(having),
    };
  }
  const highest = having.filter((row) => row.leverageFactor === first.leverageFactor);
  const lowest = having.filter((row) => row.leverageFactor === last.leverageFactor);
  const supervised = supervisedMost(rows);
  const medians = mediansOf(having);
  const named = [...new Set([...highest, ...lowest, ...supervised])];
  return {
    sentences: [
      highestText(highest, l10n),
      lowestText(lowest, l10n),
      mediansText(medians, having.length === rows.length, l10n),
      ...(supervised.length === 0 ? [] : [supervisedText(supervised, l10n)]),
    ],
    figures: [
      ...named.flatMap((row) => sumFigures(totalsOfRows([row]), [row])),
      ...medianFigures(medians, having),
    ],
    rows: numbersOf(named),
  };
};

function highestText(rows: readonly RecordRow[], l10n: Texts): string {
  const [first, second] = rows;
  const factor = formatAverage(first?.leverageFactor);
  if (first === undefined || rows.length > 2) {
    return l10n.t('{0} tasks share the highest leverage factor, {1}.', formatCount(rows.length), factor);
  }
  return second === undefined
    ? l10n.t(
        '{0} (row {1}) has the highest leverage factor, {2}: {3} in {4}.',
        namedRow(first),
        first.number,
        factor,
        ...work(first, l10n),
      )
    : l10n.t(
        '{0} (row {1}) and {2} (row {3}) share the highest leverage factor, {4}.',
        namedRow(first),
        first.number,
        namedRow(second),
        second.number,
        factor,
      );
}

function lowestText(rows: readonly RecordRow[], l10n: Texts): string {
  const [first, second] = rows;
  const factor = formatAverage(first?.leverageFactor);
  if (first === undefined || rows.length > 2) {
    return l10n.t('{0} tasks share the lowest leverage factor, {1}.', formatCount(rows.length), factor);
  }
  return second === undefined
    ? l10n.t(
        'The lowest leverage factor, {0}, belongs to {1} (row {2}): {3} in {4}.',
        factor,
        namedRow(first),
        first.number,
        ...work(first, l10n),
      )
    : l10n.t(
        'The lowest leverage factor, {0}, belongs to {1} (row {2}) and {3} (row {4}).',
        factor,
        namedRow(first),
        first.number,
        namedRow(second),
        second.number,
      );
}

function supervisedText(rows: readonly RecordRow[], l10n: Texts): string {
  const [first] = rows;
  const factor = formatAverage(first?.supervisoryLeverageFactor);
  if (first === undefined || rows.length > 1) {
    return l10n.t(
      '{0} tasks share the highest supervisory leverage factor, {1}.',
      formatCount(rows.length),
      factor,
    );
  }
  return l10n.t(
    '{0} (row {1}) has the highest supervisory leverage factor, {2}: {3} for {4}.',
    namedRow(first),
    first.number,
    factor,
    hoursText(countedHoursOf(first), l10n),
    supervisoryMinutesText(first.task.closing.supervisoryMinutes, l10n),
  );
}

/** None if all that have the factor have the same, or fewer than three have it. */
function supervisedMost(rows: readonly RecordRow[]): readonly RecordRow[] {
  const having = rows.filter((row) => row.supervisoryLeverageFactor !== undefined);
  const highest = largest(having.map((row) => row.supervisoryLeverageFactor ?? 0));
  const most = having.filter((row) => row.supervisoryLeverageFactor === highest);
  return having.length < fewestTasks || most.length === having.length ? [] : most;
}

function work(row: RecordRow, l10n: Texts): readonly [string, string] {
  return [hoursText(countedHoursOf(row), l10n), aiMinutesText(row.task.closing.aiMinutes, l10n)];
}

interface Medians {
  readonly humanHours: number;
  readonly aiMinutes: number;
}

function mediansOf(rows: readonly RecordRow[]): Medians {
  return {
    humanHours: medianOf(rows.map(countedHoursOf)) ?? 0,
    aiMinutes: medianOf(rows.map(({ counted }) => counted.aiMinutes)) ?? 0,
  };
}

function mediansText({ humanHours, aiMinutes }: Medians, isOfAll: boolean, l10n: Texts): string {
  const figures = [
    hoursText(humanHours, l10n),
    // Halves occur, which other texts of minutes don't print.
    aiMinutes === 1 ? l10n.t('1 AI minute') : l10n.t('{0} AI minutes', formatTotalHours(aiMinutes)),
  ];
  return isOfAll
    ? l10n.t('The medians of all tasks are {0} and {1}.', ...figures)
    : l10n.t('The medians of the tasks with a leverage factor are {0} and {1}.', ...figures);
}

function medianFigures({ humanHours, aiMinutes }: Medians, of: readonly RecordRow[]): Figure[] {
  const rows = numbersOf(of);
  return [
    { measure: 'medianHumanHours', value: humanHours, rows },
    { measure: 'medianAiMinutes', value: aiMinutes, rows },
  ];
}
