import { aiEvidenceOf, supervisionEvidenceOf } from '../../core/closing';
import type { NewTask } from '../../core/actions';
import { dayOf } from '../../core/day';
import { parseTitle } from '../../core/parseTitle';
import type { Measurement } from '../../core/task';
import { totalTokens } from '../../core/tokens';
import type { InboxItem } from '../../core/transcript/inbox';
import {
  endForClosed,
  lastEnd,
  makeOpenTask,
  makePastRecord,
  measurementOfParts,
} from '../../core/transcript/inboxActions';
import { folderName, proposedTitle } from '../../core/transcript/inboxText';
import { UserError } from '../../core/userError';
import type { FormDraft } from '../formDrafts';
import { askText } from '../quickInput/askText';
import { pickOne } from '../quickInput/pickOne';
import { closingFigures, valueOf } from './closingFigures';
import type { CommandParts } from './commandParts';
import { fieldTexts } from './fieldTexts';
import { refuseRunning } from './runningInbox';
import { runTaskForm, type TaskFormContent } from './taskForm';
import { estimateText, namedFactorsText, minutesText, quoted, tokensText } from './taskText';

const title = 'Make Task from Agent Sessions';

/** Makes a task of sessions: closed on the day of the last of them, with a human estimate, or left open. */
export async function makeTaskOf(parts: CommandParts, items: readonly InboxItem[]): Promise<void> {
  refuseRunning(parts, items);
  const { settings } = parts;
  const day = dayOf(lastEnd(items), settings.timeZone, settings.dayStart);
  const kind = await pickOne<'closed' | 'open'>(title, 'What becomes of them', [
    { label: `Closed task, recorded on ${day}`, description: 'finished work', value: 'closed' },
    { label: 'Open task', description: 'still worked on', value: 'open' },
  ]);
  if (kind === 'closed') {
    await makeClosed(parts, items);
  } else if (kind === 'open') {
    await makeOpen(parts, items);
  }
}

async function makeOpen(parts: CommandParts, items: readonly InboxItem[]): Promise<void> {
  const answer = await askText({
    ...fieldTexts.title,
    title,
    value: proposedTitle(items),
    check: parseTitle,
  });
  const named = answer.kind === 'accepted' ? valueOf(answer.text, parseTitle) : undefined;
  if (named === undefined) {
    return;
  }
  const present = parts.inbox.byIds(items.map(({ id }) => id));
  const fetched = await parts.inbox.fetch(present, (part) => part.to);
  const changes = makeOpenTask(parts.newId(), { ...placeOf(items), title: named }, fetched);
  await parts.undo.apply(`Make ${quoted({ title: named })}`, changes);
}

async function makeClosed(parts: CommandParts, items: readonly InboxItem[]): Promise<void> {
  const { inbox, undo, settings, clock, newId, drafts } = parts;
  const ids = items.map(({ id }) => id);
  const measured = measurementOfParts(await inbox.fetch(items, endForClosed));
  await runTaskForm(
    {
      command: title,
      completeLabel: 'Record as Closed Task',
      key: `make:${ids.toSorted().join(' ').slice(0, 1000)}`,
      today: () => dayOf(clock(), settings.timeZone, settings.dayStart),
      content: (draft) => content(parts, items, measured, draft),
      complete: async (draft) => {
        // Asked again: another window may have assigned one of them while the form was open.
        const fetched = await inbox.fetch(inbox.byIds(ids), endForClosed);
        const figures = figuresOf(parts, items, measurementOfParts(fetched), draft);
        if (figures.estimate === undefined) {
          throw new UserError('The human estimate is missing, so nothing was recorded.');
        }
        const task: NewTask = {
          ...placeOf(items),
          title: titleOf(items, draft),
          private: draft.private ?? false,
        };
        const closing = { ...figures, estimate: { ...figures.estimate, at: clock() } };
        await undo.apply(`Make ${quoted(task)}`, makePastRecord(newId(), task, closing, fetched));
      },
    },
    drafts,
  );
}

function content(
  parts: CommandParts,
  items: readonly InboxItem[],
  measured: Measurement,
  draft: FormDraft,
): TaskFormContent {
  const figures = figuresOf(parts, items, measured, draft);
  const { aiMinutes, supervisoryMinutes, estimate, tokens } = figures;
  const named = titleOf(items, draft);
  const total = tokens && totalTokens(tokens);
  return {
    result: estimate
      ? `${namedFactorsText(estimate.hours, figures, parts.settings.rowDecimals)} on ${figures.day}`
      : 'needs an estimate',
    private: draft.private ?? false,
    actions: [],
    fields: [
      { field: 'title', shown: named, start: named },
      {
        field: 'estimate',
        shown: estimate && estimateText(estimate),
        start: draft.typed.estimate ?? '',
      },
      {
        field: 'aiMinutes',
        shown: minutesText(aiMinutes, aiEvidenceOf(aiMinutes, measured), measured.aiMs),
        start: String(aiMinutes),
      },
      {
        field: 'supervisoryMinutes',
        shown: minutesText(
          supervisoryMinutes,
          supervisionEvidenceOf(supervisoryMinutes, measured),
          measured.supervisoryMs,
        ),
        start: String(supervisoryMinutes),
      },
      { field: 'tokens', shown: tokensText(total), start: total === undefined ? '' : String(total) },
    ],
  };
}

function figuresOf(
  { settings }: Pick<CommandParts, 'settings'>,
  items: readonly InboxItem[],
  measured: Measurement,
  draft: FormDraft,
) {
  const { timeZone: zone, dayStart } = settings;
  return closingFigures(measured, draft, { now: lastEnd(items), zone, dayStart });
}

function titleOf(items: readonly InboxItem[], { typed }: FormDraft): string {
  return valueOf(typed.title, parseTitle) ?? proposedTitle(items);
}

/** Where the sessions worked, as far as they agree. */
function placeOf(items: readonly InboxItem[]): Pick<NewTask, 'project' | 'branch' | 'folder'> {
  const folder = onlyOne(items.map(({ session }) => session.folder));
  return {
    project: folder === null ? null : folderName(folder),
    branch: onlyOne(items.map(({ session }) => session.branch)),
    folder,
  };
}

function onlyOne(values: readonly (string | null)[]): string | null {
  const [first = null, ...others] = new Set(values);
  return others.length === 0 ? first : null;
}
