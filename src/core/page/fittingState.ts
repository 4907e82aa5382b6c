import { formatCount } from '../record/format';
import {
  daySchema,
  folderSchema,
  inboxSchema,
  inboxSessionSchema,
  openTaskSchema,
  recordStateSchema,
  rowSchema,
  runningSessionSchema,
  totalsSchema,
  type InboxView,
  type RecordState,
} from './protocol';
import { UserError } from '../userError';

interface Schema {
  safeParse(raw: unknown): { readonly success: boolean };
}

/** What a part that was left out is called, and where it is. */
interface Left {
  readonly one: string;
  readonly several?: string;
  readonly nextStep: string;
}

const why = 'a value is too long or has an unexpected form';
const inDay = 'Nothing recorded was changed. Export the day as JSON to see it.';
const inClose = 'Nothing recorded was changed. “Leverage Record: Close Task” still lists it.';
const inTranscripts = 'Nothing was changed; the transcript is where its agent left it.';

/**
 * The state as a page can take it: a part that doesn't fit is left out and said to be, never the page.
 * @throws {UserError} where not even the day fits
 */
export function fittingState(state: RecordState): RecordState {
  if (recordStateSchema.safeParse(state).success) {
    return state;
  }
  const said: string[] = [];
  const fitting = <T>(schema: Schema, items: readonly T[], left: Left): T[] => {
    const kept = items.filter((item) => schema.safeParse(item).success);
    for (const sentence of countLeft(items.length - kept.length, left)) {
      said.push(sentence);
    }
    return kept;
  };
  const orNull = <T>(schema: Schema, part: T, what: string, nextStep: string): T | null => {
    if (part === null || schema.safeParse(part).success) {
      return part;
    }
    said.push(`${what} can't be shown here: ${why}. ${nextStep}`);
    return null;
  };
  const openTasks = fitting(openTaskSchema, state.openTasks.map(withFittingSessions), {
    one: 'open task',
    nextStep: inClose,
  });
  const fits: RecordState = {
    ...state,
    previousDay: orNull(daySchema, state.previousDay, 'The recorded day before this one', inDay),
    nextDay: orNull(daySchema, state.nextDay, 'The recorded day after this one', inDay),
    rows: fitting(rowSchema, state.rows, {
      one: 'closed task',
      nextStep: `${inDay} The totals include it.`,
    }),
    totals: orNull(totalsSchema, state.totals, 'The totals of the day', inDay),
    openTasks,
    unshownOpenTasks: state.unshownOpenTasks + state.openTasks.length - openTasks.length,
    inbox: fittingInbox(state.inbox),
  };
  return checked({ ...fits, leftOut: [...state.leftOut, ...said] });

  function withFittingSessions(task: RecordState['openTasks'][number]): RecordState['openTasks'][number] {
    const sessions = fitting(runningSessionSchema, task.sessions, {
      one: 'running session',
      nextStep: 'It is measured all the same, and its time counts for the task.',
    });
    return { ...task, sessions };
  }

  function fittingInbox(inbox: InboxView): InboxView {
    const sessions = fitting(inboxSessionSchema, inbox.sessions, {
      one: 'session in the inbox',
      several: 'sessions in the inbox',
      nextStep: inTranscripts,
    });
    const ignoredFolders = fitting(folderSchema, inbox.ignoredFolders, {
      one: 'ignored folder',
      nextStep: 'It stays ignored.',
    });
    const rest = orNull(
      inboxSchema,
      { ...inbox, sessions, ignoredFolders },
      'A part of the inbox',
      inTranscripts,
    );
    return (
      rest ?? { count: sessions.length, sessions, notice: null, skipped: null, canScan: true, ignoredFolders }
    );
  }
}

function checked(state: RecordState): RecordState {
  const { data, error } = recordStateSchema.safeParse(state);
  if (data === undefined) {
    const parts = new Set(error.issues.map(({ path }) => String(path[0])));
    throw new UserError(
      `This day can't be shown: ${[...parts].join(', ')} can't be read. Check the clock of this machine and the settings of Leverage Record, then reload the window; everything recorded is kept.`,
    );
  }
  return data;
}

function countLeft(count: number, { one, several = `${one}s`, nextStep }: Left): readonly string[] {
  return count === 0
    ? []
    : [`${formatCount(count)} ${count === 1 ? one : several} can't be shown here: ${why}. ${nextStep}`];
}
