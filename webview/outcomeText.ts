import * as l10n from '@vscode/l10n';
import type { RowView } from '../src/core/page/protocol';

/** How the work came out, in a word or two. @returns undefined if nobody said */
export function outcomeText({ outcome }: Pick<RowView, 'outcome'>): string | undefined {
  switch (outcome?.kind) {
    case 'at-once':
      return l10n.t('done at once');
    case 'dropped':
      return l10n.t('dropped');
    case 'corrected':
      return outcome.corrections === undefined
        ? l10n.t('corrected')
        : outcome.corrections === 1
          ? l10n.t('corrected once')
          : l10n.t('corrected {0} times', outcome.corrections);
    case undefined:
      return undefined;
  }
}
