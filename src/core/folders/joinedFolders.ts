import { plainFolder, type FolderMachine } from './folderSpelling';
import { isOfWindows } from './isOfWindows';

/** Settings can hold anything; more steps mean a circle. */
const mostSteps = 1_000;

/**
 * For each name that is not the folder's first, its replacement. No rule changes another's name, so the result doesn't
 * depend on the order of the pairs.
 * @param pairs plain names
 */
export function joinedFolders(
  pairs: readonly (readonly [string, string])[],
  machine: FolderMachine,
): ReadonlyMap<string, string> {
  const rules = new Map<string, string>();
  const waiting = [...pairs];
  for (let step = 0; step < mostSteps; step += 1) {
    const pair = waiting.pop();
    if (pair === undefined) {
      return rules;
    }
    const [a, b] = pair.map((name) => ontoJoined(name, rules, machine)).sort(inOrder);
    if (a !== undefined && b !== undefined && a !== b) {
      rules.set(b, a);
      // Names that the new rule changes are joined once more, in their changed form.
      for (const [name, first] of rules) {
        if (name !== b && (isIn(name, b) || isIn(first, b))) {
          rules.delete(name);
          waiting.push([name, first]);
        }
      }
    }
  }
  return rules;
}

/** The path under the first names of the folders it lies in. */
export function ontoJoined(path: string, rules: ReadonlyMap<string, string>, machine: FolderMachine): string {
  let here = path;
  for (let step = 0; rules.size > 0 && step < mostSteps; step += 1) {
    const name = nearest(here, rules);
    const first = name === undefined ? undefined : rules.get(name);
    if (name === undefined || first === undefined) {
      return here;
    }
    const rest = here.slice(name.length);
    here = plainFolder(first + (isOfWindows(first) ? rest.replaceAll('/', '\\') : rest), machine);
  }
  return here;
}

function nearest(path: string, rules: ReadonlyMap<string, string>): string | undefined {
  const separator = isOfWindows(path) ? '\\' : '/';
  let here = path;
  while (!rules.has(here)) {
    const last = here.lastIndexOf(separator);
    if (last < 0) {
      return undefined;
    }
    here = here.slice(0, last);
  }
  return here;
}

/** Windows names first, as they are case-insensitive; then the shorter, so that no rule makes a path longer. */
function inOrder(a: string, b: string): number {
  return (
    Number(isOfWindows(b)) - Number(isOfWindows(a)) || a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
  );
}

function isIn(path: string, folder: string): boolean {
  return path === folder || (path.startsWith(folder) && /^[\\/]/.test(path.slice(folder.length)));
}
