import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { formatClock } from '../../../src/core/figures/format';
import { formatEvidence } from '../../../src/core/figures/formatEvidence';
import { endNow } from '../../../src/core/timeline/endNow';
import { timeOfDay } from '../../../src/core/timeline/hours';
import type { Lane, TimelineView, UserSegment } from '../../../src/core/timeline/timelineView';
import { agentName } from './segmentText';

/** The chart's data as tables: a row for each session and task, and one for each of the user's tasks. */
export function timelineTable(view: TimelineView, now: number): TemplateResult {
  return html`<div class="scroller" role="region" aria-label=${l10n.t('Agent sessions')} tabindex="0">
      <table class="times">
        <caption>
          ${l10n.t('Agent sessions')}
        </caption>
        <thead>
          <tr>
            ${heading(l10n.t('Agent'))} ${heading(l10n.t('Task'))} ${heading(l10n.t('From'))}
            ${heading(l10n.t('To'))} ${heading(l10n.t('Busy'))} ${heading(l10n.t('Waited for you'))}
            ${heading(l10n.t('Evidence'))}
          </tr>
        </thead>
        <tbody>
          ${view.lanes.map((lane) => sessionRow(lane, view, now))}
        </tbody>
      </table>
    </div>
    <div class="scroller" role="region" aria-label=${l10n.t('Your time')} tabindex="0">
      <table class="times">
        <caption>
          ${l10n.t('Your time')}
        </caption>
        <thead>
          <tr>
            ${heading(l10n.t('Task'))} ${heading(l10n.t('From'))} ${heading(l10n.t('To'))}
            ${heading(l10n.t('Typed'))} ${heading(l10n.t('Composed, estimated'))}
          </tr>
        </thead>
        <tbody>
          ${byTask(view.user).map((segments) => userRow(segments, view))}
        </tbody>
      </table>
    </div>`;
}

function heading(text: string): TemplateResult {
  return html`<th scope="col">${text}</th>`;
}

function sessionRow(
  { agent, taskId, evidence, segments, growing }: Lane,
  view: TimelineView,
  now: number,
): TemplateResult {
  const ends = segments.map((each) => endNow(each, growing && each === segments.at(-1), now));
  const sum = (kind: Lane['segments'][number]['kind']): number =>
    segments.reduce(
      (all, each, index) => all + (each.kind === kind ? (ends[index] ?? 0) - each.start : 0),
      0,
    );
  return html`<tr>
    <th scope="row">${agentName(agent)}</th>
    <td dir="auto">${titleOf(taskId, view)}</td>
    <td>${timeOfDay(segments[0]?.start ?? 0, view)}</td>
    <td>${timeOfDay(ends.at(-1) ?? 0, view)}</td>
    <td>${formatClock(sum('busy'))}</td>
    <td>${formatClock(sum('waiting'))}</td>
    <td>${formatEvidence(evidence).word}</td>
  </tr>`;
}

function userRow(segments: readonly UserSegment[], view: TimelineView): TemplateResult {
  const sum = (kind: UserSegment['kind']): number =>
    segments.filter((each) => each.kind === kind).reduce((all, each) => all + each.end - each.start, 0);
  return html`<tr>
    <th scope="row" dir="auto">${titleOf(segments[0]?.taskId ?? null, view)}</th>
    <td>${timeOfDay(segments[0]?.start ?? 0, view)}</td>
    <td>${timeOfDay(segments.at(-1)?.end ?? 0, view)}</td>
    <td>${formatClock(sum('typing'))}</td>
    <td>${formatClock(sum('composing'))}</td>
  </tr>`;
}

function byTask(user: readonly UserSegment[]): readonly (readonly UserSegment[])[] {
  const tasks = new Map<string | null, UserSegment[]>();
  for (const each of user) {
    const known = tasks.get(each.taskId);
    if (known) {
      known.push(each);
    } else {
      tasks.set(each.taskId, [each]);
    }
  }
  return [...tasks.values()];
}

function titleOf(taskId: string | null, { tasks }: TimelineView): string {
  return tasks.find(({ id }) => id === taskId)?.title ?? l10n.t('no task');
}
