import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { drawnIcon } from './drawnIcon';
import { lockIcon } from './icons';

export function privateMark(): TemplateResult {
  return html`<span class="private" title=${l10n.t('Private')}
    >${drawnIcon(lockIcon)}<span class="visually-hidden">${l10n.t('private')}</span></span
  >`;
}
