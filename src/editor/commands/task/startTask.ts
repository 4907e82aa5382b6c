import { startTask as startTaskChanges } from '../../../core/task/actions';
import { editFigure } from '../../../core/typed/editFigure';
import { parseEstimate } from '../../../core/typed/parseEstimate';
import { parseTitle } from '../../../core/typed/parseTitle';
import { askText } from '../../quickInput/askText';
import { valueOf } from './closingFigures';
import { closingDraftKey } from './closeTask';
import type { CommandDeps } from '../commandDeps';
import { fieldTexts } from '../form/fieldTexts';
import type { PlaceOfWork } from './placeOfWork';
import { quoted } from './taskText';

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
  const { text, kind } = await askText({
    ...fieldTexts.title,
    title: `Start Task: ${fieldTexts.title.label}`,
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
  await undo.apply(`Start ${quoted({ title })}`, changes);
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
    ...fieldTexts.estimate,
    title: `Started ${quoted({ title })}: ${fieldTexts.estimate.label}`,
    check: parseEstimate,
    emptyMeans: 'Leave empty to estimate later.',
  });
  if (text.trim() === '') {
    return;
  }
  const task = store.task(id);
  const edited = kind === 'accepted' && task ? editFigure(task, 'estimate', text, clock()) : undefined;
  if (edited?.ok) {
    await undo.apply(`Estimate ${quoted({ title })}`, edited.value);
  } else {
    drafts.set(closingDraftKey({ id }), { typed: {}, unfinished: { estimate: text } });
  }
}
