import * as l10n from '@vscode/l10n';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { RecordState, RowView } from '../../src/core/page/protocol';
import type { GoTo, Host } from '../host';
import { KeyboardPlace } from '../keyboardPlace';
import { proposals } from '../proposals';
import { storeBanner } from '../storeBanner';
import { cellDetails } from './cellDetails';
import {
  columnOf,
  isGrouping,
  logColumns,
  sameOr,
  shownColumns,
  type LogColumn,
  type ColumnId,
} from './columns';
import { dayAnalysis } from './dayAnalysis';
import { CellDrafts } from './editing/cellDrafts';
import { emptyDay } from './emptyDay';
import { inboxSection } from './inboxSection';
import { lazyCopier } from './lazyCopier';
import { LeverageChart } from './leverageChart';
import { cellAt, moveCell } from './moveCell';
import { restoredPageState, type Cell, type PageState } from './pageState';
import { recordHeader, summaryFigures } from './recordHeader';
import { RowMenu } from './rowMenu';
import { RowSelection } from './rowSelection';
import { nextOrder, sortRows } from './sortRows';
import { taskLog } from './taskLog';
import { TimelineSection } from './timelineSection';

/**
 * The wide page: one day, its figures and its task log, which is edited in place. Lit draws from the last state and the
 * page's own state (order, keyboard position, draft), which VS Code keeps while the page is hidden.
 */
export class RecordPage {
  private readonly menu: RowMenu;
  private readonly timeline: TimelineSection;
  private readonly chart: LeverageChart;
  private readonly drafts: CellDrafts;
  private readonly keyboard = new KeyboardPlace();
  private readonly main = document.createElement('main');
  private state: RecordState | undefined;
  private rows: readonly RowView[] = [];
  private columns: readonly LogColumn[] = [];
  private readonly selection = new RowSelection(
    () => ({ rows: this.rows, selected: this.kept.selected, focused: this.kept.cell?.id }),
    (ids) => this.change({ selected: [...ids] }),
  );
  private kept: PageState;
  private drawing = false;

  constructor(
    root: HTMLElement,
    private readonly host: Host,
  ) {
    this.kept = restoredPageState(host.keptState());
    root.append(this.main);
    this.menu = new RowMenu(root, {
      send: (intent) => host.send(intent),
      editTokens: (row) => this.drafts.start(row, 'tokens'),
      showInTimeline: (row) => this.timeline.show(row.id),
      closed: (row) => this.focusCell({ id: row.id, column: 'actions' }),
    });
    this.drafts = new CellDrafts({
      main: this.main,
      draft: () => this.kept.draft,
      rowOf: (id) => this.rows.find((row) => row.id === id),
      open: (draft) => this.change({ draft, cell: { id: draft.id, column: columnOf(draft.field) } }),
      show: (draft) => this.change({ draft }),
      focusField: (id, field) => this.focusCell({ id, column: columnOf(field) }),
      send: (intent) => host.send(intent),
    });
    window.addEventListener('scrollend', () => this.keep({ scrollTop: window.scrollY }));
    const copy = lazyCopier((name, format, data) => host.send({ type: 'saveChart', name, format, data }));
    this.chart = new LeverageChart({ copy, draw: () => this.draw() });
    this.timeline = new TimelineSection({
      isOpen: () => this.kept.timeline,
      setOpen: (timeline) => this.change({ timeline }),
      draw: () => this.draw(),
      send: (intent) => host.send(intent),
      goToLog: (id) => this.focusCell({ id, column: 'title' }),
      copy,
    });
  }

