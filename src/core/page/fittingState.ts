import * as l10n from '@vscode/l10n';
import { formatCount } from '../figures/format';
import {
  daySchema,
  digestSchema,
  folderSchema,
  inboxSchema,
  inboxSessionSchema,
  openTaskSchema,
  proposalSchema,
  proposalsSchema,
  recordStateSchema,
  rowSchema,
  runningSessionSchema,
  totalsSchema,
  type InboxView,
  type ProposalsView,
  type RecordState,
} from './protocol';
import { timelineSchema } from '../timeline/timelineView';
import { UserError } from '../userError';

interface Schema {
  safeParse(raw: unknown): { readonly success: boolean };
}

/** The sentence that says how many parts of a kind were left out, and where they are. */
type SayLeft = (count: number) => string;

/** The states of one page, each cut to fit it. What is the same as in an earlier one is not checked again. */
export class FittingStates {
  private readonly fitting = new WeakSet<InboxView['sessions'][number]>();

  /** @throws {UserError} if not even the day fits */
  fit(state: RecordState): RecordState {
    const { inbox } = state;
    const unknown = inbox.sessions.filter((each) => !this.fitting.has(each));
    if (!recordStateSchema.safeParse({ ...state, inbox: { ...inbox, sessions: unknown } }).success) {
      return fittingState(state);
    }
    unknown.forEach((each) => this.fitting.add(each));
    return state;
  }
}

/**
 * The state cut to fit a page: a part that doesn't fit is left out and reported, so that the page never fails.
 * @throws {UserError} if not even the day fits
 */
export function fittingState(state: RecordState): RecordState {
  if (recordStateSchema.safeParse(state).success) {
    return state;
  }
  const said: string[] = [];
  const fitting = <T>(schema: Schema, items: readonly T[], sayLeft: SayLeft): T[] => {
    const kept = items.filter((item) => schema.safeParse(item).success);
    if (kept.length < items.length) {
      said.push(sayLeft(items.length - kept.length));
    }
    return kept;
  };
  const orNull = <T>(schema: Schema, part: T, sentence: string): T | null => {
    if (part === null || schema.safeParse(part).success) {
      return part;
    }
    said.push(sentence);
    return null;
  };
  const openTasks = fitting(openTaskSchema, state.openTasks.map(withFittingSessions), leftOpenTasks);
  const fits: RecordState = {
    ...state,
    previousDay: orNull(
      daySchema,
      state.previousDay,
      l10n.t(
        "The recorded day before this one can't be shown here: a value is too long or has an unexpected format. Nothing recorded was changed. Export the day as JSON to see it.",
      ),
    ),
    nextDay: orNull(
      daySchema,
      state.nextDay,
      l10n.t(
        "The recorded day after this one can't be shown here: a value is too long or has an unexpected format. Nothing recorded was changed. Export the day as JSON to see it.",
      ),
    ),
    rows: fitting(rowSchema, state.rows, leftRows),
    totals: orNull(
      totalsSchema,
      state.totals,
      l10n.t(
        "The totals of the day can't be shown here: a value is too long or has an unexpected format. Nothing recorded was changed. Export the day as JSON to see them.",
      ),
    ),
    timeline: orNull(
      timelineSchema,
      state.timeline,
      l10n.t(
        "The timeline of the day can't be shown here: a value is too long or has an unexpected format. Nothing recorded was changed.",
      ),
    ),
    // Made again with the next state; the record itself has what it is about.
    digest: digestSchema.safeParse(state.digest).success ? state.digest : null,
    openTasks,
    unshownOpenTasks: state.unshownOpenTasks + state.openTasks.length - openTasks.length,
    proposals: fittingProposals(state.proposals),
    inbox: fittingInbox(state.inbox),
  };
  return checked({ ...fits, leftOut: [...state.leftOut, ...said] });

  function withFittingSessions(task: RecordState['openTasks'][number]): RecordState['openTasks'][number] {
    const sessions = fitting(runningSessionSchema, task.sessions, leftRunning);
    return { ...task, sessions };
  }

  function fittingProposals(proposals: ProposalsView): ProposalsView {
    const items = fitting(proposalSchema, proposals.items, leftProposed);
    const shown = new Set(items.map(({ id }) => id));
    // What isn't seen isn't confirmed with the rest.
    const all = proposals.all?.ids.every((id) => shown.has(id)) ? proposals.all : null;
    const fits = { ...proposals, count: proposals.count - proposals.items.length + items.length, items, all };
    return proposalsSchema.safeParse(fits).success ? fits : { ...fits, all: null };
  }

  function fittingInbox(inbox: InboxView): InboxView {
    const sessions = fitting(inboxSessionSchema, inbox.sessions, leftInInbox);
    const ignoredFolders = fitting(folderSchema, inbox.ignoredFolders, leftFolders);
    const rest = orNull(
      inboxSchema,
      { ...inbox, sessions, ignoredFolders },
      l10n.t(
        "A part of the inbox can't be shown here: a value is too long or has an unexpected format. Nothing was changed; the transcript is where its agent left it.",
      ),
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
      l10n.t(
        "This day can't be shown: {0} can't be read. Check the clock of this machine and the settings of Leverage Record, then reload the window; everything recorded is kept.",
        [...parts].join(', '),
      ),
    );
  }
  return data;
}

