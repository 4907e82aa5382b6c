import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { isNothingMeasured, type Evidence } from '../src/core/task/evidence';
import { formatEvidence } from '../src/core/figures/formatEvidence';

/** A small sign after a figure that shows its evidence. The sign itself is drawn by the style sheet. */
function evidenceMark(evidence: Evidence): TemplateResult {
  const { word, explanation } = formatEvidence(evidence);
  return html`<span class="evidence ${evidence}" title=${explanation}
    ><span class="visually-hidden">${word.toLowerCase()}</span></span
  >`;
}

/** The same for a figure of time; none if nothing was seen, which a sign would call measured. */
export function timeMark(amount: number, evidence: Evidence, ms?: number): TemplateResult {
  return isNothingMeasured(amount, evidence, ms)
    ? html`<span class="evidence none"
        ><span class="visually-hidden">${l10n.t('nothing measured')}</span></span
      >`
    : evidenceMark(evidence);
}
