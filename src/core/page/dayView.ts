import type { DayRecord, DayTotals, RecordRow } from '../record/dayRecord';
import { recordedMinutes } from '../task/closing';
import { totalTokens } from '../task/tokens';
import type { TaskTimes } from '../timeline/taskTimes';
import type { DigestView, RowView, TotalsView } from './protocol';

/** A row as a page shows it. @param times undefined: nothing is known of them */
export function rowView(
  { number, task, leverageFactor, supervisoryLeverageFactor }: RecordRow,
  times: TaskTimes | undefined,
): RowView {
  const { closing } = task;
  return {
    id: task.id,
    number,
    title: task.title,
    project: task.project,
    branch: task.branch,
    category: task.category,
    workstream: task.workstream,
    private: task.private,
    closedAt: closing.closedAt,
    estimate: task.estimate,
    outcome: task.outcome,
    proposed: task.proposed,
    realEffort: task.realEffort,
    aiMinutes: closing.aiMinutes,
    aiEvidence: closing.aiEvidence,
    supervisoryMinutes: closing.supervisoryMinutes,
    supervisionEvidence: closing.supervisionEvidence,
    tokens: closing.tokens ? totalTokens(closing.tokens) : null,
    tokensEvidence: closing.tokensEvidence ?? null,
    measured: closing.measured ?? null,
    waitedMs: times?.waitedMs ?? null,
    typedMs: times?.typedMs ?? null,
    cameOut: closing.cameOut ?? null,
    leverageFactor: leverageFactor ?? null,
    supervisoryLeverageFactor: supervisoryLeverageFactor ?? null,
  };
}

/** @param wallClock milliseconds in which at least one agent was busy; null if that isn't known */
export function totalsView({ totals }: Pick<DayRecord, 'totals'>, wallClock: number | null): TotalsView {
  return {
    ...totals,
    wallClockMinutes: wallClock === null ? null : recordedMinutes(wallClock),
    tokens: totals.tokens ?? null,
    leverageFactor: totals.leverageFactor ?? null,
    supervisoryLeverageFactor: totals.supervisoryLeverageFactor ?? null,
  };
}

/** The sums of a week as a page shows them. */
export function weekSumsView(sums: DayTotals): DigestView['sums'] {
  return {
    tasks: sums.tasks,
    humanHours: sums.humanHours,
    leverageFactor: sums.leverageFactor ?? null,
    supervisoryLeverageFactor: sums.supervisoryLeverageFactor ?? null,
  };
}
