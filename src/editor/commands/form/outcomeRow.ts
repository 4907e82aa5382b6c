import * as l10n from '@vscode/l10n';
import type { Outcome } from '../../../core/task/task';
import { pickOne } from '../../quickInput/pickOne';
import type { FormDrafts } from './formDrafts';
import type { ActionRow } from './taskForm';

/** Asks how the work came out; like all that a form holds, it is stored once the form is completed. */
export function outcomeRow(drafts: FormDrafts, key: string, outcome: Outcome | null): ActionRow {
  return {
    row: { id: 'outcome', label: l10n.t('Outcome'), description: outcomeName(outcome?.kind) },
    run: async () => {
      const kind = await pickOne<Outcome['kind']>(l10n.t('Outcome'), l10n.t('Select how the work came out'), [
        { label: outcomeName('at-once'), value: 'at-once' },
        { label: outcomeName('corrected'), value: 'corrected' },
        { label: outcomeName('dropped'), description: l10n.t('counts 0 hours'), value: 'dropped' },
      ]);
      if (kind !== undefined) {
        drafts.set(key, { ...drafts.get(key), outcome: kind });
      }
    },
  };
}

function outcomeName(kind: Outcome['kind'] | undefined): string {
  switch (kind) {
    case 'at-once':
      return l10n.t('Done at once');
    case 'corrected':
      return l10n.t('Corrected');
    case 'dropped':
      return l10n.t('Dropped');
    case undefined:
      return l10n.t('Not set');
  }
}
