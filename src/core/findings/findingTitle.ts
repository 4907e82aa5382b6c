import * as l10n from '@vscode/l10n';
import type { OwnText } from './arranged';
import type { FindingKind } from './findings';

/** Names a part of the analysis where the user arranges it. */
export function findingTitle(kind: FindingKind | OwnText): string {
  switch (kind) {
    case 'headline':
      return l10n.t('Headline');
    case 'totals':
      return l10n.t('Totals');
    case 'change':
      return l10n.t('Change');
    case 'records':
      return l10n.t('Records');
    case 'highestAndLowest':
      return l10n.t('Highest and Lowest');
    case 'taskRecords':
      return l10n.t('Highest Task So Far');
    case 'topTasks':
      return l10n.t('Top Tasks');
    case 'distribution':
      return l10n.t('Distribution');
    case 'kindOfWork':
      return l10n.t('Main Work');
    case 'workstreams':
      return l10n.t('Workstreams');
    case 'categories':
      return l10n.t('Categories');
    case 'titlesAlike':
      return l10n.t('Similar Titles');
    case 'supervision':
      return l10n.t('Supervision');
    case 'parallelWork':
      return l10n.t('Parallel Work');
    case 'waiting':
      return l10n.t('Waiting');
    case 'missingEstimates':
      return l10n.t('Missing Estimates');
    case 'outcomes':
      return l10n.t('Outcomes');
    case 'confirmedEstimates':
      return l10n.t('Confirmed Estimates');
    case 'provenance':
      return l10n.t('Sources');
    case 'own':
      return l10n.t('Your Text');
  }
}
