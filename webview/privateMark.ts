import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { icon } from './icon';

export function privateMark(): TemplateResult {
  return html`<span class="private" title=${l10n.t('Private')}
    >${icon('lock')}<span class="visually-hidden">${l10n.t('private')}</span></span
  >`;
}
