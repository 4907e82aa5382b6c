import * as l10n from '@vscode/l10n';
import { html, render, type TemplateResult } from 'lit';
import { formatCount } from '../../src/core/figures/format';
import type { RowView } from '../../src/core/page/protocol';
import type { WebviewMessage } from '../../src/core/page/intents';

interface RowAction {
  readonly label: string;
  readonly run: () => void;
}

export interface RowMenuActions {
  readonly send: (intent: WebviewMessage) => void;
  readonly editTokens: (row: RowView) => void;
  readonly showInTimeline: (row: RowView) => void;
  /** Returns the focus to the row. */
  readonly closed: (row: RowView) => void;
}

/** The actions of a row: one menu for the whole page, as a popover, so that no scroller cuts it off. */
export class RowMenu {
  private readonly element = document.createElement('div');
  private row: RowView | undefined;

  constructor(
    root: HTMLElement,
    private readonly actions: RowMenuActions,
  ) {
    this.element.className = 'menu';
    this.element.popover = 'auto';
    this.element.setAttribute('role', 'menu');
    this.element.addEventListener('keydown', (event) => this.pressKey(event));
    this.element.addEventListener('toggle', () => this.toggled());
    root.append(this.element);
  }

  /** @param rows what it acts on: the row, or all selected ones @param anchor the button it belongs to */
  open(row: RowView, rows: readonly RowView[], anchor: Element): void {
    this.row = row;
    this.element.setAttribute(
      'aria-label',
      rows.length > 1
        ? l10n.t('Actions for {0} tasks', formatCount(rows.length))
        : l10n.t('Actions for {0}', row.title),
    );
    render(menuItems(this.items(row, rows)), this.element);
    this.element.showPopover();
    this.place(anchor.getBoundingClientRect());
    this.buttons()[0]?.focus();
  }

  close(): void {
    if (this.row) {
      this.element.hidePopover();
    }
  }

  private items(row: RowView, rows: readonly RowView[]): readonly RowAction[] {
    const { send, editTokens, showInTimeline } = this.actions;
    const { id } = row;
    const ofOne = [
      { label: l10n.t('Edit Task…'), run: () => send({ type: 'editTask', id }) },
      {
        label: row.tokens === null ? l10n.t('Add Tokens') : l10n.t('Edit Tokens'),
        run: () => editTokens(row),
      },
      ...(row.measured === null
        ? []
        : [{ label: l10n.t('Show in Timeline'), run: () => showInTimeline(row) }]),
      { label: l10n.t('Move to Another Day…'), run: () => send({ type: 'moveTask', id }) },
      { label: l10n.t('Reopen'), run: () => send({ type: 'reopenTask', id }) },
      { label: l10n.t('Delete'), run: () => send({ type: 'deleteTask', id }) },
    ];
    const ofAll = rowActions(rows, send);
    return (rows.length > 1 ? ofAll : [...ofOne.slice(0, -1), ...ofAll, ...ofOne.slice(-1)]).map(
      ({ label, run }) => ({
        label,
        run: () => {
          this.element.hidePopover();
          run();
        },
      }),
    );
  }

  private place(anchor: DOMRect): void {
    const { offsetWidth, offsetHeight } = this.element;
    const below = anchor.bottom + offsetHeight <= window.innerHeight;
    const left = Math.max(4, Math.min(anchor.right - offsetWidth, window.innerWidth - offsetWidth - 4));
    const top = Math.max(4, below ? anchor.bottom : anchor.top - offsetHeight);
    this.element.style.left = `${left}px`;
    this.element.style.top = `${top}px`;
  }

  private toggled(): void {
    if (this.element.matches(':popover-open') || !this.row) {
      return;
    }
    const row = this.row;
    this.row = undefined;
    // The user may have clicked elsewhere; restore the focus only if the menu left it behind.
    if (document.activeElement === document.body || document.activeElement === null) {
      this.actions.closed(row);
    }
  }

  private pressKey(event: KeyboardEvent): void {
    const buttons = this.buttons();
    const index = buttons.findIndex((button) => button === document.activeElement);
    const to = {
      ArrowDown: (index + 1) % buttons.length,
      ArrowUp: (index - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      buttons[to]?.focus();
    } else if (event.key === 'Tab') {
      event.preventDefault();
      this.element.hidePopover();
    }
  }

  private buttons(): HTMLButtonElement[] {
    return [...this.element.querySelectorAll('button')];
  }
}

function menuItems(items: readonly RowAction[]): TemplateResult {
  return html`${items.map(
    (item) =>
      html`<button type="button" role="menuitem" tabindex="-1" @click=${item.run}>${item.label}</button>`,
  )}`;
}

/** What can be done with one row or several at once, as one action. */
export function rowActions(
  rows: readonly RowView[],
  send: (intent: WebviewMessage) => void,
): readonly RowAction[] {
  const ids = rows.map(({ id }) => id);
  const allPrivate = rows.every((row) => row.private);
  return [
    { label: l10n.t('Set Category…'), run: () => send({ type: 'setCategory', ids }) },
    { label: l10n.t('Set Workstream…'), run: () => send({ type: 'setWorkstream', ids }) },
    {
      label: allPrivate ? l10n.t('Mark Not Private') : l10n.t('Mark Private'),
      run: () => send({ type: 'setPrivate', ids, private: !allPrivate }),
    },
  ];
}
