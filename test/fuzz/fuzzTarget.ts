/** One entrance for foreign bytes, and what must hold whatever comes in. */
export interface FuzzTarget {
  readonly name: string;
  /** Well-formed inputs to start from, small ones: mutations of them reach deeper than noise does. */
  seeds(): readonly Buffer[];
  /** @throws whatever went wrong; a clean refusal is not an error. */
  run(input: Buffer): void | Promise<void>;
}

/** A property that doesn't hold, in words. */
export class PropertyError extends Error {}

export function expectThat(holds: boolean, message: string): asserts holds {
  if (!holds) {
    throw new PropertyError(message);
  }
}
