import * as l10n from '@vscode/l10n';
import type { DayTotals } from '../../core/record/dayRecord';
import { formatAverage, formatCount, formatTotalHours } from '../../core/figures/format';
import { isolated } from '../../core/texts/isolatedText';
import type { Measurement } from '../../core/task/task';
import { clockText, type TrackerStatus } from '../../core/tracker/trackerStatus';
import { flatTitle } from '../../core/texts/flatTitle';

export interface StatusWording {
  readonly text: string;
  /** For screen readers: no icon, no clock that changes each second. */
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
        text: `$(error) ${l10n.t('Record not saved')}`,
        label: l10n.t('Leverage Record: {0} {1}', status.message, status.nextStep),
        sentences: [status.message, status.nextStep],
        failing: true,
      };
    case 'opening': {
      const title = status.title === undefined ? l10n.t('No task') : flatTitle(status.title);
      return {
        text: `${status.late ? '$(loading~spin)' : '$(watch)'} ${plainTitle(title)}`,
        label: l10n.t('Leverage Record: {0}, opening the record', title),
        sentences: [status.title ?? l10n.t('No task'), l10n.t('Opening the record.')],
        failing: false,
      };
    }
    case 'working': {
      const title = status.title === undefined ? l10n.t('No task') : flatTitle(status.title);
      const many = status.sessions > 1 ? ` · ${status.sessions}` : '';
      const running =
        status.sessions === 1
          ? l10n.t('1 agent session running')
          : l10n.t('{0} agent sessions running', formatCount(status.sessions));
      return {
        text: `$(watch) ${plainTitle(title)} ${clockText(status.aiMs)}${many}`,
        label: l10n.t('Leverage Record: {0}, {1}, {2}', running, title, minutes(status.aiMs)),
        sentences: [
          status.title ?? l10n.t('No task'),
          l10n.t('{0}, {1} busy.', running, formatCount(status.busy)),
        ],
        failing: false,
      };
    }
    case 'paused': {
      const title = status.title === undefined ? l10n.t('No task') : flatTitle(status.title);
      const paused =
        status.sessions === 1
          ? l10n.t('1 agent session paused')
          : l10n.t('{0} agent sessions paused', formatCount(status.sessions));
      return {
        text: `$(debug-pause) ${plainTitle(title)}`,
        label: l10n.t('Leverage Record: {0}, {1}', paused, title),
        sentences: [status.title ?? l10n.t('No task'), `${paused}.`],
        failing: false,
      };
    }
    case 'task-idle': {
      const title = flatTitle(status.title);
      return {
        text: `$(watch) ${plainTitle(title)}`,
        label: l10n.t('Leverage Record: current task {0}, {1}', title, minutes(status.aiMs)),
        sentences: [status.title, l10n.t('No agent session is running.')],
        failing: false,
      };
    }
    case 'no-task':
      return {
        text: `$(watch) ${l10n.t('No task')}`,
        label: l10n.t('Leverage Record: no current task'),
        sentences: [l10n.t("No current task. Agent work isn't being assigned to a task.")],
        failing: false,
      };
  }
}

/** How many tasks agents proposed: after the item's text, quietly, and as a sentence of its tooltip. */
export function proposedWording(count: number): Pick<StatusWording, 'text' | 'label' | 'sentences'> {
  if (count === 0) {
    return { text: '', label: '', sentences: [] };
  }
  const sentence =
    count === 1
      ? l10n.t('1 proposed task to confirm.')
      : l10n.t('{0} proposed tasks to confirm.', formatCount(count));
  return { text: ` $(checklist) ${formatCount(count)}`, label: `. ${sentence}`, sentences: [sentence] };
}

/** The tooltip's sentence of what today's record says. */
export function closedToday(totals: DayTotals): string {
  if (totals.tasks === 0) {
    return l10n.t('No task has been closed today.');
  }
  const { humanHours, leverageFactor, supervisoryLeverageFactor } = totals;
  const figures = [
    totals.tasks === 1 ? l10n.t('1 task') : l10n.t('{0} tasks', formatCount(totals.tasks)),
    humanHours === 1
      ? l10n.t('1 human-equivalent hour')
      : l10n.t('{0} human-equivalent hours', formatTotalHours(humanHours)),
    aiMinutes(totals.aiMinutes),
    supervisoryMinutes(totals.supervisoryMinutes),
    ...(leverageFactor === undefined ? [] : [l10n.t('leverage factor {0}', formatAverage(leverageFactor))]),
    ...(supervisoryLeverageFactor === undefined
      ? []
      : [l10n.t('supervisory factor {0}', formatAverage(supervisoryLeverageFactor))]),
  ];
  return l10n.t('Closed today: {0}.', figures.join(', '));
}

/** The tooltip's sentence of the work that was seen today, closed or not. */
export function measuredToday({
  aiMs,
  wallClockMs,
  supervisoryMs,
}: Pick<Measurement, 'aiMs' | 'wallClockMs' | 'supervisoryMs'>): string {
  const wallClock = wholeMinutes(wallClockMs);
  const supervisory = supervisoryMinutes(wholeMinutes(supervisoryMs));
  return wallClock === 1
    ? l10n.t('Measured today: {0} (1 minute of wall-clock time), {1}.', minutes(aiMs), supervisory)
    : l10n.t(
        'Measured today: {0} ({1} minutes of wall-clock time), {2}.',
        minutes(aiMs),
        formatCount(wallClock),
        supervisory,
      );
}

/** `$(name)` in a title would be drawn as an icon; a space of no width keeps it text. */
function plainTitle(title: string): string {
  return isolated(title.replaceAll('$(', '$\u200b('));
}

function minutes(ms: number): string {
  return aiMinutes(wholeMinutes(ms));
}

function wholeMinutes(ms: number): number {
  return Math.floor(ms / 60_000);
}

function aiMinutes(count: number): string {
  return count === 1 ? l10n.t('1 AI minute') : l10n.t('{0} AI minutes', formatCount(count));
}

function supervisoryMinutes(count: number): string {
  return count === 1 ? l10n.t('1 supervisory minute') : l10n.t('{0} supervisory minutes', formatCount(count));
}
