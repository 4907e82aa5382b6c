import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { RecordState } from '../src/core/page/protocol';

/** The store's problem or the parts that can't be shown, and what to do about it; nothing if all is well. */
export function storeBanner({
  store,
  leftOut,
}: Pick<RecordState, 'store' | 'leftOut'>): TemplateResult | typeof nothing {
  switch (store.kind) {
    case 'opening':
      return html`<p class="banner" role="status">${l10n.t('Opening the record…')}</p>`;
    case 'failing':
      return html`<div class="banner failing" role="alert">
          <strong>${store.message}</strong>
          <span>${store.nextStep}</span>
        </div>
        ${leftOutBanner(leftOut)}`;
    case 'ready':
      return html`${problemsBanner(store.problems)} ${leftOutBanner(leftOut)}`;
  }
}

/** A single problem is shown in full; several would push the page out of sight. */
function problemsBanner(problems: readonly string[]): TemplateResult | typeof nothing {
  const [first, ...more] = problems;
  if (first === undefined) {
    return nothing;
  }
  return more.length === 0
    ? html`<p class="banner" role="status">${first}</p>`
    : html`<details class="banner">
        <summary>${l10n.t('{0} problems with the files of the record', problems.length)}</summary>
        <ul>
          ${problems.map((problem) => html`<li>${problem}</li>`)}
        </ul>
      </details>`;
}

function leftOutBanner(leftOut: readonly string[]): TemplateResult | typeof nothing {
  return leftOut.length === 0
    ? nothing
    : html`<div class="banner" role="status">${leftOut.map((each) => html`<span>${each}</span>`)}</div>`;
}
