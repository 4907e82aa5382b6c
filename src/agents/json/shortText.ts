import { text } from './jsonValues';

/** No id, name of a model or branch is longer; what is can't be one. */
export const longestId = 512;
/** As long as a path may be. */
export const longestPath = 4_096;

/** @returns undefined unless it is a text that says something and isn't longer than what it names may be. */
export function shortText(value: unknown, longest = longestId): string | undefined {
  const told = text(value);
  return told === undefined || told.length > longest ? undefined : told;
}
