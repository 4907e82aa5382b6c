import { largest } from '../../figures/extremes';
import { formatCount } from '../../figures/format';
import type { RecordRow } from '../../record/dayRecord';
import { recordedMinutes } from '../../task/closing';
import type { Texts } from '../../texts/texts';
import { numbersOf } from '../finding/rowFigures';
import type { Figure, Finder } from '../finding/finding';
import { namedRow, percent } from '../words/sentenceParts';

/** How long agents waited for their user: at least, since longer gaps are taken for breaks. */
export const waiting: Finder = ({ record: { rows }, waitedMs, l10n }) => {
  const waits = rows.flatMap((row): Wait[] => {
    const minutes = recordedMinutes(waitedMs.get(row.task.id) ?? 0);
    return minutes > 0 ? [{ row, minutes }] : [];
  });
  const [first] = waits;
  if (first === undefined) {
    return undefined;
  }
  const sum = waits.reduce((all, { minutes }) => all + minutes, 0);
  const most = largest(waits.map(({ minutes }) => minutes));
  const longest = waits.filter(({ minutes }) => minutes === most);
  const isSaid = waits.length > 1 && longest.length === 1;
  return {
    sentences: [
      waits.length === 1
        ? l10n.t(
            'The agents of {0} (row {1}) waited at least {2} for their user.',
            namedRow(first.row),
            first.row.number,
            minutesText(sum, l10n),
          )
        : l10n.t(
            'The agents of {0} tasks waited at least {1} for their user, not counting gaps of more than an hour.',
            formatCount(waits.length),
            minutesText(sum, l10n),
          ),
      ...(isSaid ? longest.map((wait) => longestText(wait, sum, l10n)) : []),
    ],
    figures: [figureOf(waits), ...(isSaid ? [figureOf(longest)] : [])],
    rows: numbersOf(waits.map(({ row }) => row)),
  };
};

interface Wait {
  readonly row: RecordRow;
  readonly minutes: number;
}

function longestText({ row, minutes }: Wait, sum: number, l10n: Texts): string {
  return l10n.t(
    'Those of {0} (row {1}) waited longest: {2}, {3} of it.',
    namedRow(row),
    row.number,
    minutesText(minutes, l10n),
    percent(minutes, sum, l10n),
  );
}

function figureOf(waits: readonly Wait[]): Figure {
  return {
    measure: 'waitedMinutes',
    value: waits.reduce((all, { minutes }) => all + minutes, 0),
    rows: numbersOf(waits.map(({ row }) => row)),
  };
}

function minutesText(minutes: number, l10n: Texts): string {
  return minutes === 1 ? l10n.t('1 minute') : l10n.t('{0} minutes', formatCount(minutes));
}
