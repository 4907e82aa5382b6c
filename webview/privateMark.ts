import { html, type TemplateResult } from 'lit';
import { icon } from './icon';

export function privateMark(): TemplateResult {
  return html`<span class="private" title="Private"
    >${icon('lock')}<span class="visually-hidden">private</span></span
  >`;
}
