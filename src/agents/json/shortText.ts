import { text } from './jsonValues';

/** No id, model or branch name is longer than this. */
export const longestId = 512;
/** The longest path accepted. */
export const longestPath = 4_096;

/** @returns undefined unless it is a non-empty text no longer than its kind allows. */
export function shortText(value: unknown, longest = longestId): string | undefined {
  const told = text(value);
  return told === undefined || told.length > longest ? undefined : told;
}
