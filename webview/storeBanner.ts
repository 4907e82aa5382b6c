import { html, nothing, type TemplateResult } from 'lit';
import type { RecordState } from '../src/core/protocol';

/** Says what is wrong with the store and what to do; nothing while all is well. */
export function storeBanner(store: RecordState['store']): TemplateResult | typeof nothing {
  switch (store.kind) {
    case 'opening':
      return html`<p class="banner" role="status">Opening the record…</p>`;
    case 'failing':
      return html`<div class="banner failing" role="alert">
        <strong>${store.message}</strong>
        <span>${store.nextStep}</span>
      </div>`;
    case 'ready':
      return problemsBanner(store.problems);
  }
}

/** One is said at once; several would push the page out of sight. */
function problemsBanner(problems: readonly string[]): TemplateResult | typeof nothing {
  const [first, ...more] = problems;
  if (first === undefined) {
    return nothing;
  }
  return more.length === 0
    ? html`<p class="banner" role="status">${first}</p>`
    : html`<details class="banner">
        <summary>${problems.length} things in the files needed attention</summary>
        <ul>
          ${problems.map((problem) => html`<li>${problem}</li>`)}
        </ul>
      </details>`;
}
