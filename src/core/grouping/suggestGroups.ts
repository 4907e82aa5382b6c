import { similarTitles } from '../proposal/similarTasks';
import type { GroupedTask, Grouping } from '../task/grouping';
import type { Task } from '../task/task';

/** A category or workstream that tasks have, as it is offered for others. */
export interface SuggestedGroup {
  readonly name: string;
  /** How many of the known tasks have it. */
  readonly tasks: number;
  /** Whether tasks with a similar title or of the same folder have it. */
  readonly fits: boolean;
}

/** So many titles say which names similar tasks have; more add noise. */
const mostAlike = 12;
/** What a title says is worth more than where the work was done or how common a name is. */
const weightOfTitle = 2;

/**
 * All names in use, the likeliest for some tasks first: by the names of tasks with similar titles, of tasks in the same
 * folders, and by use. A task says nothing about itself.
 */
export function suggestGroups(
  grouping: Grouping,
  tasks: readonly Pick<Task, 'id' | 'title' | 'folder'>[],
  known: readonly GroupedTask[],
): readonly SuggestedGroup[] {
  const own = new Set(tasks.map(({ id }) => id));
  const named = known.flatMap((task) => {
    const name = task[grouping];
    return name === null ? [] : [{ ...task, name }];
  });
  const others = named.filter(({ id }) => !own.has(id));
  const title = tasks.map((task) => task.title).join(' ');
  const folders = new Set(tasks.flatMap(({ folder }) => folder ?? []));
  const alike = shares(
    similarTitles(title, others, mostAlike, ({ startedAt }) => startedAt).map(({ task, similarity }) => [
      task.name,
      similarity,
    ]),
  );
  const placed = shares(
    others.flatMap(({ folder, name }) => (folder !== null && folders.has(folder) ? [[name, 1]] : [])),
  );
  const used = shares(others.map(({ name }) => [name, 1]));
  const counts = new Map<string, number>();
  for (const { name } of named) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => {
      const [ofTitle, ofFolder] = [alike.get(name) ?? 0, placed.get(name) ?? 0];
      const score = weightOfTitle * ofTitle + ofFolder + (used.get(name) ?? 0);
      return { name, tasks: count, fits: ofTitle + ofFolder > 0, score };
    })
    .sort((a, b) => b.score - a.score || b.tasks - a.tasks || (a.name < b.name ? -1 : 1))
    .map(({ score: _score, ...group }) => group);
}

/** Each name's part of all the weight. */
function shares(weighted: readonly (readonly [name: string, weight: number])[]): ReadonlyMap<string, number> {
  const all = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  const byName = new Map<string, number>();
  for (const [name, weight] of weighted) {
    byName.set(name, (byName.get(name) ?? 0) + weight / all);
  }
  return byName;
}
