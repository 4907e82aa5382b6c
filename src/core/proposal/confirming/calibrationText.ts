import * as l10n from '@vscode/l10n';
import { formatCount } from '../../figures/format';
import { roundHalfUp } from '../../figures/roundHalfUp';
import { isolated } from '../../texts/isolatedText';
import type { Calibration } from '../calibration';
import type { ProposedWork } from './proposedWork';

/**
 * What comparable work really took of what an estimator said, of the same category if that says something. Never
 * applied by itself. @returns null if there are too few
 */
export function realEffortText(
  estimator: string,
  category: string | null,
  calibrations: readonly Calibration[],
): string | null {
  const found = fitting(estimator, category, calibrations);
  if (found === undefined) {
    return null;
  }
  const figures = [
    formatCount(found.pairs),
    ratio(found.median),
    ratio(found.lowerQuartile),
    ratio(found.upperQuartile),
  ];
  const text = estimator === 'me' ? ownEffort(found.category, figures) : effortOf(found, figures);
  return [text, ...inRange(found)].join(' ');
}

function ownEffort(category: string | null, figures: readonly string[]): string {
  return category === null
    ? l10n.t(
        'Of {0} tasks you estimated, comparable work really took {1} × in the median, half of it between {2} × and {3} ×.',
        ...figures,
      )
    : l10n.t(
        'Of {0} tasks you estimated in {4}, comparable work really took {1} × in the median, half of it between {2} × and {3} ×.',
        ...figures,
        isolated(category),
      );
}

function effortOf({ estimator, category }: Calibration, figures: readonly string[]): string {
  return category === null
    ? l10n.t(
        'Of {0} tasks estimated by {4}, comparable work really took {1} × in the median, half of it between {2} × and {3} ×.',
        ...figures,
        isolated(estimator),
      )
    : l10n.t(
        'Of {0} tasks estimated by {4} in {5}, comparable work really took {1} × in the median, half of it between {2} × and {3} ×.',
        ...figures,
        isolated(estimator),
        isolated(category),
      );
}

function fitting(
  estimator: string,
  category: string | null,
  calibrations: readonly Calibration[],
): Calibration | undefined {
  const own = calibrations.filter((each) => each.estimator === estimator);
  return (
    own.find((each) => each.category !== null && each.category === category) ??
    own.find((each) => each.category === null)
  );
}

/**
 * What the user made of earlier estimates of the same estimator, of the same category if that says something. Never
 * applied by itself. @returns null if there are too few
 */
export function calibrationText(
  { proposal, edited }: Pick<ProposedWork, 'proposal' | 'edited'>,
  calibrations: readonly Calibration[],
): string | null {
  const found = fitting(proposal.estimate.by, edited.category, calibrations);
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
