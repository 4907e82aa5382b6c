import { formatCount } from '../../figures/format';
import type { RecordRow } from '../../record/dayRecord';
import { numbersOf, sumFigures, totalsOf } from '../finding/rowFigures';
import type { Finder } from '../finding/finding';
import { groupText } from './groups';
import { named } from '../words/sentenceParts';

const fewestTasks = 3;
const mostGroups = 5;
const longestBeginning = 40;

/** Tasks whose titles begin alike: up to a colon, or with the same two words. */
export const titlesAlike: Finder = ({ record: { rows }, l10n }) => {
  const titles = new Map(rows.map((row) => [row, flat(row.task.title)]));
  const beginnings = new Map<string, string>();
  for (const title of titles.values()) {
    const beginning = beginningOf(title);
    if (beginning !== undefined && !beginnings.has(beginning.toLowerCase())) {
      beginnings.set(beginning.toLowerCase(), beginning);
    }
  }
  const groups = [...beginnings]
    .map(([lower, name]) => ({
      name,
      rows: rows.filter((row) => titles.get(row)?.toLowerCase().startsWith(lower)),
    }))
    .filter((group) => group.rows.length >= fewestTasks && !isKnown(group.rows, rows))
    .sort((a, b) => b.rows.length - a.rows.length);
  const taken = new Set<RecordRow>();
  const told = groups.filter((group) => {
    const isNew = group.rows.every((row) => !taken.has(row));
    if (isNew) {
      group.rows.forEach((row) => taken.add(row));
    }
    return isNew;
  });
  const most = told.slice(0, mostGroups);
  if (most.length === 0) {
    return undefined;
  }
  return {
    sentences: most.map((group) =>
      l10n.t(
        'The titles of {0} tasks begin with {1}: {2}.',
        formatCount(group.rows.length),
        named(group.name),
        groupText(totalsOf(group.rows), group.rows, l10n),
      ),
    ),
    figures: most.flatMap((group) => sumFigures(totalsOf(group.rows), group.rows)),
    rows: numbersOf(most.flatMap((group) => group.rows)),
  };
};

function flat(title: string): string {
  return title.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function beginningOf(title: string): string | undefined {
  const colon = title.indexOf(':');
  if (colon > 0) {
    return colon < longestBeginning ? title.slice(0, colon + 1) : undefined;
  }
  const [one, two, three] = title.split(' ');
  const words = `${one} ${two}`;
  return two === undefined || three === undefined || words.length > longestBeginning ? undefined : words;
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
