import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { RowView } from '../../src/core/page/protocol';
import type { EditableField } from '../../src/core/typed/editableField';
import { typedText } from '../typedText';
import type { Draft } from './editing/draft';
import type { TaskLogView } from './taskLog';

function nameOf(field: EditableField, title: string): string {
  switch (field) {
    case 'title':
      return l10n.t('Title of {0}', title);
    case 'estimate':
      return l10n.t('Human estimate of {0}', title);
    case 'aiMinutes':
      return l10n.t('AI minutes of {0}', title);
    case 'supervisoryMinutes':
      return l10n.t('Supervisory minutes of {0}', title);
    case 'tokens':
      return l10n.t('Tokens of {0}', title);
  }
}

/** The table's only input, with its problem below. The table handles its keys. */
export function cellEditor(draft: Draft, row: RowView, view: TaskLogView): TemplateResult {
  return html`<span class="editor ${draft.field}">
    <input
      type="text"
      dir="auto"
      autocomplete="off"
      spellcheck=${draft.field === 'title' ? 'true' : 'false'}
      aria-label=${nameOf(draft.field, row.title)}
      aria-invalid=${draft.problem === null ? nothing : 'true'}
      aria-describedby=${draft.problem === null ? nothing : 'draft-problem'}
      placeholder=${draft.field === 'tokens' ? l10n.t('Tokens, such as 4.1M') : nothing}
      .value=${live(draft.text)}
      @input=${(event: InputEvent) => view.type(typedText(event))}
      @blur=${view.leaveDraft}
    />
    ${
      draft.problem === null
        ? nothing
        : html`<span id="draft-problem" class="problem" role="alert">${draft.problem}</span>`
    }
  </span>`;
}
