import { closeTaskChanges, proposeClosing, type ClosingDraft } from '../../../../core/task/closing';
import { regroupChanges } from '../../../../core/grouping/regroup';
import { setPrivate } from '../../../../core/task/actions';
import type { Change } from '../../../../core/task/change';
import { editFigure } from '../../../../core/typed/editFigure';
import { parseEstimate } from '../../../../core/typed/parseEstimate';
import { parseMinutes } from '../../../../core/typed/parseMinutes';
import { parseTokens } from '../../../../core/typed/parseTokens';
import type { Parsed } from '../../../../core/typed/parsed';
import type { Measurement, Task } from '../../../../core/task/task';
import { unsplitTokens, type Tokens } from '../../../../core/task/tokens';
import type { FormDraft } from '../../form/formDrafts';
import { groupsOf } from '../../form/draftedGroups';
import { outcomeOf } from '../../form/draftedOutcome';

interface Moment {
  readonly now: number;
  readonly zone: string;
  readonly dayStart: string;
}

/** The figures that a task would be closed with: the measurement, except where the user typed something else. */
export function closingFigures(measured: Measurement, { typed }: FormDraft, moment: Moment): ClosingDraft {
  const { now, zone, dayStart } = moment;
  const proposed = proposeClosing(measured, now, zone, dayStart);
  const hours = valueOf(typed.estimate, parseEstimate);
  const typedTokens = typed.tokens === undefined ? undefined : parseTokens(typed.tokens);
  return {
    ...proposed,
    aiMinutes: valueOf(typed.aiMinutes, parseMinutes) ?? proposed.aiMinutes,
    supervisoryMinutes: valueOf(typed.supervisoryMinutes, parseMinutes) ?? proposed.supervisoryMinutes,
    tokens: typedTokens?.ok ? splitUnknown(typedTokens.value) : proposed.tokens,
    estimate: hours && { ...hours, by: 'me', at: now },
  };
}

function splitUnknown(total: number | undefined): Tokens | undefined {
  return total === undefined ? undefined : unsplitTokens(total);
}

/** Everything that closing a task with such a draft stores, as one action. */
export function closingChanges(task: Task, figures: ClosingDraft, draft: FormDraft, now: number): Change[] {
  const title = draft.typed.title;
  const renamed = title === undefined ? undefined : editFigure(task, 'title', title, now);
  return [
    ...(renamed?.ok ? renamed.value : []),
    ...closeTaskChanges(task.id, figures, now),
    ...outcomeChanges(task, outcomeOf(draft, task.outcome)),
    ...regroupChanges(task, groupsOf(draft, task)),
    ...setPrivate(task, draft.private ?? task.private),
  ];
}

function outcomeChanges(task: Task, outcome: Task['outcome']): Change[] {
  return outcome === task.outcome ? [] : [{ entity: 'task', id: task.id, kind: 'set', fields: { outcome } }];
}

/** Undefined if nothing was typed, or something that can't be read: a draft may come from an older version. */
export function valueOf<T>(text: string | undefined, parse: (text: string) => Parsed<T>): T | undefined {
  const read = text === undefined ? undefined : parse(text);
  return read?.ok ? read.value : undefined;
}
