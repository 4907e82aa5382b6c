import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import {
  formatAverageChange,
  formatCount,
  formatFactor,
  formatHours,
  formatMinutes,
  formatTotalHours,
} from '../src/core/figures/format';
import type { ProposalsView, ProposalView, RecordState } from '../src/core/page/protocol';
import type { Estimate } from '../src/core/task/task';
import { commandButton } from './commandButton';
import { timeMark } from './evidenceMark';
import type { Host } from './host';
import { outcomeText } from './outcomeText';

type ShownState = Pick<RecordState, 'proposals' | 'rowDecimals'>;

/** What agents proposed and nobody decided on yet; nothing if there is none. */
export function proposals(
  { proposals: view, rowDecimals }: ShownState,
  host: Host,
): TemplateResult | typeof nothing {
  const { count, items, all } = view;
  if (count === 0) {
    return nothing;
  }
  const more = count - items.length;
  return html`<section class="proposed" aria-labelledby="proposed-heading">
    <header>
      <h2 id="proposed-heading" tabindex="-1">${l10n.t('Proposed, {0}', formatCount(count))}</h2>
      ${
        all === null
          ? nothing
          : commandButton({
              label: l10n.t('Confirm All'),
              kind: 'primary',
              accessibleLabel: l10n.t('Confirm All: {0}', all.days.map(addedText).join(' ')),
              run: () => host.send({ type: 'confirmAllProposals', ids: all.ids }),
            })
      }
    </header>
    ${all === null ? nothing : html`<div class="quiet added">${addedLines(all, items.length)}</div>`}
    <ul>
      ${repeat(
        items,
        ({ id }) => id,
        (each) => html`<li>${proposal(each, rowDecimals, host)}</li>`,
      )}
    </ul>
    ${more > 0 ? html`<p class="quiet">${moreText(more)}</p>` : nothing}
  </section>`;
}

function addedLines({ ids, days }: NonNullable<ProposalsView['all']>, shown: number): TemplateResult {
  const others = shown - ids.length;
  return html`${days.map((day) => html`<p>${addedText(day)}</p>`)}
  ${others === 0 ? nothing : html`<p>${othersText(others)}</p>`}`;
}

type AddedDay = NonNullable<ProposalsView['all']>['days'][number];

function addedText({ dayLabel, tasks, humanHours, before, after }: AddedDay): string {
  const added =
    tasks === 1
      ? l10n.t('Adds 1 task with {0} hours to {1}:', formatTotalHours(humanHours), dayLabel)
      : l10n.t(
          'Adds {0} tasks with {1} hours to {2}:',
          formatCount(tasks),
          formatTotalHours(humanHours),
          dayLabel,
        );
  const change = l10n.t(
    'leverage factor {0}, supervisory factor {1}.',
    formatAverageChange(before.leverageFactor, after.leverageFactor),
    formatAverageChange(before.supervisoryLeverageFactor, after.supervisoryLeverageFactor),
  );
  return `${added} ${change}`;
}

function othersText(count: number): string {
  return count === 1
    ? l10n.t('1 other is confirmed on its own.')
    : l10n.t('{0} others are confirmed on their own.', formatCount(count));
}

function moreText(count: number): string {
  return count === 1
    ? l10n.t('1 more is shown once these are decided.')
    : l10n.t('{0} more are shown once these are decided.', formatCount(count));
}

function proposal(each: ProposalView, decimals: 1 | 2, host: Host): TemplateResult {
  const { id, title } = each;
  return html`<article class="task" aria-label=${title}>
    <h3 title=${title}><span class="title" dir="auto">${title}</span></h3>
    <p>${estimate(each)}</p>
    ${figures(each, decimals)}
    <p class="quiet">${each.dayLabel}, ${each.timeLabel}. ${each.join}</p>
    <div class="actions">
      ${commandButton({
        label: l10n.t('Confirm'),
        accessibleLabel: l10n.t('Confirm: {0}', title),
        run: () => host.send({ type: 'confirmProposal', id }),
      })}
      ${commandButton({
        label: l10n.t('Edit'),
        accessibleLabel: l10n.t('Edit: {0}', title),
        run: () => host.send({ type: 'editProposal', id }),
      })}
      ${commandButton({
        label: l10n.t('Merge'),
        accessibleLabel: l10n.t('Merge into Another Task: {0}', title),
        run: () => host.send({ type: 'mergeProposal', id }),
      })}
      ${commandButton({
        label: l10n.t('Split'),
        accessibleLabel: l10n.t('Split: {0}', title),
        run: () => host.send({ type: 'splitProposal', id }),
      })}
      ${commandButton({
        label: l10n.t('Dismiss'),
        accessibleLabel: l10n.t('Dismiss: {0}', title),
        run: () => host.send({ type: 'dismissProposal', id }),
      })}
    </div>
    ${reasons(each)}
  </article>`;
}

