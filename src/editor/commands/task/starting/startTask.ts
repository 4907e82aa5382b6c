import * as l10n from '@vscode/l10n';
import { startTaskChanges } from '../../../../core/task/actions';
import { editFigure } from '../../../../core/typed/editFigure';
import { parseEstimate } from '../../../../core/typed/parseEstimate';
import { parseTitle } from '../../../../core/typed/parseTitle';
import { askText } from '../../../quickInput/askText';
import { valueOf } from '../closing/closingFigures';
import { closingDraftKey } from '../closing/closeTask';
import type { CommandDeps } from '../../deps/commandDeps';
import { fieldText } from '../../form/fieldText';
import type { PlaceOfWork } from '../place/placeOfWork';
import { shortTitle } from '../taskText';

type StartingDeps = Pick<CommandDeps, 'store' | 'recorder' | 'undo' | 'drafts' | 'clock' | 'newId'>;
const draftKey = 'start';

/**
 * Asks for a description, starts the task and makes it the current one; then asks for an estimate, which can wait.
 *
 * @returns its id, or undefined if there is no description; what was typed is then offered again.
 */
export async function startTask(
  deps: StartingDeps,
  place: () => Promise<PlaceOfWork>,
): Promise<string | undefined> {
  const { recorder, undo, drafts, clock, newId } = deps;
  const field = fieldText('title');
  const { text, kind } = await askText({
    ...field,
    title: l10n.t('{0}: {1}', l10n.t('Start Task'), field.label),
    value: drafts.get(draftKey).unfinished.title ?? '',
    check: parseTitle,
  });
  // Also where it can't be stored: the next attempt begins with it.
  drafts.set(draftKey, { typed: {}, unfinished: { title: text } });
  if (kind !== 'accepted') {
    return undefined;
  }
  const id = newId();
  const title = valueOf(text, parseTitle) ?? text;
  const changes = startTaskChanges(id, { ...(await place()), title, estimate: null }, clock());
  await undo.apply(l10n.t('Start “{0}”', shortTitle({ title })), changes);
  recorder.currentTask.set(id);
  drafts.forget(draftKey);
  await estimateStarted(deps, id, title);
  return id;
}

/** The task runs already, so leaving the box costs nothing: Close Task begins with what was typed. */
async function estimateStarted(
  { store, undo, drafts, clock }: StartingDeps,
  id: string,
  title: string,
): Promise<void> {
  const { text, kind } = await askText({
    ...fieldText('estimate'),
    title: l10n.t('Started “{0}”: Human estimate', shortTitle({ title })),
    check: parseEstimate,
    emptyMeans: l10n.t('Leave empty to estimate later.'),
  });
  if (text.trim() === '') {
    return;
  }
  const task = store.task(id);
  const edited = kind === 'accepted' && task ? editFigure(task, 'estimate', text, clock()) : undefined;
  if (edited?.ok) {
    await undo.apply(l10n.t('Estimate “{0}”', shortTitle({ title })), edited.value);
  } else {
    drafts.set(closingDraftKey({ id }), { typed: {}, unfinished: { estimate: text } });
  }
}
