import * as l10n from '@vscode/l10n';
import type { RecordState, RowView } from '../../../src/core/page/protocol';
import type { WebviewMessage } from '../../../src/core/page/intents';
import type { EditableField } from '../../../src/core/typed/editableField';
import { draftOf, problemOf, type Draft } from './draft';

/** The page that a draft is written in. */
export interface DraftPage {
  readonly main: HTMLElement;
  readonly draft: () => Draft | null;
  readonly rowOf: (id: string) => RowView | undefined;
  /** Draws the page with this draft as the one that is written in. */
  readonly open: (draft: Draft) => void;
  /** Draws the page with what the draft has become; null: with none. */
  readonly show: (draft: Draft | null) => void;
  readonly focusField: (id: string, field: EditableField) => void;
  readonly send: (intent: WebviewMessage) => void;
}

type Way = 'keyboard' | 'leaving';

/** Editing in the cells of the task log: one draft at a time, which is sent once it can be recorded. */
export class CellDrafts {
  /** An edit that was sent and not answered by a state yet. */
  private sent: Draft | undefined;

  constructor(private readonly page: DraftPage) {}

  /** A draft that could not be recorded yet is not discarded for another. */
  start(row: RowView, field: EditableField): void {
    if (!this.page.draft()) {
      this.page.open(draftOf(row, field));
    }
    const input = this.page.main.querySelector<HTMLInputElement>('.editor input');
    input?.focus();
    input?.select();
  }

  type(text: string): void {
    const written = this.page.draft();
    if (written) {
      // A reported problem stays until it is fixed, and nothing is reported while the user is still typing.
      const draft = { ...written, text };
      const problem = draft.problem === null ? null : (problemOf(draft) ?? null);
      this.page.show({ ...draft, problem });
    }
  }

  pressKey(event: KeyboardEvent): void {
    if (event.isComposing) {
      // While an input method composes a character, Enter and Escape belong to it.
      return;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      this.commit('keyboard');
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.close('keyboard');
    }
  }

  /** Leaving the cell within the page records the draft; switching to another window doesn't. */
  leave(): void {
    if (document.hasFocus()) {
      this.commit('leaving');
    }
  }

  /** The draft to continue with: a refused edit returns as it was typed, and one whose row is gone goes too. */
  after(state: RecordState): Draft | null {
    const refused = state.store.kind === 'failing' ? this.sent : undefined;
    this.sent = undefined;
    const draft =
      this.page.draft() ??
      (refused && state.store.kind === 'failing'
        ? { ...refused, problem: l10n.t('Not saved. {0} {1}', state.store.message, state.store.nextStep) }
        : null);
    // Until the store is open its rows are not gone, only not there yet.
    const stillThere = state.store.kind === 'opening' || state.rows.some((row) => row.id === draft?.id);
    return stillThere ? draft : null;
  }

  private commit(by: Way): void {
    const draft = this.page.draft();
    const row = draft && this.page.rowOf(draft.id);
    if (!draft || !row) {
      return;
    }
    if (draft.text === draftOf(row, draft.field).text) {
      this.close(by);
      return;
    }
    const problem = problemOf(draft);
    if (problem !== undefined) {
      this.page.show({ ...draft, problem });
      // In a narrow page it may begin outside the visible part of the table.
      const shown = this.page.main.querySelector('#draft-problem');
      shown?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      return;
    }
    const { id, field, text } = draft;
    this.sent = draft;
    this.close(by);
    this.page.send({ type: 'editFigure', id, field, text });
  }

  private close(by: Way): void {
    const draft = this.page.draft();
    this.page.show(null);
    if (draft && by === 'keyboard') {
      this.page.focusField(draft.id, draft.field);
    }
  }
}
