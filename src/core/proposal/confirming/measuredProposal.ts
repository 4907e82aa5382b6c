import type { DayCounting } from '../../days/currentDay';
import { dayOf } from '../../days/day';
import { dayTotals, type DayTotals } from '../../record/dayRecord';
import { proposeClosing, type ClosingDraft } from '../../task/closing';
import type { ClosedTask, Measurement } from '../../task/task';
import { endedAt, type ProposedWork } from './proposedWork';

/** A proposal with what its transcripts say; not known until they have been read. */
export interface MeasuredProposal {
  readonly work: ProposedWork;
  readonly measured: Measurement | undefined;
}

/** A day's record before and after proposals are confirmed. */
export interface ConfirmedDay {
  readonly day: string;
  readonly tasks: number;
  readonly humanHours: number;
  readonly before: DayTotals;
  readonly after: DayTotals;
}

/** Whether all of its time is in tasks already: it is then confirmed as part of one of them. */
export function isInTask({ parts, takenBy }: Pick<ProposedWork, 'parts' | 'takenBy'>): boolean {
  return parts.length === 0 && takenBy.length > 0;
}

/**
 * Whether it can be confirmed together with others: its time was found, and its figures are known and stay as they are.
 * Hours without any minutes would raise the day's factors without a look.
 */
export function isSettled({ work, measured }: MeasuredProposal): boolean {
  return measured !== undefined && work.joined !== null && !work.growing && !isInTask(work);
}

/** The figures that it is recorded with unless the user types others. */
export function proposedClosing(
  work: ProposedWork,
  measured: Measurement,
  { timeZone, dayStart }: DayCounting,
): ClosingDraft {
  return proposeClosing(measured, endedAt(work), timeZone, dayStart);
}

/** The day on which its work ended. */
export function dayOfWork(work: ProposedWork, { timeZone, dayStart }: DayCounting): string {
  return dayOf(endedAt(work), timeZone, dayStart);
}

/** What confirming settled proposals adds to each day, earliest first. @param closedTasks of a day, as recorded now */
export function confirmedDays(
  proposals: readonly MeasuredProposal[],
  counting: DayCounting,
  closedTasks: (day: string) => readonly ClosedTask[],
): readonly ConfirmedDay[] {
  const rows = proposals.flatMap(({ work, measured }) =>
    measured === undefined ? [] : [{ ...work.edited, closing: proposedClosing(work, measured, counting) }],
  );
  const days = [...new Set(rows.map(({ closing }) => closing.day))].sort();
  return days.map((day) => {
    const added = rows.filter(({ closing }) => closing.day === day);
    const recorded = closedTasks(day);
    return {
      day,
      tasks: added.length,
      humanHours: dayTotals(added).humanHours,
      before: dayTotals(recorded),
      after: dayTotals([...recorded, ...added]),
    };
  });
}
