import type { Evidence } from '../task/evidence';

export interface EvidenceText {
  /** One word for a label. */
  readonly word: string;
  /** One sentence for a tooltip. */
  readonly explanation: string;
}

const texts: Readonly<Record<Evidence, EvidenceText>> = {
  measured: { word: 'Measured', explanation: 'Measured from what the agent or the keyboard reported.' },
  estimated: {
    word: 'Estimated',
    explanation:
      'Estimated from output activity, capped gaps or prompt length, because nothing reported it exactly.',
  },
  edited: { word: 'Edited', explanation: 'Entered or changed by hand.' },
  imported: { word: 'Imported', explanation: 'Taken from an imported file.' },
  recovered: {
    word: 'Recovered',
    explanation: 'Ended at the last sign of life after a window stopped unexpectedly.',
  },
};

export function formatEvidence(evidence: Evidence): EvidenceText {
  return texts[evidence];
}
