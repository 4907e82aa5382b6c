import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';

export function dayAnalysis(sentences: readonly string[]): TemplateResult | typeof nothing {
  return sentences.length === 0
    ? nothing
    : html`<section class="analysis" aria-labelledby="analysis-heading">
        <h2 id="analysis-heading">${l10n.t('Analysis')}</h2>
        <ul>
          ${sentences.map((sentence) => html`<li dir="auto">${sentence}</li>`)}
        </ul>
      </section>`;
}
