import * as l10n from '@vscode/l10n';
import { formatClock, formatCount } from '../../../src/core/figures/format';
import { formatEvidence } from '../../../src/core/figures/formatEvidence';
import { isolated } from '../../../src/core/texts/isolatedText';
import { endNow } from '../../../src/core/timeline/endNow';
import { timeOfDay } from '../../../src/core/timeline/hours';
import type { TimelineView } from '../../../src/core/timeline/timelineView';
import type { ChartSegment } from './chartRows';

/** `09:12 – 09:40 · claude was busy · 0:28:13 · Fix the sign-in test`, with what else there is to know of it. */
export function segmentText(
  segment: ChartSegment,
  view: TimelineView,
  now: number,
  isInLog: boolean,
): string {
  const end = endNow(segment, segment.growing, now);
  const title = view.tasks.find(({ id }) => id === segment.taskId)?.title;
  return [
    timeRange(segment.start, end, view),
    whatWentOn(segment),
    formatClock(end - segment.start),
    title === undefined ? l10n.t('no task') : isolated(title),
    ...(title === undefined || isInLog ? [] : [l10n.t('not in the task log of this day')]),
    ...(segment.evidence === 'measured' ? [] : [formatEvidence(segment.evidence).word.toLowerCase()]),
  ].join(' · ');
}

/** `09:12 – 09:40`, or one time where both are the same minute. */
export function timeRange(start: number, end: number, view: TimelineView): string {
  const [from, to] = [timeOfDay(start, view), timeOfDay(end, view)];
  return from === to ? from : `${from} – ${to}`;
}

export function agentName(agent: string | null): string {
  return agent === null ? l10n.t('Unknown agent') : isolated(agent);
}

/** The sums of the day: `Agents 3:12:40 · waited for you 0:48:10 · you typed 0:22:05`. */
export function daySumsText({ lanes, user, most, offsets }: TimelineView, now: number): string {
  const sums = { busy: 0, waiting: 0, typing: 0, composing: 0 };
  for (const { segments, growing } of lanes) {
    for (const each of segments) {
      const end = endNow(each, growing && each === segments.at(-1), now);
      sums[each.kind] += end - each.start;
    }
  }
  for (const { kind, start, end } of user) {
    sums[kind] += end - start;
  }
  return [
    l10n.t('Agents {0}', formatClock(sums.busy)),
    l10n.t('waited for you {0}', formatClock(sums.waiting)),
    l10n.t('you typed {0}', formatClock(sums.typing)),
    ...(sums.composing > 0 ? [l10n.t('composed prompts {0}', formatClock(sums.composing))] : []),
    ...(most !== null && most.sessions > 1
      ? [
          l10n.t(
            'up to {0} sessions at once, at {1}',
            formatCount(most.sessions),
            timeOfDay(most.at, { offsets }),
          ),
        ]
      : []),
  ].join(' · ');
}

function whatWentOn({ kind, agent }: ChartSegment): string {
  switch (kind) {
    case 'busy':
      return l10n.t('{0} was busy', agentName(agent));
    case 'waiting':
      return l10n.t('{0} waited for you', agentName(agent));
    case 'typing':
      return l10n.t('You typed');
    case 'composing':
      return l10n.t('You composed a prompt');
  }
}
