/** The elements that the Tab key reaches. */
const stops = 'vscode-button, button:not([tabindex]), input, textarea, summary, [tabindex="0"]';

/**
 * The focused place in a page. A page that loses the keyboard to an editor or a quick input forgets its place and would
 * start at the top again: here it is remembered, and restored with the page's focus.
 */
export class KeyboardPlace {
  private last: HTMLElement | undefined;

  constructor() {
    document.addEventListener('focusin', ({ target }) => {
      this.last = target instanceof HTMLElement ? target : undefined;
    });
    document.addEventListener('click', () => {
      if (focused() === undefined) {
        this.last = undefined;
      }
    });
    window.addEventListener('focus', () => {
      if (focused() === undefined) {
        this.last?.focus({ preventScroll: true });
      }
    });
  }

  /** The focused element, or the one that will be when the user returns to the page. */
  get element(): HTMLElement | undefined {
    return document.hasFocus() ? focused() : this.last;
  }

  /** Never takes the focus from an editor in which somebody types: the page waits until the user is back. */
  give(element: HTMLElement | null | undefined, options?: FocusOptions): void {
    this.last = element ?? undefined;
    if (document.hasFocus()) {
      element?.focus(options);
    }
  }

  /**
   * Draws, then returns the focus to the element that had it, caret included: moving a row blurs its contents. If the
   * element is gone or disabled, the next one in Tab order takes its place.
   */
  keep(draw: () => void): void {
    const { element } = this;
    const others = element === undefined ? [] : inTabOrder(element);
    const caret = hasCaret(element) ? [element.selectionStart, element.selectionEnd] : undefined;
    draw();
    if (element === undefined) {
      return;
    }
    if (!takesKeyboard(element)) {
      this.give(others.find(takesKeyboard), { preventScroll: true });
    } else if (focused() !== element) {
      this.give(element, { preventScroll: true });
      const [start, end] = caret ?? [];
      if (hasCaret(element) && typeof start === 'number' && typeof end === 'number') {
        element.setSelectionRange(start, end);
      }
    }
  }
}

function hasCaret(element: HTMLElement | undefined): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

function focused(): HTMLElement | undefined {
  const { activeElement, body } = document;
  return activeElement instanceof HTMLElement && activeElement !== body ? activeElement : undefined;
}

/** The elements after this one in Tab order, then those before it, nearest first. */
function inTabOrder(element: Element): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>(stops)];
  const found = all.findIndex(
    (each) => (element.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
  const next = found < 0 ? all.length : found;
  return [...all.slice(next), ...all.slice(0, next).toReversed()];
}

function takesKeyboard(element: HTMLElement): boolean {
  return element.isConnected && !element.hasAttribute('disabled') && element.checkVisibility();
}
