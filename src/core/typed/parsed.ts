/** The user's text, understood; or a sentence with the problem and an example of a valid text. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function rejected(problem: string): Parsed<never> {
  return { ok: false, problem };
}

/** Goes on with an understood value; a rejection stays as it is. */
export function mapParsed<A, B>(from: Parsed<A>, next: (value: A) => B): Parsed<B> {
  return from.ok ? parsed(next(from.value)) : from;
}
