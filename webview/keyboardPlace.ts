/** What the Tab key reaches. */
const stops = 'vscode-button, button:not([tabindex]), input, summary, [tabindex="0"]';

/**
 * Where the keyboard is in a page. A page that loses it to an editor or a quick input no longer knows where it was, and
 * would begin at its top again: here it is known, and given back with the page's own focus.
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

  /** What has the keyboard, or will have it when somebody comes back to the page. */
  get element(): HTMLElement | undefined {
    return document.hasFocus() ? focused() : this.last;
  }

  /** Never takes the keyboard from an editor in which somebody types: there the page waits until they are back. */
  give(element: HTMLElement | null | undefined, options?: FocusOptions): void {
    this.last = element ?? undefined;
    if (document.hasFocus()) {
      element?.focus(options);
    }
  }

  /**
   * Draws, then gives the keyboard back to the element that had it, caret included: moving a row blurs what is in it.
   * Where that element is gone or disabled, what Tab would have reached next takes its place.
   */
  keep(draw: () => void): void {
    const { element } = this;
    const others = element === undefined ? [] : inTabOrder(element);
    const caret =
      element instanceof HTMLInputElement ? [element.selectionStart, element.selectionEnd] : undefined;
    draw();
    if (element === undefined) {
      return;
    }
    if (!takesKeyboard(element)) {
      this.give(others.find(takesKeyboard), { preventScroll: true });
    } else if (focused() !== element) {
      this.give(element, { preventScroll: true });
      const [start, end] = caret ?? [];
      if (element instanceof HTMLInputElement && typeof start === 'number' && typeof end === 'number') {
        element.setSelectionRange(start, end);
      }
    }
  }
}

function focused(): HTMLElement | undefined {
  const { activeElement, body } = document;
  return activeElement instanceof HTMLElement && activeElement !== body ? activeElement : undefined;
}

/** What is after the element in the order of Tab, then what is before it, nearest first. */
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
