import * as l10n from '@vscode/l10n';
import type { FindingView } from '../../src/core/page/protocol';
import { html, nothing, type TemplateResult } from 'lit';

export function dayAnalysis(findings: readonly FindingView[]): TemplateResult | typeof nothing {
  return findings.length === 0
    ? nothing
    : html`<section class="analysis" aria-labelledby="analysis-heading">
        <h2 id="analysis-heading">${l10n.t('Analysis')}</h2>
        ${findings.map(({ sentences }) => html`<p dir="auto">${sentences.join(' ')}</p>`)}
      </section>`;
}
