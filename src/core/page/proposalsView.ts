import * as l10n from '@vscode/l10n';
import type { DayCounting } from '../days/currentDay';
import { formatCount } from '../figures/format';
import type { ConfirmedDay, MeasuredProposal } from '../proposal/confirming/measuredProposal';
import {
  confirmedDays,
  dayOfWork,
  isInTask,
  isSettled,
  proposedClosing,
} from '../proposal/confirming/measuredProposal';
import { endedAt, proposedEstimate, startedAt, type ProposedWork } from '../proposal/confirming/proposedWork';
import { leverage } from '../record/factor';
import { countedHours } from '../task/countedHours';
import type { ClosedTask } from '../task/task';
import { isolated } from '../texts/isolatedText';
import type { ProposalsView, ProposalView } from './protocol';

export interface ProposalsContent extends DayCounting {
  /** Oldest first. */
  readonly proposals: readonly MeasuredProposal[];
  readonly closedTasks: (day: string) => readonly ClosedTask[];
  /** Undefined if there is no such task. */
  readonly titleOf: (taskId: string) => string | undefined;
  readonly dayLabel: (day: string) => string;
  readonly timeLabel: (start: number, end: number) => string;
  /** Whether transcripts are still being read, which may have the time of what has none. */
  readonly reading: boolean;
  /** What the user made of earlier estimates of the same estimator; null if that says nothing yet. */
  readonly calibration: (work: ProposedWork) => string | null;
}

/** A page with more would be slow, and Confirm All is for what can be looked at. */
const mostShown = 200;

/** No proposal, also where they are switched off. */
export const noProposals: ProposalsView = { count: 0, items: [], all: null };

/** Everything that agents proposed and nobody decided on, as the pages show it. */
export function proposalsView(content: ProposalsContent): ProposalsView {
  const { proposals, closedTasks } = content;
  const shown = proposals.slice(0, mostShown);
  const settled = shown.filter(isSettled);
  return {
    count: proposals.length,
    items: shown.map((each) => proposalView(each, content)),
    all:
      settled.length === 0
        ? null
        : {
            ids: settled.map(({ work }) => work.proposal.id),
            days: confirmedDays(settled, content, closedTasks).map((day) => dayView(day, content)),
          },
  };
}

function dayView({ day, tasks, humanHours, before, after }: ConfirmedDay, { dayLabel }: ProposalsContent) {
  const factors = ({ leverageFactor, supervisoryLeverageFactor }: ConfirmedDay['before']) => ({
    leverageFactor: leverageFactor ?? null,
    supervisoryLeverageFactor: supervisoryLeverageFactor ?? null,
  });
  return { dayLabel: dayLabel(day), tasks, humanHours, before: factors(before), after: factors(after) };
}

function proposalView(each: MeasuredProposal, content: ProposalsContent): ProposalView {
  const { work } = each;
  const { proposal, merged, edited } = work;
  const start = startedAt(work);
  return {
    id: proposal.id,
    title: edited.title,
    estimate: edited.estimate,
    proposed: proposedEstimate(work),
    category: edited.category,
    workstream: edited.workstream,
    outcome: edited.outcome,
    agent: proposal.agent,
    merged: merged.length,
    dayLabel: content.dayLabel(dayOfWork(work, content)),
    timeLabel: content.timeLabel(
      start ?? proposal.proposedAt,
      start === undefined ? proposal.proposedAt : endedAt(work),
    ),
    figures: figuresOf(each, content),
    join: joinText(work, content),
    calibration: content.calibration(work),
  };
}

/** Null where there is no time, or it isn't known yet. */
function figuresOf({ work, measured }: MeasuredProposal, content: ProposalsContent): ProposalView['figures'] {
  if (measured === undefined || work.parts.length === 0) {
    return null;
  }
  const { aiMinutes, supervisoryMinutes } = proposedClosing(work, measured, content);
  const hours = countedHours(work.edited) ?? 0;
  return {
    aiMinutes,
    supervisoryMinutes,
    measured,
    leverageFactor: leverage(hours, aiMinutes) ?? null,
    supervisoryLeverageFactor: leverage(hours, supervisoryMinutes) ?? null,
  };
}

/** How its time was found, how sure that is, and what that means for confirming it. */
function joinText(work: ProposedWork, { titleOf, reading }: ProposalsContent): string {
  const { takenBy, joined, growing } = work;
  const titles = takenBy
    .flatMap((id) => titleOf(id) ?? [])
    .map((title) => `“${isolated(title.slice(0, 200))}”`);
  if (isInTask(work)) {
    return titles[0] === undefined
      ? l10n.t('Its time is in another task.')
      : l10n.t('Its time is in {0}: confirming adds it there.', titles[0]);
  }
  if (joined === null) {
    return reading
      ? l10n.t('Transcripts are being read, and its time may be in them. Confirm would record 0 minutes now.')
      : l10n.t('No time found. Confirm records it with 0 minutes; type them in the record.');
  }
  const found = {
    transcript: l10n.t('Time from the transcript of its session.'),
    process: l10n.t('Time of the terminal it was proposed in.'),
    hand: l10n.t('Time assigned by hand.'),
    likely: l10n.t('Probably its time: only folder and time of day say so.'),
  }[joined];
  return [
    found,
    ...(titles.length === 0
      ? []
      : [
          titles.length === 1
            ? l10n.t('Some of it is in {0}.', titles.join(', '))
            : l10n.t('Some of it is in {0} other tasks.', formatCount(titles.length)),
        ]),
    ...(growing ? [l10n.t('Its agent is still working.')] : []),
  ].join(' ');
}
