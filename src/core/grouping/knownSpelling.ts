import type { GroupedTask, Grouping } from '../task/grouping';

/** Whether two names differ in nothing but the case and width of their letters: then they are one group. */
export function hasSameLetters(one: string, other: string): boolean {
  return sameLetters(one) === sameLetters(other);
}

/** The name as other tasks have it, if they have it in other letters only: two spellings would be two groups. */
export function knownSpelling(
  name: string,
  grouping: Grouping,
  others: readonly Pick<GroupedTask, Grouping>[],
): string {
  const alike = others.flatMap((task) => {
    const known = task[grouping];
    return known !== null && hasSameLetters(known, name) ? [known] : [];
  });
  return alike.includes(name) ? name : (alike[0] ?? name);
}

function sameLetters(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
