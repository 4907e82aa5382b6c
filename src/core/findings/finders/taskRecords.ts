import { largestFew } from '../../figures/extremes';
import { formatFactor } from '../../figures/format';
import type { RecordRow } from '../../record/dayRecord';
import type { Texts } from '../../texts/texts';
import { numbersOf } from '../finding/rowFigures';
import type { Figure, Finder } from '../finding/finding';
import type { PeriodSums } from '../finding/period';
import { namedRow } from '../words/sentenceParts';

/** Being ahead of fewer says little. */
const fewestBeaten = 2;

/** One of the two factors of a task. */
interface Factor {
  readonly measure: Extract<Figure['measure'], 'leverageFactor' | 'supervisoryLeverageFactor'>;
  readonly of: (row: RecordRow) => number | undefined;
  readonly highestOf: (sums: PeriodSums) => number | null;
}

const factors: readonly Factor[] = [
  {
    measure: 'leverageFactor',
    of: ({ leverageFactor }) => leverageFactor,
    highestOf: ({ highestLeverageFactor }) => highestLeverageFactor,
  },
  {
    measure: 'supervisoryLeverageFactor',
    of: ({ supervisoryLeverageFactor }) => supervisoryLeverageFactor,
    highestOf: ({ highestSupervisoryFactor }) => highestSupervisoryFactor,
  },
];

/** A task with a higher factor than any task before. The highest of each earlier period is kept, so all are compared. */
export const taskRecords: Finder = ({ record: { rows }, before, l10n }) => {
  const highest = factors.flatMap((factor) => recordOf(factor, rows, before));
  return highest.length === 0
    ? undefined
    : {
        sentences: highest.map((each) => recordText(each, l10n)),
        figures: highest.map(({ measure, row, value }) => ({ measure, value, rows: numbersOf([row]) })),
        rows: [...new Set(highest.map(({ row }) => row.number))],
      };
};

interface HighestTask extends Pick<Factor, 'measure'> {
  readonly row: RecordRow;
  readonly value: number;
}

function recordOf(
  { measure, of, highestOf }: Factor,
  rows: readonly RecordRow[],
  before: readonly PeriodSums[],
): readonly HighestTask[] {
  const earlier = before.flatMap((sums) => highestOf(sums) ?? []);
  const [first, second] = largestFew(
    rows.filter((row) => of(row) !== undefined),
    2,
    (row) => of(row) ?? 0,
  ).map((row) => ({ measure, row, value: of(row) ?? 0 }));
  const rivals = [...earlier, ...(second ? [second.value] : [])];
  // What prints alike can't be seen to be ahead.
  const isAhead =
    first !== undefined &&
    rivals.every((rival) => rival < first.value && formatFactor(rival, 1) !== formatFactor(first.value, 1));
  return isAhead && earlier.length >= fewestBeaten ? [first] : [];
}

function recordText({ measure, row, value }: HighestTask, l10n: Texts): string {
  const said = [namedRow(row), row.number, formatFactor(value, 1)];
  return measure === 'leverageFactor'
    ? l10n.t('{0} (row {1}) has a leverage factor of {2}, higher than any task recorded before.', ...said)
    : l10n.t(
        '{0} (row {1}) has a supervisory leverage factor of {2}, higher than any task recorded before.',
        ...said,
      );
}
