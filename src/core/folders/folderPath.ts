import { joinedFolders, ontoJoined } from './joinedFolders';
import { plainFolder, spelledFolder, type FolderMachine } from './folderSpelling';
import { isOfWindows } from './isOfWindows';

/**
 * All names of a folder: those that follow from the text (a Windows drive seen from WSL and a WSL folder seen from
 * Windows, the two names that macOS has for everything in `/private`, addresses of VS Code), and those that the user
 * declares the same (links, other mounts). Never touches the disk.
 */
export class FolderNames {
  private readonly rules: ReadonlyMap<string, string>;
  private readonly joined: readonly string[];

  /** @param aliases pairs of names of one folder; everything below it has both names too */
  constructor(
    aliases: readonly (readonly [string, string])[] = [],
    private readonly machine: FolderMachine = { isMac: false, home: '' },
  ) {
    const pairs = aliases.map(([a, b]): [string, string] => [
      plainFolder(a, machine),
      plainFolder(b, machine),
    ]);
    this.rules = joinedFolders(pairs, machine);
    this.joined = this.rules.size === 0 ? [] : pairs.flat();
  }

  isSame(a: string, b: string): boolean {
    return a === b || this.oneName(a) === this.oneName(b);
  }

  /**
   * Whether a path is one of the folders or lies in it, each as written by the system that it comes from. The cost
   * depends on the depth of the path, not on the number of folders.
   */
  isInAnyOf(folders: readonly string[]): (path: string) => boolean {
    const known = new Set(folders.flatMap((folder) => (folder === '' ? [] : this.namesOf(folder))));
    this.addJoined(known);
    return (path) => {
      if (known.size === 0 || path === '') {
        return false;
      }
      // Everything below `/mnt` lies there under its other name too.
      return (
        isBelow(known, spelledFolder(path, this.machine)) ||
        this.namesOf(path).some((name) => isBelow(known, name))
      );
    };
  }

  private namesOf(path: string): string[] {
    const plain = plainFolder(path, this.machine);
    return this.rules.size === 0 ? [plain] : [plain, ontoJoined(plain, this.rules, this.machine)];
  }

  private oneName(path: string): string {
    return ontoJoined(plainFolder(path, this.machine), this.rules, this.machine);
  }

  /** A folder inside one of these by one of its names is inside by all of them. */
  private addJoined(known: Set<string>): void {
    for (let size = -1; known.size > 0 && size !== known.size;) {
      size = known.size;
      for (const name of this.joined) {
        const one = ontoJoined(name, this.rules, this.machine);
        if (isBelow(known, name) || isBelow(known, one)) {
          known.add(one);
        }
      }
    }
  }
}

/** The names that follow from the text alone. */
export const namesByText = new FolderNames();

function isBelow(known: ReadonlySet<string>, path: string): boolean {
  const separator = isOfWindows(path) ? '\\' : '/';
  let here = path;
  while (!known.has(here)) {
    const last = here.lastIndexOf(separator);
    if (last < 0) {
      return false;
    }
    here = here.slice(0, last);
  }
  return true;
}
