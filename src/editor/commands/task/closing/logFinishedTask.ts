import * as l10n from '@vscode/l10n';
import { finishedTaskChanges, type FinishedTask } from '../../../../core/task/actions';
import { dayOf } from '../../../../core/days/day';
import { parseDay } from '../../../../core/typed/parseDay';
import { parseEstimate } from '../../../../core/typed/parseEstimate';
import { parseMinutes } from '../../../../core/typed/parseMinutes';
import { parseTitle } from '../../../../core/typed/parseTitle';
import { parseTokens } from '../../../../core/typed/parseTokens';
import { UserError } from '../../../../core/userError';
import { groupsOf } from '../../form/draftedGroups';
import type { FormDraft } from '../../form/formDrafts';
import { groupRows } from '../../grouping/groupRows';
import { valueOf } from './closingFigures';
import type { CommandDeps } from '../../deps/commandDeps';
import type { PlaceOfWork } from '../place/placeOfWork';
import { runTaskForm, type ShownField, type TaskFormContent } from '../../form/taskForm';
import { estimateText, namedFactorsText, minutesText, shortTitle, tokensText } from '../taskText';

type LoggingDeps = Pick<CommandDeps, 'store' | 'undo' | 'drafts' | 'settings' | 'clock' | 'newId'>;

const draftKey = 'log';

/** Records work that nothing measured, on any day up to today. @param day where the form starts */
export async function logFinishedTask(
  deps: LoggingDeps,
  place: PlaceOfWork,
  day: string | undefined,
): Promise<void> {
  const { undo, settings, clock, newId } = deps;
  const today = (): string => dayOf(clock(), settings.timeZone, settings.dayStart);
  const startDay = day ?? today();
  await runTaskForm(
    {
      command: l10n.t('Log Finished Task'),
      completeLabel: l10n.t('Log Finished Task'),
      key: draftKey,
      today,
      content: (draft) => content(deps, readDraft(draft, startDay, today()), draft, place),
      complete: async (draft) => {
        const task = finishedTask(readDraft(draft, startDay, today()), settings.timeZone, place);
        await undo.apply(
          l10n.t('Log “{0}”', shortTitle(task)),
          finishedTaskChanges(newId(), withAuthor(task, clock()), clock()),
        );
      },
    },
    deps.drafts,
  );
}

/** The values of the draft's texts; undefined where nothing was typed yet. */
function readDraft(draft: FormDraft, startDay: string, today: string) {
  const { typed, private: isPrivate } = draft;
  return {
    ...groupsOf(draft, { category: null, workstream: null }),
    day: valueOf(typed.day, (text) => parseDay(text, today)) ?? startDay,
    title: valueOf(typed.title, parseTitle),
    estimate: valueOf(typed.estimate, parseEstimate),
    aiMinutes: valueOf(typed.aiMinutes, parseMinutes),
    supervisoryMinutes: valueOf(typed.supervisoryMinutes, parseMinutes),
    tokens: valueOf(typed.tokens, parseTokens),
    private: isPrivate ?? false,
  };
}
type ReadDraft = ReturnType<typeof readDraft>;

function content(
  deps: LoggingDeps,
  read: ReadDraft,
  { typed }: FormDraft,
  { folder }: PlaceOfWork,
): TaskFormContent {
  const { estimate, aiMinutes = 0, supervisoryMinutes = 0 } = read;
  const minutes = (field: 'aiMinutes' | 'supervisoryMinutes'): ShownField => {
    const value = read[field];
    return {
      field,
      shown: value === undefined ? undefined : minutesText(value, 'edited', undefined),
      start: typed[field] ?? '',
    };
  };
  return {
    result: namedFactorsText(
      estimate?.hours ?? 0,
      { aiMinutes, supervisoryMinutes },
      deps.settings.rowDecimals,
    ),
    private: read.private,
    actions: [...groupRows(deps, draftKey, { ...read, id: '', title: read.title ?? '', folder })],
    fields: [
      { field: 'title', shown: read.title, start: read.title ?? '' },
      {
        field: 'estimate',
        shown: estimate && estimateText(estimate),
        start: typed.estimate ?? '',
      },
      minutes('aiMinutes'),
      minutes('supervisoryMinutes'),
      { field: 'tokens', shown: tokensText(read.tokens), start: typed.tokens ?? '' },
      { field: 'day', shown: read.day, start: read.day },
    ],
  };
}

type UnsignedTask = Omit<FinishedTask, 'estimate'> & {
  readonly estimate: NonNullable<ReadDraft['estimate']>;
};

function finishedTask(read: ReadDraft, zone: string, place: PlaceOfWork): UnsignedTask {
  const { title, estimate, aiMinutes, supervisoryMinutes } = read;
  if (
    title === undefined ||
    estimate === undefined ||
    aiMinutes === undefined ||
    supervisoryMinutes === undefined
  ) {
    throw new UserError(l10n.t('A figure is missing, so nothing was logged.'));
  }
  return { ...place, ...read, title, estimate, aiMinutes, supervisoryMinutes, zone };
}

function withAuthor(task: UnsignedTask, now: number): FinishedTask {
  return { ...task, estimate: { ...task.estimate, by: 'me', at: now } };
}
