import type { Suggestion } from '../../../core/proposal/suggesting/suggestedTask';
import type { FormDraft } from './formDrafts';

/** The suggestion that a form is filled with; undefined if there is none or the user left it out. */
export function suggestionOf({ suggestion }: FormDraft): Suggestion | undefined {
  return suggestion === undefined || suggestion.leftOut ? undefined : suggestion;
}

/** A form filled with a suggestion; what was typed before is kept for leaving it out. */
export function withSuggestion(draft: FormDraft, { id, at, input }: Suggestion): FormDraft {
  const { estimate: _typed, ...typed } = draft.typed;
  const { title: _title, estimate: _unfinished, ...unfinished } = draft.unfinished;
  const before = { typed: draft.typed, unfinished: draft.unfinished };
  return {
    ...draft,
    typed: { ...typed, title: input.title },
    unfinished,
    suggestion: { id, at, input, leftOut: false, before },
  };
}

/** Leaves a suggestion out, with what it took the place of, or takes it in again; what was typed since then stays. */
export function toggledSuggestion(draft: FormDraft): FormDraft {
  const { suggestion } = draft;
  if (suggestion === undefined) {
    return draft;
  }
  if (suggestion.leftOut) {
    return withSuggestion(draft, suggestion);
  }
  const { before, input } = suggestion;
  const { title, ...typed } = draft.typed;
  const own = title === undefined || title === input.title ? {} : { title };
  return {
    ...draft,
    typed: { ...pick(before.typed), ...typed, ...own },
    unfinished: { ...pick(before.unfinished), ...draft.unfinished },
    suggestion: { ...suggestion, leftOut: true },
  };
}

/** What a suggestion fills in. */
function pick({ title, estimate }: FormDraft['typed']): FormDraft['typed'] {
  return { ...(title !== undefined && { title }), ...(estimate !== undefined && { estimate }) };
}
