import * as l10n from '@vscode/l10n';
import { formatCount } from '../../figures/format';
import { roundHalfUp } from '../../figures/roundHalfUp';
import { isolated } from '../../texts/isolatedText';
import type { Calibration } from '../calibration';
import type { ProposedWork } from './proposedWork';

/**
 * What the user made of earlier estimates of the same estimator, of the same category if that says something. Never
 * applied by itself. @returns null if there are too few
 */
export function calibrationText(
  { proposal, edited }: Pick<ProposedWork, 'proposal' | 'edited'>,
  calibrations: readonly Calibration[],
): string | null {
  const own = calibrations.filter(({ estimator }) => estimator === proposal.estimate.by);
  const found =
    own.find(({ category }) => category !== null && category === edited.category) ??
    own.find(({ category }) => category === null);
  return found === undefined ? null : [said(found), ...inRange(found)].join(' ');
}

function said({ estimator, category, pairs, median, lowerQuartile, upperQuartile }: Calibration): string {
  const by = isolated(estimator);
  const ratios = [median, lowerQuartile, upperQuartile].map(ratio);
  return category === null
    ? l10n.t(
        'Your {0} confirmations of {1}: {2} × in the median, half of them between {3} × and {4} ×.',
        formatCount(pairs),
        by,
        ...ratios,
      )
    : l10n.t(
        'Your {0} confirmations of {1} in {2}: {3} × in the median, half of them between {4} × and {5} ×.',
        formatCount(pairs),
        by,
        isolated(category),
        ...ratios,
      );
}

function inRange({ ranges, withinRange }: Calibration): readonly string[] {
  return ranges === 0
    ? []
    : [l10n.t('In the range: {0} of {1}.', formatCount(withinRange), formatCount(ranges))];
}

/** `0.7`, `1.25`. */
function ratio(value: number): string {
  return String(roundHalfUp(value, 2));
}
