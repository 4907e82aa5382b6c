import { namesByText, type FolderNames } from '../../folders/folderPath';
import { inHome } from '../../folders/inHome';
import type { ClosedTask } from '../../task/task';
import type { Client } from './clientList';

/** What decides on whose work a task is. */
export interface ClientRules {
  readonly clients: readonly Client[];
  readonly home: string;
  readonly folderNames?: FolderNames | undefined;
}

/** Finds the client of a task: the first whose folder it lies in, or whose project or workstream it is of. */
export function clientFinder({
  clients,
  home,
  folderNames = namesByText,
}: ClientRules): (task: ClosedTask) => string | undefined {
  const rules = clients.map(({ name, places }) => ({
    name,
    isInFolder: folderNames.isInAnyOf(places.filter(isFolder).map((place) => inHome(place, home))),
    names: new Set(places.filter((place) => !isFolder(place)).map(plain)),
  }));
  return ({ folder, project, workstream }) =>
    rules.find(
      ({ isInFolder, names }) =>
        (folder !== null && isInFolder(folder)) ||
        [project, workstream].some((name) => name !== null && names.has(plain(name))),
    )?.name;
}

function isFolder(place: string): boolean {
  return /^~|[/\\]/u.test(place);
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}
