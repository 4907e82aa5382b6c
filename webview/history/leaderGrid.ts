import * as l10n from '@vscode/l10n';
import { html, nothing, render, type TemplateResult } from 'lit';
import { absent, formatCount, formatFactor, formatTotalHours } from '../../src/core/figures/format';
import type { HistoryState, LeaderView } from '../../src/core/page/historyProtocol';
import { privateMark } from '../privateMark';
import { LeaderRows, rowsInSight, type AskForRows } from './leaderRows';

/** In the style sheet likewise. */
const rowHeight = 26;
const mostInSight = 16;

export interface LeaderGridUse {
  readonly ask: AskForRows;
  readonly open: (task: LeaderView) => void;
}

/**
 * The tasks of the timeframe by a figure. Only the rows in sight are drawn. It is a grid and one stop of the Tab key:
 * arrow keys go through its rows, Enter opens one in the record.
 */
export class LeaderGrid {
  readonly element = document.createElement('div');
  private readonly rows: LeaderRows;
  private state: HistoryState | undefined;
  private active = 0;
  private drawn = { from: 0, to: 0 };

  constructor(private readonly use: LeaderGridUse) {
    this.rows = new LeaderRows(use.ask);
    this.element.className = 'leaderboard scroller';
    this.element.addEventListener('scroll', () => this.scroll(), { passive: true });
  }

  show(state: HistoryState): void {
    if (state === this.state) {
      return;
    }
    this.state = state;
    this.rows.start(state);
    this.active = Math.max(0, Math.min(this.active, this.rows.count - 1));
    this.draw();
  }

  receive(revision: number, from: number, rows: readonly LeaderView[]): void {
    if (this.rows.add(revision, from, rows)) {
      this.draw();
    }
  }

  private scroll(): void {
    const { from, to } = this.inSight();
    if (from !== this.drawn.from || to !== this.drawn.to) {
      this.draw();
    }
  }

  private inSight(): { readonly from: number; readonly to: number } {
    return rowsInSight(this.element.scrollTop, mostInSight * rowHeight, rowHeight, this.rows.count);
  }

  private draw(): void {
    const { state } = this;
    if (!state) {
      return;
    }
    this.drawn = this.inSight();
    this.rows.need(this.drawn.from, this.drawn.to);
    render(this.table(state, this.drawn), this.element);
  }

  private table(state: HistoryState, { from, to }: { readonly from: number; readonly to: number }) {
    const { count } = this.rows;
    const shown = this.active >= from && this.active < to;
    return html`<table
      role="grid"
      tabindex="0"
      aria-labelledby="leaderboard-heading"
      aria-describedby="leaderboard-keys"
      aria-rowcount=${count + 1}
      aria-activedescendant=${shown ? `leader-${this.active}` : nothing}
      @keydown=${(event: KeyboardEvent) => this.press(event)}
      @click=${(event: MouseEvent) => this.click(event)}
      @focus=${() => this.bringIntoSight()}
    >
      <thead>
        <tr aria-rowindex="1">
          ${headings().map(
            ([name, heading, meaning]) =>
              html`<th scope="col" class=${name} title=${meaning} aria-label=${meaning}>${heading}</th>`,
          )}
        </tr>
      </thead>
      ${space(from)}
      <tbody>
        ${Array.from({ length: to - from }, (_, index) => this.row(from + index, state))}
      </tbody>
      ${space(count - to)}
    </table>`;
  }

  private row(index: number, { rowDecimals }: HistoryState): TemplateResult {
    const row = this.rows.at(index);
    const active = index === this.active;
    const attributes = (cells: TemplateResult): TemplateResult =>
      html`<tr
        id="leader-${index}"
        data-index=${index}
        aria-rowindex=${index + 2}
        aria-selected=${active}
        class=${active ? 'active' : ''}
      >
        ${cells}
      </tr>`;
    return row === undefined
      ? attributes(
          html`<td></td>
            <td class="quiet">…</td>
            ${Array.from({ length: 7 }, () => html`<td></td>`)}`,
        )
      : attributes(
          html`<td class="figure">${row.rank ?? absent}</td>
            <td class="title" title=${row.title} dir="auto">
              ${row.private ? privateMark() : nothing}${row.title}
            </td>
            <td class="day">${row.dayLabel}</td>
            <td class="project" dir="auto">${row.project ?? ''}</td>
            <td class="figure">${row.humanHours === null ? absent : formatTotalHours(row.humanHours)}</td>
            <td class="figure">${formatCount(row.aiMinutes)}</td>
            <td class="figure">${formatCount(row.supervisoryMinutes)}</td>
            <td class="figure">${formatFactor(row.leverageFactor, rowDecimals)}</td>
            <td class="figure">${formatFactor(row.supervisoryLeverageFactor, rowDecimals)}</td>`,
        );
  }

  private press(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey || event.shiftKey || event.ctrlKey) {
      return;
    }
    const to = rowByKey(event.key, this.active, this.rows.count);
    if (to !== undefined) {
      event.preventDefault();
      this.goTo(to);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      this.open(this.active);
    }
  }

  private click(event: MouseEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('tr[data-index]') : null;
    if (row) {
      this.active = Number(row.dataset['index']);
      this.draw();
      this.open(this.active);
    }
  }

  private open(index: number): void {
    const task = this.rows.at(index);
    if (task) {
      this.use.open(task);
    }
  }

  private goTo(index: number): void {
    this.active = index;
    this.bringIntoSight();
    this.draw();
  }

  /** Scrolls as little as needed. */
  private bringIntoSight(): void {
    const head = this.element.querySelector('thead')?.getBoundingClientRect().height ?? rowHeight;
    const top = this.active * rowHeight;
    const room = this.element.clientHeight - head - rowHeight;
    const { scrollTop } = this.element;
    this.element.scrollTop = Math.min(Math.max(scrollTop, top - room), top);
  }
}

/** The row that a key leads to. @returns undefined if it leads nowhere */
export function rowByKey(key: string, from: number, count: number): number | undefined {
  const to = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + mostInSight - 2,
    PageUp: from - mostInSight + 2,
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined ? undefined : Math.max(0, Math.min(to, count - 1));
}

/** In place of the rows that aren't drawn. */
function space(rows: number): TemplateResult | typeof nothing {
  return rows <= 0
    ? nothing
    : html`<tbody class="space" aria-hidden="true" .style=${`height: ${rows * rowHeight}px`}></tbody>`;
}

function headings(): readonly (readonly [name: string, heading: string, meaning: string])[] {
  return [
    ['figure rank', '#', l10n.t('Rank')],
    ['title', l10n.t('Task'), l10n.t('Task')],
    ['day', l10n.t('Day'), l10n.t('Day')],
    ['project', l10n.t('Project'), l10n.t('Project')],
    ['figure estimate', l10n.t('Human Est.'), l10n.t('Human estimate, hours')],
    ['figure', l10n.t('AI'), l10n.t('AI minutes')],
    ['figure', l10n.t('Sup.'), l10n.t('Supervisory minutes')],
    ['figure', l10n.t('Factor'), l10n.t('Leverage factor')],
    ['figure supervisory-factor', l10n.t('Sup. Factor'), l10n.t('Supervisory leverage factor')],
  ];
}
