import type { ClosedTask } from '../../task/task';

/** Names that only tasks that are left out have. They are looked for in what is published, and never part of it. */
export function leftOutNames(
  leftOut: readonly ClosedTask[],
  published: readonly ClosedTask[],
): readonly string[] {
  if (leftOut.length === 0) {
    return [];
  }
  const shown = new Set(published.flatMap(namesOf));
  return [...new Set(leftOut.flatMap(namesOf))].filter((name) => !shown.has(name));
}

function namesOf({ title, project, workstream }: ClosedTask): string[] {
  return [title, project, workstream].filter((name) => name !== null);
}
