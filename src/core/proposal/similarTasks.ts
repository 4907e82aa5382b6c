import type { ClosedTask } from '../task/task';

/** A task with how much its title has in common with another, from 0 to 1. */
export interface SimilarTask<Titled = ClosedTask> {
  readonly task: Titled;
  readonly similarity: number;
}

/** Less in common is chance. */
const leastSimilarity = 0.12;
/** A title's beginning says what it is about. */
const comparedLength = 300;

/** The recorded tasks whose titles are closest to a title, the closest first, of equal ones the latest. */
export function similarTasks(
  title: string,
  tasks: readonly ClosedTask[],
  most: number,
): readonly SimilarTask[] {
  return similarTitles(title, tasks, most, ({ closing }) => closing.closedAt);
}

/**
 * The same of whatever has a title. Titles are compared by their groups of three letters, so that endings, plurals and
 * compounds count as what they share. Rare groups weigh more: what two titles share counts as part of all that both
 * have (the weighted Dice coefficient).
 */
export function similarTitles<Titled extends { readonly title: string }>(
  title: string,
  tasks: readonly Titled[],
  most: number,
  timeOf: (task: Titled) => number,
): readonly SimilarTask<Titled>[] {
  const asked = trigramsOf(title);
  const known = tasks.map((task) => ({ task, trigrams: trigramsOf(task.title) }));
  const frequency = new Map<string, number>();
  for (const { trigrams } of known) {
    for (const trigram of trigrams) {
      frequency.set(trigram, (frequency.get(trigram) ?? 0) + 1);
    }
  }
  const weightOf = (trigram: string) => Math.log(1 + known.length / (1 + (frequency.get(trigram) ?? 0)));
  const sumOf = (trigrams: Iterable<string>) => {
    let sum = 0;
    for (const trigram of trigrams) {
      sum += weightOf(trigram);
    }
    return sum;
  };
  const askedSum = sumOf(asked);
  return known
    .flatMap(({ task, trigrams }) => {
      const shared = [...asked].filter((trigram) => trigrams.has(trigram));
      const similarity = shared.length === 0 ? 0 : (2 * sumOf(shared)) / (askedSum + sumOf(trigrams));
      return similarity < leastSimilarity ? [] : [{ task, similarity }];
    })
    .sort((a, b) => b.similarity - a.similarity || timeOf(b.task) - timeOf(a.task))
    .slice(0, most);
}

/** Groups of three letters or digits of each word, with its beginning and end. */
function trigramsOf(title: string): ReadonlySet<string> {
  const trigrams = new Set<string>();
  const words = title
    .slice(0, comparedLength)
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u);
  for (const word of words.filter((each) => each !== '')) {
    const letters = [' ', ...Array.from(word), ' '];
    for (let at = 0; at + 3 <= letters.length; at += 1) {
      trigrams.add(letters.slice(at, at + 3).join(''));
    }
  }
  return trigrams;
}
