import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { CopyFormat } from './copyChart';

interface ChartTool {
  readonly label: string;
  /** Names the chart, too: several have the same tools. */
  readonly accessible: string;
  /** Of what it opens and closes. */
  readonly expanded?: boolean;
  readonly run: () => unknown;
}

/** A quiet button below a chart. */
export function chartTool({ label, accessible, expanded, run }: ChartTool): TemplateResult {
  return html`<button
    type="button"
    aria-label=${accessible}
    aria-expanded=${expanded ?? nothing}
    @click=${run}
  >
    ${label}
  </button>`;
}

interface CopyTools {
  /** Of the chart. */
  readonly title: string;
  /** What came of the last copy. */
  readonly outcome: string;
  readonly copy: (format: CopyFormat) => unknown;
}

/** The buttons that copy a chart, and what came of it. */
export function copyTools({ title, outcome, copy }: CopyTools): TemplateResult {
  return html`${chartTool({
      label: l10n.t('Copy as SVG'),
      accessible: l10n.t('{0}: copy as SVG', title),
      run: () => copy('svg'),
    })}
    ${chartTool({
      label: l10n.t('Copy as PNG'),
      accessible: l10n.t('{0}: copy as PNG', title),
      run: () => copy('png'),
    })} <span role="status">${outcome}</span>`;
}
