import { formatCount } from './format';
import {
  inboxSessionSchema,
  openTaskSchema,
  recordStateSchema,
  rowSchema,
  type RecordState,
} from './protocol';

interface Schema {
  safeParse(raw: unknown): { readonly success: boolean };
}

/**
 * The state as a page can take it: a row, task or session that doesn't fit is left out and said to be, never the page.
 * @throws where even the rest doesn't fit
 */
export function fittingState(state: RecordState): RecordState {
  if (recordStateSchema.safeParse(state).success) {
    return state;
  }
  const rows = fitting(rowSchema, state.rows);
  const openTasks = fitting(openTaskSchema, state.openTasks);
  const sessions = fitting(inboxSessionSchema, state.inbox.sessions);
  const fits: RecordState = {
    ...state,
    rows,
    openTasks,
    inbox: { ...state.inbox, sessions },
    store: withProblems(state.store, [
      ...leftOut(state.rows.length - rows.length, 'closed task'),
      ...leftOut(state.openTasks.length - openTasks.length, 'open task'),
      ...leftOut(
        state.inbox.sessions.length - sessions.length,
        'session in the inbox',
        'sessions in the inbox',
      ),
    ]),
  };
  return recordStateSchema.parse(fits);
}

function fitting<T>(schema: Schema, items: readonly T[]): T[] {
  return items.filter((item) => schema.safeParse(item).success);
}

function withProblems(store: RecordState['store'], problems: readonly string[]): RecordState['store'] {
  return store.kind === 'ready' ? { kind: 'ready', problems: [...store.problems, ...problems] } : store;
}

function leftOut(count: number, one: string, several = `${one}s`): readonly string[] {
  return count === 0
    ? []
    : [
        `${formatCount(count)} ${count === 1 ? one : several} can't be shown here: a value is too long or has an unexpected form. Nothing recorded was changed, and totals include it; export the day as JSON to see all of it.`,
      ];
}
