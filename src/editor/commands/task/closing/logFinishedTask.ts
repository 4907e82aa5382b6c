import * as l10n from '@vscode/l10n';
import { finishedTaskChanges, type FinishedTask } from '../../../../core/task/actions';
import { dayOf } from '../../../../core/days/day';
import { parseDay } from '../../../../core/typed/parseDay';
import { parseEstimate } from '../../../../core/typed/parseEstimate';
import { parseMinutes } from '../../../../core/typed/parseMinutes';
import { parseTitle } from '../../../../core/typed/parseTitle';
import { parseTokens } from '../../../../core/typed/parseTokens';
import { UserError } from '../../../../core/userError';
import type { FormDraft } from '../../form/formDrafts';
import { valueOf } from './closingFigures';
import type { CommandDeps } from '../../deps/commandDeps';
import type { PlaceOfWork } from '../place/placeOfWork';
import { runTaskForm, type ShownField, type TaskFormContent } from '../../form/taskForm';
import { estimateText, namedFactorsText, minutesText, shortTitle, tokensText } from '../taskText';

type LoggingDeps = Pick<CommandDeps, 'undo' | 'drafts' | 'settings' | 'clock' | 'newId'>;

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
      key: 'log',
      today,
      content: (draft) => content(readDraft(draft, startDay, today()), draft, settings.rowDecimals),
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
function readDraft({ typed, private: isPrivate }: FormDraft, startDay: string, today: string) {
  return {
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

function content(read: ReadDraft, { typed }: FormDraft, rowDecimals: 1 | 2): TaskFormContent {
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
    result: namedFactorsText(estimate?.hours ?? 0, { aiMinutes, supervisoryMinutes }, rowDecimals),
    private: read.private,
    actions: [],
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
