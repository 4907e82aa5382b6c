import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Icon } from './icons';

/** Decoration only: the control around it carries the name. */
export function drawnIcon({ path }: Icon, slot?: 'start'): TemplateResult {
  const shape: SVGTemplateResult = svg`<path fill-rule="evenodd" clip-rule="evenodd" d=${path} />`;
  return html`<svg
    class="icon"
    slot=${slot ?? nothing}
    viewBox="0 0 16 16"
    width="16"
    height="16"
    fill="currentColor"
    aria-hidden="true"
  >
    ${shape}
  </svg>`;
}
