import type { DayTotals } from '../../core/record/dayRecord';
import { formatAverage, formatCount, formatTotalHours } from '../../core/record/format';
import { isolated } from '../../core/page/isolatedText';
import type { Measurement } from '../../core/task/task';
import { clockText, shortTitle, type TrackerStatus } from '../../core/tracker/trackerStatus';

export interface StatusWording {
  readonly text: string;
  /** What a screen reader says: no icon, no clock that changes each second. */
  readonly label: string;
  /** The first lines of the tooltip, plain text. */
  readonly sentences: readonly string[];
  readonly failing: boolean;
}

/** The words of the one status bar item. */
export function statusWording(status: TrackerStatus): StatusWording {
  switch (status.kind) {
    case 'store-failing':
      return {
        text: '$(error) Record not saved',
        label: `Leverage Record: ${status.message} ${status.nextStep}`,
        sentences: [status.message, status.nextStep],
        failing: true,
      };
    case 'opening': {
      const title = status.title === undefined ? 'No task' : shortTitle(status.title);
      return {
        text: `$(${status.late ? 'loading~spin' : 'watch'}) ${plainTitle(title)}`,
        label: `Leverage Record: ${title}, opening the record`,
        sentences: [status.title ?? 'No task', 'The record is being opened.'],
        failing: false,
      };
    }
    case 'working': {
      const title = status.title === undefined ? 'No task' : shortTitle(status.title);
      const many = status.sessions > 1 ? ` · ${status.sessions}` : '';
      const agents = counted(status.sessions, 'agent session');
      return {
        text: `$(watch) ${plainTitle(title)} ${clockText(status.aiMs)}${many}`,
        label: `Leverage Record: ${agents} running, ${title}, ${minutes(status.aiMs)}`,
        sentences: [status.title ?? 'No task', `${agents} running, ${status.busy} busy.`],
        failing: false,
      };
    }
    case 'paused': {
      const title = status.title === undefined ? 'No task' : shortTitle(status.title);
      const sessions = counted(status.sessions, 'agent session');
      return {
        text: `$(debug-pause) ${plainTitle(title)}`,
        label: `Leverage Record: ${sessions} paused, ${title}`,
        sentences: [status.title ?? 'No task', `${sessions} paused.`],
        failing: false,
      };
    }
    case 'task-idle': {
      const title = shortTitle(status.title);
      return {
        text: `$(watch) ${plainTitle(title)}`,
        label: `Leverage Record: current task ${title}, ${minutes(status.aiMs)}`,
        sentences: [status.title, 'No agent session is running.'],
        failing: false,
      };
    }
    case 'no-task':
      return said('$(watch) No task', 'no current task', 'There is no current task.');
  }
}

/** The tooltip's sentence of what today's record says. */
export function closedToday(totals: DayTotals): string {
  if (totals.tasks === 0) {
    return 'No task is closed today.';
  }
  const { humanHours, leverageFactor, supervisoryLeverageFactor } = totals;
  const figures = [
    counted(totals.tasks, 'task'),
    `${formatTotalHours(humanHours)} human-equivalent ${humanHours === 1 ? 'hour' : 'hours'}`,
    counted(totals.aiMinutes, 'AI minute'),
    counted(totals.supervisoryMinutes, 'supervisory minute'),
    ...factor('leverage factor', leverageFactor),
    ...factor('supervisory factor', supervisoryLeverageFactor),
  ];
  return `Closed today: ${figures.join(', ')}.`;
}

/** Nothing where there is no such factor. */
function factor(name: string, exact: number | undefined): readonly string[] {
  return exact === undefined ? [] : [`${name} ${formatAverage(exact)}`];
}

/** The tooltip's sentence of the work that was seen today, closed or not. */
export function measuredToday({
  aiMs,
  wallClockMs,
  supervisoryMs,
}: Pick<Measurement, 'aiMs' | 'wallClockMs' | 'supervisoryMs'>): string {
  const supervisory = counted(wholeMinutes(supervisoryMs), 'supervisory minute');
  return `Measured today: ${minutes(aiMs)} (${formatCount(wholeMinutes(wallClockMs))} on the clock), ${supervisory}.`;
}

function said(text: string, label: string, sentence: string): StatusWording {
  return { text, label: `Leverage Record: ${label}`, sentences: [sentence], failing: false };
}

/** `$(name)` in a title would be drawn as an icon; a space of no width keeps it text. */
function plainTitle(title: string): string {
  return isolated(title.replaceAll('$(', '$\u200b('));
}

function minutes(ms: number): string {
  return counted(wholeMinutes(ms), 'AI minute');
}

function wholeMinutes(ms: number): number {
  return Math.floor(ms / 60_000);
}

function counted(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}
