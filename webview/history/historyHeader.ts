import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { formatAverage, formatCount, formatTotalHours } from '../../src/core/figures/format';
import { timeframes, type TimeframeKind } from '../../src/core/history/historyQuery';
import type { CardUse, HistoryQuery, HistoryState, SumsView } from '../../src/core/page/historyProtocol';
import { commandButton, iconButton } from '../commandButton';
import { isNarrowed, timeframeName } from './historyWords';
import { chevronLeftIcon, chevronRightIcon } from '../icons';

/** Earlier days are typing slips while a year is being entered. */
const earliestDay = '1990-01-01';

export interface HeaderView {
  readonly state: HistoryState;
  readonly query: HistoryQuery;
  readonly ask: (change: Partial<HistoryQuery>) => void;
  readonly openRecord: () => void;
  readonly publish: () => void;
  readonly timeSheet: () => void;
  /** A picture of the timeframe's public tasks. */
  readonly picture: (use: CardUse) => void;
  /** What came of the last picture. */
  readonly outcome: string;
}

/** What is shown, and the controls that choose it. */
export function historyHeader(view: HeaderView): TemplateResult {
  const { state, query, openRecord, publish, timeSheet, picture, outcome } = view;
  return html`<header class="page">
      <h1 dir="auto">${state.timeframe.label}</h1>
      <div class="commands">
        <span role="status">${outcome}</span>
        ${
          state.began === null
            ? nothing
            : html`${commandButton({ label: l10n.t('Save Picture'), run: () => picture('save') })}
              ${commandButton({ label: l10n.t('Copy Picture'), run: () => picture('copy') })}
              ${commandButton({ label: l10n.t('Publish…'), run: publish })}
              ${commandButton({
                label: l10n.t('Time Sheet…'),
                accessibleLabel: l10n.t('Export Time Sheet'),
                run: timeSheet,
              })}`
        }
        ${commandButton({ label: l10n.t('Open Record'), run: openRecord })}
      </div>
      ${
        state.began !== null && isNarrowed(query)
          ? html`<p class="covered quiet">
              ${l10n.t(
                'Pictures and Publish take in all public tasks of the timeframe, not only those that the search and filters leave.',
              )}
            </p>`
          : nothing
      }
    </header>
    <div class="timeframe">
      <fieldset class="segments">
        <legend class="visually-hidden">${l10n.t('Timeframe')}</legend>
        ${timeframes.map(
          (timeframe) =>
            html`<label>
              <input
                type="radio"
                name="timeframe"
                .checked=${query.timeframe === timeframe}
                @change=${() => choose(view, timeframe)}
              />
              <span>${timeframeName(timeframe)}</span>
            </label>`,
        )}
      </fieldset>
      ${query.timeframe === 'custom' ? customDays(view) : steps(view)}
    </div>`;
}

function choose({ state, ask }: HeaderView, timeframe: TimeframeKind): void {
  const { from, to } = state.timeframe;
  const { anchor } = state.query;
  ask({
    timeframe,
    // From a year back to its days: the latest of what is shown; today, if that is in it.
    anchor: state.timeframe.current ? null : (anchor ?? to),
    custom: timeframe === 'custom' ? (state.query.custom ?? { from, to }) : state.query.custom,
  });
}

function steps({ state, query, ask }: HeaderView): TemplateResult | typeof nothing {
  if (query.timeframe === 'all') {
    return nothing;
  }
  const { previous, next, current } = state.timeframe;
  const go = (anchor: string | null) => () => anchor !== null && ask({ anchor });
  return html`<nav aria-label=${l10n.t('Timeframe')}>
    ${iconButton({
      icon: chevronLeftIcon,
      label: l10n.t('Previous Timeframe'),
      disabled: previous === null,
      run: go(previous),
    })}
    ${iconButton({
      icon: chevronRightIcon,
      label: l10n.t('Next Timeframe'),
      disabled: next === null,
      run: go(next),
    })}
    ${commandButton({ label: l10n.t('Today'), disabled: current, run: () => ask({ anchor: null }) })}
  </nav>`;
}

function customDays({ state, query, ask }: HeaderView): TemplateResult {
  const shown = query.custom ?? state.timeframe;
  const input = (end: 'from' | 'to', label: string): TemplateResult =>
    html`<input
      type="date"
      aria-label=${label}
      min=${earliestDay}
      max=${state.today}
      .value=${shown[end]}
      @change=${({ currentTarget }: Event) => {
        if (
          currentTarget instanceof HTMLInputElement &&
          currentTarget.value !== '' &&
          currentTarget.validity.valid
        ) {
          ask({ custom: { from: shown.from, to: shown.to, [end]: currentTarget.value } });
        }
      }}
    />`;
  return html`<div class="commands">
    ${input('from', l10n.t('First day'))}<span aria-hidden="true">–</span>${input('to', l10n.t('Last day'))}
  </div>`;
}

/** The sums of the timeframe, each with that of the period before it. */
export function historySummary({ totals, recordedDays, comparison }: HistoryState): TemplateResult {
  const before = comparison.kind === 'compared' ? comparison.sums : undefined;
  const entry = (name: string, of: (sums: SumsView) => string): TemplateResult =>
    html`<div>
      <dt>${name}</dt>
      <dd>
        ${of(totals)}
        ${before ? html`<span class="unit">${l10n.t('before: {0}', of(before))}</span>` : nothing}
      </dd>
    </div>`;
  return html`<div class="totals">
    <dl class="summary">
      ${entry(l10n.t('Leverage factor'), (sums) => formatAverage(sums.leverageFactor))}
      ${entry(l10n.t('Supervisory factor'), (sums) => formatAverage(sums.supervisoryLeverageFactor))}
      ${entry(l10n.t('Human hours'), (sums) => formatTotalHours(sums.humanHours))}
      ${entry(l10n.t('AI minutes'), (sums) => formatCount(sums.aiMinutes))}
      ${entry(l10n.t('Supervisory minutes'), (sums) => formatCount(sums.supervisoryMinutes))}
      ${entry(l10n.t('Tasks'), (sums) => formatCount(sums.tasks))}
      ${
        totals.tokens === null
          ? nothing
          : entry(l10n.t('Tokens'), (sums) => (sums.tokens === null ? '–' : formatCount(sums.tokens)))
      }
    </dl>
    <p class="quiet" dir="auto">
      ${recordedDays === 1 ? l10n.t('1 recorded day.') : l10n.t('{0} recorded days.', formatCount(recordedDays))}
      ${comparison.sentence}
    </p>
  </div>`;
}