function leftOpenTasks(count: number): string {
  return count === 1
    ? l10n.t(
        "1 open task can't be shown here: a value is too long or has an unexpected format. Nothing recorded was changed. “Leverage Record: Close Task” still lists it.",
      )
    : l10n.t(
        "{0} open tasks can't be shown here: a value is too long or has an unexpected format. Nothing recorded was changed. “Leverage Record: Close Task” still lists them.",
        formatCount(count),
      );
}

function leftRows(count: number): string {
  return count === 1
    ? l10n.t(
        "1 closed task can't be shown here: a value is too long or has an unexpected format. Nothing recorded was changed. Export the day as JSON to see it. The totals include it.",
      )
    : l10n.t(
        "{0} closed tasks can't be shown here: a value is too long or has an unexpected format. Nothing recorded was changed. Export the day as JSON to see them. The totals include them.",
        formatCount(count),
      );
}

function leftProposed(count: number): string {
  return count === 1
    ? l10n.t(
        "1 proposed task can't be shown here: a value is too long or has an unexpected format. It stays proposed, and counts in no figure.",
      )
    : l10n.t(
        "{0} proposed tasks can't be shown here: a value is too long or has an unexpected format. They stay proposed, and count in no figure.",
        formatCount(count),
      );
}

function leftRunning(count: number): string {
  return count === 1
    ? l10n.t(
        "1 running session can't be shown here: a value is too long or has an unexpected format. It is measured all the same, and its time counts for the task.",
      )
    : l10n.t(
        "{0} running sessions can't be shown here: a value is too long or has an unexpected format. They are measured all the same, and their time counts for the task.",
        formatCount(count),
      );
}

function leftInInbox(count: number): string {
  return count === 1
    ? l10n.t(
        "1 session in the inbox can't be shown here: a value is too long or has an unexpected format. Nothing was changed; the transcript is where its agent left it.",
      )
    : l10n.t(
        "{0} sessions in the inbox can't be shown here: a value is too long or has an unexpected format. Nothing was changed; the transcripts are where their agents left them.",
        formatCount(count),
      );
}

function leftFolders(count: number): string {
  return count === 1
    ? l10n.t(
        "1 ignored folder can't be shown here: a value is too long or has an unexpected format. It stays ignored.",
      )
    : l10n.t(
        "{0} ignored folders can't be shown here: a value is too long or has an unexpected format. They stay ignored.",
        formatCount(count),
      );
}
