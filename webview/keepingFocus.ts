/** Draws, then gives the keyboard back to the element that had it, caret included: moving a row blurs what is in it. */
export function keepingFocus(draw: () => void): void {
  const focused = document.activeElement;
  const caret =
    focused instanceof HTMLInputElement ? [focused.selectionStart, focused.selectionEnd] : undefined;
  draw();
  if (!(focused instanceof HTMLElement) || !focused.isConnected || document.activeElement === focused) {
    return;
  }
  focused.focus({ preventScroll: true });
  const [start, end] = caret ?? [];
  if (focused instanceof HTMLInputElement && typeof start === 'number' && typeof end === 'number') {
    focused.setSelectionRange(start, end);
  }
}
