import * as l10n from '@vscode/l10n';
import { isolated } from '../../src/core/texts/isolatedText';
import type { RowView } from '../../src/core/page/protocol';
import { formatHours, formatTotalHours } from '../../src/core/figures/format';
import { isDropped } from '../../src/core/task/countedHours';
import type { Estimate } from '../../src/core/task/task';

/** Who estimated, why, for whom and after which other versions; and whether the hours count at all. */
export function estimateDetails(row: RowView): string {
  const { estimate, proposed, realEffort } = row;
  if (estimate === null) {
    return l10n.t('No human estimate yet; counts 0 hours.');
  }
  const { persona, reasons, earlier = [] } = estimate;
  const changed = proposed !== null && proposed.estimate.hours !== estimate.hours;
  return [
    ...(isDropped(row) ? [l10n.t('Dropped: counts 0 hours.')] : []),
    estimatedBy(estimate),
    ...(persona === undefined ? [] : [l10n.t('Made for: {0}.', isolated(persona))]),
    ...(changed ? [l10n.t('Proposed: {0}', estimatedBy(proposed.estimate))] : []),
    ...(!changed && earlier.length > 0 ? [l10n.t('Before: {0}', earlier.map(estimatedBy).join(' '))] : []),
    ...(realEffort === null
      ? []
      : [l10n.t('Comparable work really took {0} h without AI.', formatHours(realEffort.hours))]),
    ...(proposed?.reviewed === false ? [l10n.t('Not reviewed.')] : []),
    ...(reasons === undefined ? [] : [l10n.t('Reasons: {0}', isolated(reasons))]),
  ].join(' ');
}

function estimatedBy({ hours, lowHours, highHours, by }: Omit<Estimate, 'earlier'>): string {
  if (lowHours !== undefined && highHours !== undefined) {
    return l10n.t(
      '{0} hours, between {1} and {2}, estimated by {3}.',
      formatTotalHours(hours),
      formatHours(lowHours),
      formatHours(highHours),
      isolated(by),
    );
  }
  return hours === 1
    ? l10n.t('1 hour, estimated by {0}.', isolated(by))
    : l10n.t('{0} hours, estimated by {1}.', formatTotalHours(hours), isolated(by));
}
