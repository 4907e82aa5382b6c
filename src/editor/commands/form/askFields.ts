import * as l10n from '@vscode/l10n';
import type { askText } from '../../quickInput/askText';
import { fieldText } from './fieldText';
import type { FormDrafts, FormField } from './formDrafts';
import type { TaskForm } from './taskForm';

type AskText = typeof askText;

/** The row that completes a form. */
export const completeRow = 'complete';

/** What a language model can fill in. */
const suggestedFields: readonly FormField[] = ['title', 'estimate'];

/** How a box ended. `untouched`: with Escape, before anything was typed in it. */
type Asked = 'confirmed' | 'untouched' | 'unfinished';

/** Asks for what is missing when a form opens. @returns the row to select; undefined if the form is left. */
export async function openingRow(
  form: TaskForm,
  drafts: FormDrafts,
  ask: AskText,
): Promise<string | undefined> {
  const first = firstMissing(form, drafts);
  if (first === undefined) {
    return completeRow;
  }
  switch (await askField(form, drafts, first, ask)) {
    case 'untouched':
      return undefined;
    case 'unfinished':
      return first;
    case 'confirmed': {
      const next = firstMissing(form, drafts);
      return next === undefined ? completeRow : askMissing(form, drafts, next, ask);
    }
  }
}

/** Asks until nothing is missing or a box is left. @returns the row to select afterwards. */
export async function askMissing(
  form: TaskForm,
  drafts: FormDrafts,
  first: FormField,
  ask: AskText,
): Promise<string> {
  for (let missing: FormField | undefined = first; missing !== undefined;) {
    if ((await askField(form, drafts, missing, ask)) !== 'confirmed') {
      return missing;
    }
    missing = firstMissing(form, drafts);
  }
  return completeRow;
}

/** What was typed but not confirmed becomes the start of the next time. */
export async function askField(
  form: TaskForm,
  drafts: FormDrafts,
  field: FormField,
  ask: AskText,
): Promise<Asked> {
  const draft = drafts.get(form.key);
  const { label, check, ...texts } = fieldText(field);
  const { start = '', hint } = form.content(draft).fields.find((each) => each.field === field) ?? {};
  const value = draft.unfinished[field] ?? start;
  const { suggesting } = form;
  const button = suggestedFields.includes(field) ? suggesting : undefined;
  const answer = await ask({
    ...texts,
    ...(hint !== undefined && { prompt: `${texts.prompt} ${hint}` }),
    title: l10n.t('{0}: {1}', form.command, label),
    value,
    canGoBack: true,
    ...(button && { button }),
    check: (text) => check(text, form.today()),
  });
  const { [field]: _left, ...unfinished } = draft.unfinished;
  if (answer.kind !== 'accepted') {
    const kept = answer.text === start ? unfinished : { ...unfinished, [field]: answer.text };
    drafts.set(form.key, { ...draft, unfinished: kept });
    if (answer.kind === 'button') {
      const filled = await suggesting?.run();
      return filled === true ? 'confirmed' : askField(form, drafts, field, ask);
    }
    return answer.kind === 'left' && answer.text === value ? 'untouched' : 'unfinished';
  }
  const unchanged = answer.text === start;
  const typed = unchanged ? draft.typed : { ...draft.typed, [field]: answer.text };
  drafts.set(form.key, { ...draft, typed, unfinished });
  return 'confirmed';
}

/** The first field that the form can't be completed without. */
export function firstMissing(form: TaskForm, drafts: FormDrafts): FormField | undefined {
  return form.content(drafts.get(form.key)).fields.find(({ shown }) => shown === undefined)?.field;
}
