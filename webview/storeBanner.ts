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
      return store.problems.length === 0
        ? nothing
        : html`<details class="banner">
            <summary>${problemCount(store.problems.length)}</summary>
            <ul>
              ${store.problems.map((problem) => html`<li>${problem}</li>`)}
            </ul>
          </details>`;
  }
}

function problemCount(count: number): string {
  return count === 1
    ? '1 thing in the files needed attention'
    : `${count} things in the files needed attention`;
}
