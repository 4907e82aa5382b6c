import * as l10n from '@vscode/l10n';
import { html, nothing, render, type TemplateResult } from 'lit';
import { dimensions, leaderboardMeasures } from '../../src/core/history/historyQuery';
import type { RecordUnit } from '../../src/core/history/recordsBook';
import type {
  HistoryIntent,
  HistoryMessage,
  HistoryQuery,
  HistoryState,
} from '../../src/core/page/historyProtocol';
import type { SaveChart } from '../charts/copyChart';
import { commandButton } from '../commandButton';
import type { PageApi } from '../host';
import { KeyboardPlace } from '../keyboardPlace';
import { storeBanner } from '../storeBanner';
import { calendarYears } from './calendarYears';
import { deliverCard } from './deliverCard';
import { historyFilters } from './historyFilters';
import { historyHeader, historySummary } from './historyHeader';
import { restoredHistoryKept, type HistoryKept } from './historyKept';
import { filterName, isNarrowed, measureName } from './historyWords';
import { LeaderGrid } from './leaderGrid';
import { PageCharts } from './pageCharts';
import { bookOfRecords } from './recordsBook';

type CardMessage = Extract<HistoryMessage, { readonly type: 'recordCard' }>;
type LeaderboardRows = Extract<HistoryMessage, { readonly type: 'leaderboardRows' }>;

/** Typing is followed by what it finds, not each letter. */
const typingPauseMs = 150;

/**
 * The page of the whole record: a timeframe in figures and charts, its tasks by a figure, the book of records and
 * a calendar. What is asked for goes up as one query; what is drawn is the last state.
 */
export class HistoryPage {
  private readonly main = document.createElement('main');
  private readonly keyboard = new KeyboardPlace();
  private readonly charts: PageCharts;
  private readonly leaderboard: LeaderGrid;
  private state: HistoryState | undefined;
  private kept: HistoryKept;
  /** The search as it is typed; undefined while it is as the state has it. */
  private typed: string | undefined;
  private typing: number | undefined;
  /** What came of the last picture. */
  private outcome = '';
  private readonly save: SaveChart = (name, format, data) =>
    this.host.send({ type: 'saveChart', name, format, data });

  constructor(
    root: HTMLElement,
    private readonly host: PageApi<HistoryIntent>,
  ) {
    this.kept = restoredHistoryKept(host.keptState());
    root.append(this.main);
    this.charts = new PageCharts({
      openDay: (day) => host.send({ type: 'openDay', day }),
      showPeriod: (unit, day) => this.showPeriod(unit, day),
      save: this.save,
    });
    this.leaderboard = new LeaderGrid({
      ask: (revision, from) => host.send({ type: 'leaderboardRows', revision, from }),
      open: ({ id, day }) => host.send({ type: 'openTask', id, day }),
    });
    new ResizeObserver(() => this.resize()).observe(this.main);
    window.addEventListener('scrollend', () => this.keep({ scrollTop: window.scrollY }));
  }

  /** @param fromTop whether the extension chose what is shown, not this page */
  receive(state: HistoryState, fromTop = false): void {
    const first = this.state === undefined;
    const isAsLeft = isSameTime(state.query, this.kept.query);
    this.state = state;
    this.keep({ query: state.query });
    if (fromTop) {
      clearTimeout(this.typing);
    }
    if (fromTop || this.typed === state.query.search) {
      this.typed = undefined;
    }
    this.leaderboard.show(state);
    this.draw();
    if (first || fromTop) {
      window.scrollTo({ top: isAsLeft && !fromTop ? this.kept.scrollTop : 0 });
    }
  }

  receiveRows({ revision, from, rows }: LeaderboardRows): void {
    this.leaderboard.receive(revision, from, rows);
  }

  async receiveCard({ card, use }: CardMessage): Promise<void> {
    this.say(await deliverCard(card, use, this.save));
  }

  private say(outcome: string): void {
    this.outcome = outcome;
    this.draw();
  }

  private resize(): void {
    if (this.state && this.charts.width !== this.width()) {
      this.draw();
    }
  }

  /** Of what is in the page, in pixels. */
  private width(): number {
    const { paddingLeft, paddingRight } = getComputedStyle(this.main);
    return this.main.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
  }

  private keep(change: Partial<HistoryKept>): void {
    this.kept = { ...this.kept, ...change };
    this.host.keepState(this.kept);
  }

  private change(change: Partial<HistoryKept>): void {
    this.keep(change);
    this.draw();
  }

  private ask(change: Partial<HistoryQuery>): void {
    const query = { ...this.kept.query, ...change };
    this.outcome = '';
    this.change({ query });
    this.host.send({ type: 'showHistory', query });
  }

  private showPeriod(timeframe: RecordUnit, anchor: string): void {
    this.ask({ timeframe, anchor });
    window.scrollTo({ top: 0 });
  }

  private type(search: string): void {
    this.typed = search;
    clearTimeout(this.typing);
    this.typing = window.setTimeout(() => this.ask({ search }), typingPauseMs);
    this.draw();
  }

  private draw(): void {
    const { state } = this;
    if (state) {
      this.charts.show(state, this.kept.dimension, this.width());
      this.keyboard.keep(() => render(this.page(state), this.main));
    }
  }

  private page(state: HistoryState): TemplateResult {
    return html`${historyHeader({
      state,
      query: this.kept.query,
      ask: (change) => this.ask(change),
      openRecord: () => this.host.send({ type: 'openRecord' }),
      publish: () => this.host.send({ type: 'publishRecord', ...shownDays(state) }),
      timeSheet: () => this.host.send({ type: 'exportTimeSheet', ...shownDays(state) }),
      picture: (use) => {
        this.say('');
        this.host.send({ type: 'pictureOf', ...shownDays(state), use });
      },
      outcome: this.outcome,
    })}
    ${storeBanner({ store: state.store, leftOut: [] })} ${progress(state)}
    ${state.began === null ? this.empty(state) : this.content(state)}`;
  }

