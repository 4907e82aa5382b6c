import * as l10n from '@vscode/l10n';
import type { FolderNames } from '../../../core/folders/folderPath';
import type { NewTask } from '../../../core/task/actions';
import type { ClosingDraft } from '../../../core/task/closing';
import { parseTitle } from '../../../core/typed/parseTitle';
import type { Interval } from '../../../core/days/interval';
import type { Measurement, Task } from '../../../core/task/task';
import type { InboxItem, UnassignedPart } from '../../../core/transcript/inbox/inbox';
import {
  endForClosed,
  lastEnd,
  makeOpenTask,
  makePastRecord,
  measurementOfParts,
  type FetchedPart,
} from '../../../core/transcript/inbox/inboxActions';
import { folderName, proposedTitle } from '../../../core/transcript/inbox/inboxText';
import { UserError } from '../../../core/userError';
import type { FormDraft } from '../form/formDrafts';
import type { Settings } from '../../settings';
import { closingFigures, valueOf } from '../task/closing/closingFigures';
import type { CommandDeps } from '../deps/commandDeps';
import { shortTitle } from '../task/taskText';

interface MakingDeps extends Pick<CommandDeps, 'inbox' | 'undo' | 'clock' | 'newId' | 'whatCameOut'> {
  readonly settings: Pick<Settings, 'timeZone' | 'dayStart' | 'folderNames'>;
}

/** Starts a task with sessions, which is asked for once they are all still there. */
export async function recordOpen(
  { inbox, undo, newId, settings }: MakingDeps,
  items: readonly InboxItem[],
  title: string,
): Promise<void> {
  const present = inbox.byIds(items.map(({ id }) => id));
  const fetched = await inbox.fetch(present, (part) => part.to);
  const changes = makeOpenTask(newId(), { ...placeOfSessions(items, settings.folderNames), title }, fetched);
  await undo.apply(l10n.t('Make “{0}”', shortTitle({ title })), changes);
}

/**
 * Records sessions as a closed task of the day on which the last of them ended.
 * @throws {UserError} if another window has taken one of them, or the estimate is missing.
 */
export async function recordPast(
  deps: MakingDeps,
  items: readonly InboxItem[],
  draft: FormDraft,
): Promise<void> {
  const { inbox, undo, clock, newId } = deps;
  const present = inbox.byIds(items.map(({ id }) => id));
  const fetched = await inbox.fetch(present, endForClosed);
  const figures = pastFigures(deps, items, measurementOfParts(fetched), draft);
  if (figures.estimate === undefined) {
    throw new UserError(l10n.t('The human estimate is missing, so nothing was recorded.'));
  }
  const place = placeOfSessions(items, deps.settings.folderNames);
  const task: NewTask = { ...place, title: titleOf(items, draft), private: draft.private ?? false };
  const cameOut = await deps.whatCameOut(place, spansOf(fetched));
  const closing = { ...figures, cameOut, estimate: { ...figures.estimate, at: clock() } };
  const label = l10n.t('Make “{0}”', shortTitle(task));
  await undo.apply(label, makePastRecord(newId(), task, closing, fetched));
}

/** The figures that the task would be closed with, as the draft stands. */
export function pastFigures(
  { settings }: Pick<MakingDeps, 'settings'>,
  items: readonly InboxItem[],
  measured: Measurement,
  draft: FormDraft,
): ClosingDraft {
  const { timeZone: zone, dayStart } = settings;
  return closingFigures(measured, draft, { now: lastEnd(items), zone, dayStart });
}

export function titleOf(items: readonly InboxItem[], { typed }: FormDraft): string {
  return valueOf(typed.title, parseTitle) ?? proposedTitle(items);
}

/** Where the sessions worked, as far as they agree. @param otherwise the folder of work without sessions */
export function placeOfSessions(
  items: readonly Pick<UnassignedPart, 'session'>[],
  names: FolderNames,
  otherwise: string | null = null,
): Pick<Task, 'project' | 'branch' | 'folder'> {
  const [first = null, ...others] = items.map(({ session }) => session.folder);
  const agree = first !== null && others.every((each) => each !== null && names.isSame(first, each));
  const folder = agree ? first : items.length === 0 ? otherwise : null;
  return {
    project: folder === null ? null : folderName(folder),
    branch: onlyOne(items.map(({ session }) => session.branch)),
    folder,
  };
}

/** When agents worked in sessions, as their transcripts say. */
export function spansOf(fetched: readonly FetchedPart[]): readonly Interval[] {
  return fetched.flatMap(({ covered }) => covered.spans);
}

function onlyOne(values: readonly (string | null)[]): string | null {
  const [first = null, ...others] = new Set(values);
  return others.length === 0 ? first : null;
}
