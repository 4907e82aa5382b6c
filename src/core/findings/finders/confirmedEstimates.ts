import { formatCount, formatTotalHours } from '../../figures/format';
import { roundHalfUp } from '../../figures/roundHalfUp';
import { calibration, type Calibration } from '../../proposal/calibration';
import type { Texts } from '../../texts/texts';
import { numbersOf } from '../finding/rowFigures';
import type { Finder } from '../finding/finding';
import { named } from '../words/sentenceParts';

/** How the hours that were confirmed compare with those that agents proposed, where there are enough to say so. */
export const confirmedEstimates: Finder = ({ record: { rows }, l10n }) => {
  const calibrations = calibration(rows.map(({ task }) => task)).filter(({ category }) => category === null);
  if (calibrations.length === 0) {
    return undefined;
  }
  const estimators = new Set(calibrations.map(({ estimator }) => estimator));
  const confirmed = rows.filter(({ task: { estimate, proposed } }) => {
    return estimate !== null && proposed?.reviewed === true && estimators.has(proposed.estimate.by);
  });
  return {
    sentences: calibrations.flatMap((each) => [ratioText(each, l10n), ...rangeText(each, l10n)]),
    figures: [{ measure: 'tasks', value: confirmed.length, rows: numbersOf(confirmed) }],
    rows: numbersOf(confirmed),
  };
};

function ratioText(
  { estimator, pairs, median, lowerQuartile, upperQuartile }: Calibration,
  l10n: Texts,
): string {
  return l10n.t(
    'For {0} tasks that {1} proposed, the confirmed hours are {2} times the proposed ones in the median, and {3} to {4} times for the middle half.',
    formatCount(pairs),
    named(estimator),
    ...[median, lowerQuartile, upperQuartile].map((value) => formatTotalHours(roundHalfUp(value, 2))),
  );
}

function rangeText({ estimator, ranges, withinRange }: Calibration, l10n: Texts): readonly string[] {
  return ranges < 2
    ? []
    : [
        l10n.t(
          'They lie within {0} of the {1} ranges that {2} proposed.',
          formatCount(withinRange),
          formatCount(ranges),
          named(estimator),
        ),
      ];
}
