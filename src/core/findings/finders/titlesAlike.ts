import { formatCount } from '../../figures/format';
import { type RecordRow, totalsOfRows } from '../../record/dayRecord';
import { numbersOf, sumFigures } from '../finding/rowFigures';
import type { Finder } from '../finding/finding';
import { groupText } from './groups';
import { named } from '../words/sentenceParts';

const fewestTasks = 3;
const mostGroups = 5;
const mostLookedFor = 20;
const longestBeginning = 40;

/** Tasks whose titles begin alike: up to a colon, or with the same two words. */
export const titlesAlike: Finder = ({ record: { rows }, l10n }) => {
  const titles = rows.map((row) => flat(row.task.title));
  const lower = titles.map((title) => title.toLowerCase());
  const groups = beginningsOf(titles)
    .map((name) => {
      const beginning = name.toLowerCase();
      return { name, rows: rows.filter((_, index) => lower[index]?.startsWith(beginning)) };
    })
    .filter((group) => group.rows.length >= fewestTasks && !isKnown(group.rows, rows))
    .sort((a, b) => b.rows.length - a.rows.length);
  const taken = new Set<RecordRow>();
  const distinct = groups.filter((group) => {
    const isNew = group.rows.every((row) => !taken.has(row));
    if (isNew) {
      group.rows.forEach((row) => taken.add(row));
    }
    return isNew;
  });
  const most = distinct.slice(0, mostGroups);
  if (most.length === 0) {
    return undefined;
  }
  return {
    sentences: most.map((group) =>
      l10n.t(
        'The titles of {0} tasks begin with {1}: {2}.',
        formatCount(group.rows.length),
        named(group.name),
        groupText(totalsOfRows(group.rows), group.rows, l10n),
      ),
    ),
    figures: most.flatMap((group) => sumFigures(totalsOfRows(group.rows), group.rows)),
    rows: numbersOf(most.flatMap((group) => group.rows)),
  };
};

/** The most frequent beginnings, each as it is first written. Looking for each among all titles takes long. */
function beginningsOf(titles: readonly string[]): readonly string[] {
  const counts = new Map<string, { readonly name: string; count: number }>();
  for (const title of titles) {
    const name = beginningOf(title);
    if (name !== undefined) {
      const key = name.toLowerCase();
      const known = counts.get(key);
      if (known === undefined) {
        counts.set(key, { name, count: 1 });
      } else {
        known.count += 1;
      }
    }
  }
  return [...counts.values()]
    .filter(({ count }) => count >= fewestTasks)
    .sort((a, b) => b.count - a.count)
    .slice(0, mostLookedFor)
    .map(({ name }) => name);
}

/** Most titles are so already, and the pattern below looks at each blank. */
const flatAlready = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/u;

function flat(title: string): string {
  return flatAlready.test(title) ? title : title.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function beginningOf(title: string): string | undefined {
  const colon = title.indexOf(':');
  if (colon > 0) {
    return colon < longestBeginning ? title.slice(0, colon + 1) : undefined;
  }
  const end = title.indexOf(' ', title.indexOf(' ') + 1);
  return end === -1 || end > longestBeginning ? undefined : title.slice(0, end);
}

/** All tasks, or those of a workstream or category, which another finder tells. */
function isKnown(group: readonly RecordRow[], rows: readonly RecordRow[]): boolean {
  const first = group[0]?.task;
  return (
    group.length === rows.length ||
    (['workstream', 'category'] as const).some((of) => {
      const name = first?.[of] ?? null;
      return (
        name !== null &&
        group.every(({ task }) => task[of] === name) &&
        rows.filter(({ task }) => task[of] === name).length === group.length
      );
    })
  );
}
