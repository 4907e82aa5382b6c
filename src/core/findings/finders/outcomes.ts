import { formatCount } from '../../figures/format';
import { isDropped } from '../../task/countedHours';
import { numbersOf } from '../finding/rowFigures';
import type { Finder } from '../finding/finding';

/** How tasks came out, where somebody said so. */
export const outcomes: Finder = ({ record: { rows }, l10n }) => {
  const known = rows.filter(({ task }) => task.outcome !== null);
  const atOnce = known.filter(({ task }) => task.outcome?.kind === 'at-once');
  const dropped = known.filter(({ task }) => isDropped(task));
  const sentences = [
    ...(known.length < 2 || atOnce.length === 0
      ? []
      : [
          atOnce.length === known.length
            ? l10n.t('All {0} tasks with an outcome came out right at once.', formatCount(known.length))
            : l10n.t(
                'Of {0} tasks with an outcome, {1} came out right at once.',
                formatCount(known.length),
                formatCount(atOnce.length),
              ),
        ]),
    ...(dropped.length === 0
      ? []
      : [
          dropped.length === 1
            ? l10n.t('1 task was dropped: it counts 0 hours, while its minutes still count.')
            : l10n.t(
                '{0} tasks were dropped: they count 0 hours, while their minutes still count.',
                formatCount(dropped.length),
              ),
        ]),
  ];
  return sentences.length === 0
    ? undefined
    : {
        sentences,
        figures: [known, atOnce, dropped].map((of) => ({
          measure: 'tasks',
          value: of.length,
          rows: numbersOf(of),
        })),
        rows: numbersOf(known),
      };
};