/** `6 h (4–10 h) · claude-opus-5`, with what the agent had proposed if the user changed it. */
function estimate({
  estimate: own,
  proposed,
  outcome,
  agent,
  merged,
  category,
  workstream,
}: ProposalView): TemplateResult {
  const changed = own.hours !== proposed.hours;
  const words = [
    ...(agent === null || agent === own.by ? [] : [agent]),
    ...(category === null ? [] : [category]),
    ...(workstream === null ? [] : [workstream]),
    outcomeText({ outcome }) ?? [],
  ].flat();
  return html`<strong>${hoursText(own)}</strong> ·
    <bdi>${own.by === 'me' ? l10n.t('me') : own.by}</bdi>
    ${changed ? html`<span class="quiet">${l10n.t('(proposed: {0})', hoursText(proposed))}</span>` : nothing}
    ${words.map((word) => html`<span class="quiet"> · <bdi>${word}</bdi></span>`)}
    ${merged === 0 ? nothing : html`<span class="quiet"> · ${mergedText(merged)}</span>`}`;
}

function mergedText(count: number): string {
  return count === 1
    ? l10n.t('with 1 other merged into it')
    : l10n.t('with {0} others merged into it', formatCount(count));
}

function hoursText({ hours, lowHours, highHours }: Estimate): string {
  return lowHours === undefined || highHours === undefined
    ? l10n.t('{0} h', formatHours(hours))
    : l10n.t('{0} h ({1}–{2} h)', formatHours(hours), formatHours(lowHours), formatHours(highHours));
}

function figures({ figures: known }: ProposalView, decimals: 1 | 2): TemplateResult | typeof nothing {
  if (known === null) {
    return nothing;
  }
  const { aiMinutes, supervisoryMinutes, measured, leverageFactor, supervisoryLeverageFactor } = known;
  return html`<dl>
    <div>
      <dt>${l10n.t('AI')}</dt>
      <dd>${formatMinutes(aiMinutes)}${timeMark(aiMinutes, measured.aiEvidence, measured.aiMs)}</dd>
    </div>
    <div>
      <dt>${l10n.t('Supervision')}</dt>
      <dd>
        ${formatMinutes(supervisoryMinutes)}${timeMark(supervisoryMinutes, measured.supervisionEvidence, measured.supervisoryMs)}
      </dd>
    </div>
    <div>
      <dt>${l10n.t('Factor')}</dt>
      <dd>${formatFactor(leverageFactor, decimals)}</dd>
    </div>
    <div>
      <dt>${l10n.t('Sup. Factor')}</dt>
      <dd>${formatFactor(supervisoryLeverageFactor, decimals)}</dd>
    </div>
  </dl>`;
}

/** On demand, so that a list of many stays one. */
function reasons({ estimate: own, proposed, calibration }: ProposalView): TemplateResult | typeof nothing {
  const reason = own.reasons ?? proposed.reasons;
  const persona = own.persona ?? proposed.persona;
  if (reason === undefined && persona === undefined && calibration === null) {
    return nothing;
  }
  return html`<details>
    <summary>${l10n.t('Reasons')}</summary>
    ${reason === undefined ? nothing : html`<p dir="auto">${reason}</p>`}
    ${
      persona === undefined
        ? nothing
        : html`<p class="quiet">${l10n.t('Made for:')} <bdi>${persona}</bdi></p>`
    }
    ${calibration === null ? nothing : html`<p class="quiet">${calibration}</p>`}
  </details>`;
}