  receive(state: RecordState, { goTo, task }: GoTo = {}): void {
    const first = this.state === undefined || this.state.store.kind === 'opening';
    const { cell } = this.kept;
    const place = this.rows.findIndex((row) => row.id === cell?.id);
    const wasInTable = this.isInTable();
    this.state = state;
    this.rows = sortRows(state.rows, this.kept.order);
    this.columns = sameOr(this.columns, shownColumns(state.rows));
    const there = new Set(state.inbox.sessions.map(({ id }) => id));
    const rowsThere = new Set(state.rows.map(({ id }) => id));
    this.keep({
      day: state.day === state.today ? null : state.day,
      draft: this.drafts.after(state),
      selected:
        state.store.kind === 'opening'
          ? this.kept.selected
          : this.kept.selected.filter((id) => rowsThere.has(id)),
      ticked:
        state.store.kind === 'opening' ? this.kept.ticked : this.kept.ticked.filter((id) => there.has(id)),
    });
    const moved = this.draw();
    if (first) {
      window.scrollTo({ top: this.kept.scrollTop });
    } else if (wasInTable && !this.isInTable() && !moved) {
      // The focused cell is gone; continue in its row, or in the one that took the row's place.
      const successor =
        this.rows.find((row) => row.id === cell?.id) ?? this.rows[Math.min(place, this.rows.length - 1)];
      if (successor) {
        this.focusCell({ id: successor.id, column: cell?.column ?? 'title' });
      }
    }
    if (goTo) {
      const heading = this.main.querySelector<HTMLElement>(`#${goTo}-heading`);
      heading?.scrollIntoView({ block: 'start' });
      heading?.focus();
    }
    if (task !== undefined && this.rows.some(({ id }) => id === task)) {
      this.focusCell({ id: task, column: 'title' });
      this.keyboard.element?.scrollIntoView({ block: 'center' });
    }
  }

  private isInTable(): boolean {
    return this.main.querySelector('.log table')?.contains(this.keyboard.element ?? null) ?? false;
  }

  private keep(change: Partial<PageState>): void {
    this.kept = { ...this.kept, ...change };
    this.host.keepState(this.kept);
  }

  private change(change: Partial<PageState>): void {
    this.keep(change);
    this.draw();
  }

  /** @returns whether the keyboard went where the user wanted it */
  private draw(): boolean {
    const { state } = this;
    if (!state) {
      return false;
    }
    this.drawing = true;
    this.keyboard.keep(() => render(this.page(state), this.main));
    this.drawing = false;
    const wanted = this.timeline.takeWanted(this.main);
    if (wanted) {
      this.keyboard.give(wanted);
    }
    return wanted !== undefined;
  }

  private page(state: RecordState): TemplateResult {
    return html`${recordHeader(state, this.host)} ${storeBanner(state)} ${proposals(state, this.host)}
    ${state.rows.length === 0 ? html`${emptyDay(state, this.host)}${this.timeline.draw(state)}` : this.fullDay(state)}
    ${state.store.kind === 'opening' ? nothing : this.inbox(state)} ${this.details(state)}`;
  }

  private fullDay(state: RecordState): TemplateResult {
    return html`${summaryFigures(state)} ${this.timeline.draw(state)}
      <div class="day">
        <div class="insight">${this.analysis(state)}${this.chart.view(state)}</div>
        ${taskLog({
          state,
          rows: this.rows,
          columns: this.columns,
          selected: new Set(this.kept.selected),
          host: this.host,
          order: this.kept.order,
          cell: this.cell(),
          draft: this.kept.draft,
          sort: (column) => this.sort(column),
          pressKey: (event) => this.pressKey(event),
          doubleClick: (event) => this.doubleClick(event),
          click: (event) => this.click(event),
          focusIn: (event) => this.focusIn(event),
          type: (text) => this.drafts.type(text),
          leaveDraft: () => this.leaveDraft(),
        })}
      </div> `;
  }

  private analysis(state: RecordState): TemplateResult | typeof nothing {
    const { arranging, ownDraft, wholeAnalysis } = this.kept;
    return dayAnalysis({
      state,
      host: this.host,
      arranging,
      draft: ownDraft?.day === state.day ? ownDraft.text : null,
      whole: wholeAnalysis,
      showWhole: (whole) => this.change({ wholeAnalysis: whole }),
      arrange: (on) => this.change({ arranging: on }),
      type: (text) => this.change({ ownDraft: text === null ? null : { day: state.day, text } }),
    });
  }

  /** Explains the cell that was selected last; stays in sight at the bottom. */
  private details(state: RecordState): TemplateResult | typeof nothing {
    const cell = this.cell();
    const row = this.rows.find((each) => each.id === cell.id);
    return state.rows.length === 0
      ? nothing
      : html`<p class="cell-details" aria-hidden="true">
          ${
            row && this.kept.cell
              ? cellDetails(row, cell.column, state.rowDecimals)
              : l10n.t('Select a figure to see where it comes from.')
          }
        </p>`;
  }

