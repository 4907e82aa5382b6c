import * as l10n from '@vscode/l10n';
import type { Evidence } from '../task/evidence';

export interface EvidenceText {
  /** One word for a label. */
  readonly word: string;
  /** One sentence for a tooltip. */
  readonly explanation: string;
}

/** The words for a kind of evidence. */
export function formatEvidence(evidence: Evidence): EvidenceText {
  switch (evidence) {
    case 'measured':
      return {
        word: l10n.t('Measured'),
        explanation: l10n.t('Measured from what the agent or the keyboard reported.'),
      };
    case 'estimated':
      return {
        word: l10n.t('Estimated'),
        explanation: l10n.t(
          'Estimated from output activity, capped gaps or prompt length, because nothing reported it exactly.',
        ),
      };
    case 'edited':
      return { word: l10n.t('Edited'), explanation: l10n.t('Entered or changed manually.') };
    case 'imported':
      return { word: l10n.t('Imported'), explanation: l10n.t('Taken from an imported file.') };
    case 'recovered':
      return {
        word: l10n.t('Recovered'),
        explanation: l10n.t('Ended at the last sign of life after a window stopped unexpectedly.'),
      };
  }
}
