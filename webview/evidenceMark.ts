import { html, type TemplateResult } from 'lit';
import type { Evidence } from '../src/core/evidence';
import { formatEvidence } from '../src/core/formatEvidence';

/** A small sign after a figure that says how it came about. The sign itself is drawn by the style sheet. */
export function evidenceMark(evidence: Evidence): TemplateResult {
  const { word, explanation } = formatEvidence(evidence);
  return html`<span class="evidence ${evidence}" title=${explanation}
    ><span class="visually-hidden">${word.toLowerCase()}</span></span
  >`;
}
