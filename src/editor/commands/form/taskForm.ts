import * as l10n from '@vscode/l10n';
import { UserError } from '../../../core/userError';
import { formFields, type FormDraft, type FormDrafts, type FormField } from './formDrafts';
import { askText } from '../../quickInput/askText';
import { runForm, type FormRow } from '../../quickInput/runForm';
import { askField, askMissing, completeRow, firstMissing, openingRow } from './askFields';
import { fieldText } from './fieldText';

/** A field as the form shows it now. */
export interface ShownField {
  readonly field: FormField;
  /** Undefined: nothing is known yet, and the form can't be completed without it. */
  readonly shown: string | undefined;
  /** Where its box starts. */
  readonly start: string;
  /** A sentence that helps to fill it in. */
  readonly hint?: string | undefined;
}

/** A row that is no text: choosing it does something at once. */
export interface ActionRow {
  readonly row: FormRow;
  /** @returns `done` if that ends the form, or the field to ask for next. */
  readonly run: () => Promise<void> | Promise<'done'> | Promise<FormField>;
}

export interface TaskFormContent {
  /** Next to the row that completes the form: what the record would say. */
  readonly result: string;
  readonly fields: readonly ShownField[];
  readonly private: boolean;
  readonly actions: readonly ActionRow[];
}

/** How a form can be filled in by a language model. */
export interface FormSuggesting {
  readonly tooltip: string;
  /** Whether there is a model; never rejects. */
  readonly offered: Promise<boolean>;
  /** @returns whether the form was filled in. */
  readonly run: () => Promise<boolean>;
}

export interface TaskForm {
  /** The command's title in the palette. */
  readonly command: string;
  /** The row that completes it. */
  readonly completeLabel: string;
  /** The draft is kept under this name until the form is completed. */
  readonly key: string;
  readonly today: () => string;
  readonly content: (draft: FormDraft) => TaskFormContent;
  readonly complete: (draft: FormDraft) => Promise<void>;
  readonly suggesting?: FormSuggesting;
}

const privateRow = 'private';

/**
 * Asks first for what is missing, then shows everything as rows. Escape leaves the form from the rows, and from the
 * first box if nothing was typed in it; in any other box it goes to the rows. The draft is there when the form is
 * opened again.
 */
export async function runTaskForm(form: TaskForm, drafts: FormDrafts): Promise<void> {
  const selected = await openingRow(form, drafts, askText);
  if (selected === undefined) {
    return;
  }
  await runForm(
    {
      title: form.command,
      placeholder: l10n.t('Select a field to change it, or the first row to finish'),
      rows: () => rowsOf(form, drafts.get(form.key)),
      choose: (id) => choose(form, drafts, id),
    },
    selected,
  );
}

async function choose(
  form: TaskForm,
  drafts: FormDrafts,
  id: string,
): Promise<{ readonly select: string } | 'done'> {
  const field = formFields.find((each) => each === id);
  if (field !== undefined) {
    await askField(form, drafts, field, askText);
    return { select: firstMissing(form, drafts) ?? completeRow };
  }
  if (id === completeRow) {
    return completeOrAsk(form, drafts);
  }
  const draft = drafts.get(form.key);
  const content = form.content(draft);
  if (id === privateRow) {
    drafts.set(form.key, { ...draft, private: !content.private });
  } else {
    const ended = await content.actions.find(({ row }) => row.id === id)?.run();
    if (ended === 'done') {
      drafts.forget(form.key);
      return ended;
    }
    if (ended !== undefined) {
      await askField(form, drafts, ended, askText);
      return { select: ended };
    }
  }
  return { select: id };
}

async function completeOrAsk(
  form: TaskForm,
  drafts: FormDrafts,
): Promise<{ readonly select: string } | 'done'> {
  const missing = firstMissing(form, drafts);
  if (missing !== undefined) {
    return { select: await askMissing(form, drafts, missing, askText) };
  }
  try {
    await form.complete(drafts.get(form.key));
  } catch (error) {
    if (error instanceof UserError) {
      const kept = l10n.t(
        '{0} Your entries are kept for the next time you run {1}.',
        error.message,
        form.command,
      );
      throw new UserError(kept, { cause: error });
    }
    throw error;
  }
  drafts.forget(form.key);
  return 'done';
}

function rowsOf(form: TaskForm, draft: FormDraft): readonly FormRow[] {
  const content = form.content(draft);
  return [
    { id: completeRow, label: `$(check) ${form.completeLabel}`, description: content.result },
    ...content.fields.map(({ field, shown }, index) => ({
      id: field,
      label: fieldText(field).label,
      description: [
        shown ?? l10n.t('missing'),
        ...(field in draft.unfinished ? [l10n.t('not finished')] : []),
      ].join(' · '),
      ...(index === 0 && { heading: l10n.t('Task') }),
    })),
    {
      id: privateRow,
      label: l10n.t('Private'),
      description: content.private ? l10n.t('Yes, excluded from public exports') : l10n.t('No'),
    },
    ...content.actions.map(({ row }) => row),
  ];
}