  private empty({ store, reading }: HistoryState): TemplateResult | typeof nothing {
    return store.kind === 'opening' || reading !== null
      ? nothing
      : html`<section class="empty">
          <p>${l10n.t('No task has been recorded yet.')}</p>
          ${commandButton({
            label: l10n.t('Open Record'),
            kind: 'primary',
            run: () => this.host.send({ type: 'openRecord' }),
          })}
        </section>`;
  }

  private content(state: HistoryState): TemplateResult {
    return html`${historyFilters({
        state,
        query: this.kept.query,
        shown: this.kept.filtersShown,
        search: this.typed ?? this.kept.query.search,
        show: (filtersShown) => this.change({ filtersShown }),
        type: (search) => this.type(search),
        filter: (filters) => this.ask({ filters }),
      })}
      ${historySummary(state)} ${this.chartsOf(state)} ${this.leaders(state)}
      ${bookOfRecords(state, {
        showPeriod: (unit, day) => this.showPeriod(unit, day),
        openTask: ({ id, day }) => this.host.send({ type: 'openTask', id, day }),
      })}
      <section class="calendar" aria-labelledby="calendar-heading">
        <header>
          <h2 id="calendar-heading">${l10n.t('Calendar')}</h2>
          ${calendarYears(state.calendar, (calendarYear) => this.ask({ calendarYear }))}
        </header>
        ${this.charts.calendar}
      </section>`;
  }

  private chartsOf(state: HistoryState): TemplateResult {
    const { dimension } = this.kept;
    return html`<section class="charts" aria-label=${l10n.t('Charts')}>
      ${state.totals.tasks === 0 ? html`<p class="nothing">${nothingShown(state)}</p>` : nothing}
      ${this.charts.overTime} ${state.totals.tasks === 0 ? nothing : this.charts.distribution}
      ${
        state.totals.tasks === 0
          ? nothing
          : html`<div class="groups">
              <label class="commands">
                ${l10n.t('Group by')}
                <select @change=${(event: Event) => this.chooseDimension(event)}>
                  ${dimensions.map(
                    (each) =>
                      html`<option value=${each} ?selected=${each === dimension}>
                        ${filterName(each)}
                      </option>`,
                  )}
                </select>
              </label>
              ${this.charts.groups} ${sharedNote(state.by[dimension].shared)}
            </div>`
      }
    </section>`;
  }

  private chooseDimension({ currentTarget }: Event): void {
    const value = currentTarget instanceof HTMLSelectElement ? currentTarget.value : '';
    const dimension = dimensions.find((each) => each === value);
    if (dimension) {
      this.change({ dimension });
    }
  }

  private leaders({ leaderboard }: HistoryState): TemplateResult {
    const { by, order } = this.kept.query.leaderboard;
    return html`<section class="leaders" aria-labelledby="leaderboard-heading">
      <header>
        <h2 id="leaderboard-heading">${l10n.t('Leaderboard of tasks')}</h2>
        <div class="commands">
          <select aria-label=${l10n.t('Sort by')} @change=${(event: Event) => this.chooseMeasure(event)}>
            ${leaderboardMeasures.map(
              (each) => html`<option value=${each} ?selected=${each === by}>${measureName(each)}</option>`,
            )}
          </select>
          <button
            type="button"
            class="toggle"
            @click=${() =>
              this.ask({ leaderboard: { by, order: order === 'highest' ? 'lowest' : 'highest' } })}
          >
            ${order === 'highest' ? l10n.t('Highest First') : l10n.t('Lowest First')}
          </button>
        </div>
      </header>
      <p id="leaderboard-keys" class="visually-hidden">
        ${l10n.t('Arrow keys go through the tasks; Enter opens one in the record.')}
      </p>
      ${leaderboard.count === 0 ? html`<p class="quiet">${l10n.t('No task.')}</p>` : this.leaderboard.element}
    </section>`;
  }

  private chooseMeasure({ currentTarget }: Event): void {
    const value = currentTarget instanceof HTMLSelectElement ? currentTarget.value : '';
    const by = leaderboardMeasures.find((each) => each === value);
    if (by) {
      this.ask({ leaderboard: { ...this.kept.query.leaderboard, by } });
    }
  }
}

function isSameTime(one: HistoryQuery, other: HistoryQuery): boolean {
  const time = ({ timeframe, anchor, custom }: HistoryQuery): string =>
    JSON.stringify([timeframe, anchor, custom]);
  return time(one) === time(other);
}

function shownDays({ timeframe: { from, to } }: HistoryState): {
  readonly from: string;
  readonly to: string;
} {
  return { from, to };
}

function nothingShown({ query, timeframe, began }: HistoryState): string {
  if (began !== null && timeframe.to < began) {
    return l10n.t('There is no record of this time.');
  }
  return isNarrowed(query)
    ? l10n.t('No task of this timeframe passes the search and filters.')
    : l10n.t('No task was recorded in this timeframe.');
}

function progress({ reading }: HistoryState): TemplateResult | typeof nothing {
  return reading === null
    ? nothing
    : html`<p class="banner" role="status">
        ${l10n.t('Reading the record: {0} of {1} days. Figures are not complete yet.', reading.days, reading.of)}
      </p>`;
}

function sharedNote(shared: number): TemplateResult | typeof nothing {
  return shared === 0
    ? nothing
    : html`<p class="quiet">
        ${
          shared === 1
            ? l10n.t('1 task is in several groups and counts in each.')
            : l10n.t('{0} tasks are in several groups and count in each.', shared)
        }
      </p>`;
}