  private inbox({ inbox }: RecordState): TemplateResult {
    return inboxSection({
      inbox,
      selected: new Set(this.kept.ticked),
      select: (ids, ticked) => {
        const others = this.kept.ticked.filter((id) => !ids.includes(id));
        this.change({ ticked: ticked ? [...others, ...ids] : others });
      },
      host: this.host,
    });
  }

  /** The cell that Tab reaches: the last focused one, else the first title. */
  private cell(): Cell {
    const { cell } = this.kept;
    return cell && this.rows.some((row) => row.id === cell.id)
      ? this.shownCell(cell)
      : { id: this.rows[0]?.id ?? '', column: 'title' };
  }

  /** The cell itself, or the title of its row if its column is not shown any more. */
  private shownCell(cell: Cell): Cell {
    const isShown = cell.column === 'actions' || this.columns.some(({ id }) => id === cell.column);
    return isShown ? cell : { ...cell, column: 'title' };
  }

  private sort(column: ColumnId): void {
    const order = nextOrder(this.kept.order, column);
    this.rows = sortRows(this.state?.rows ?? [], order);
    this.change({ order });
  }

  private pressKey(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement) {
      this.drafts.pressKey(event);
      return;
    }
    const cell = cellAt(event.target);
    if (!cell || event.altKey) {
      return;
    }
    const to = moveCell({ key: event.key, control: event.ctrlKey }, cell, this.rows, this.columns);
    // A space presses a button.
    const onButton = event.target instanceof HTMLButtonElement && event.key === ' ';
    if (!onButton && this.selection.press(event, cell.id, to?.id)) {
      event.preventDefault();
      if (event.shiftKey && to) {
        this.focusCell(to);
      }
    } else if (event.metaKey || event.shiftKey) {
      return;
    } else if (to) {
      event.preventDefault();
      this.selection.goOn();
      this.focusCell(to);
    } else if ((event.key === 'Enter' || event.key === 'F2') && this.startDraftIn(cell)) {
      event.preventDefault();
    }
  }

  /** What an action on a row is for: all selected rows, if it is one of them. */
  private rowsFor(row: RowView): readonly RowView[] {
    const selected = new Set(this.kept.selected);
    return selected.has(row.id) ? this.rows.filter(({ id }) => selected.has(id)) : [row];
  }

  private doubleClick(event: MouseEvent): void {
    const cell = event.target instanceof HTMLInputElement ? undefined : cellAt(event.target);
    if (cell) {
      this.startDraftIn(cell);
    }
  }

  private click(event: MouseEvent): void {
    const button = event.target instanceof Element ? event.target.closest('td.actions button') : null;
    const cell = cellAt(event.target);
    const row = this.rows.find((each) => each.id === cell?.id);
    if (button && row) {
      this.menu.open(row, this.rowsFor(row), button);
    } else if (cell && !(event.target instanceof HTMLInputElement)) {
      this.selection.click(event, cell.id);
      if (event.shiftKey) {
        this.focusCell(cell);
      }
    }
  }

  private focusIn(event: FocusEvent): void {
    const cell = cellAt(event.target);
    const known = this.kept.cell;
    if (cell && !this.drawing && (cell.id !== known?.id || cell.column !== known.column)) {
      this.change({ cell });
    }
  }

  private focusCell(wanted: Cell): void {
    const cell = this.shownCell(wanted);
    this.change({ cell });
    const place = this.main.querySelector<HTMLElement>(
      `tr[data-id="${CSS.escape(cell.id)}"] > [data-column="${cell.column}"]`,
    );
    this.keyboard.give(place?.querySelector('input') ?? place?.querySelector('button') ?? place);
  }

  /** @returns whether the cell is editable */
  private startDraftIn(cell: Cell): boolean {
    const row = this.rows.find((each) => each.id === cell.id);
    if (row && isGrouping(cell.column)) {
      const ids = this.rowsFor(row).map(({ id }) => id);
      this.host.send({ type: cell.column === 'category' ? 'setCategory' : 'setWorkstream', ids });
      return true;
    }
    const field = logColumns.find((column) => column.id === cell.column)?.field;
    if (!row || !field) {
      return false;
    }
    this.drafts.start(row, field);
    return true;
  }

  /** Drawing moves what is written in, which is no leaving. */
  private leaveDraft(): void {
    if (!this.drawing) {
      this.drafts.leave();
    }
  }
}
