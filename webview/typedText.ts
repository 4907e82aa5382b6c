/** The text of the input that an event came from; empty if it came from none. */
export function typedText({ currentTarget }: Event): string {
  return currentTarget instanceof HTMLInputElement ? currentTarget.value : '';
}
