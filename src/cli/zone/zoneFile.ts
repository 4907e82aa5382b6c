import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isZone } from '../../core/days/day';

const largestZoneFile = 64 * 1024;

/** What a zone data file stands for: the name of a zone, or the rule at its end. */
export type ZoneInFile =
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'rule'; readonly text: string }
  | { readonly kind: 'unknown' };

/** @param dataFolders where the system keeps zone data, for recognising a copy */
export function zoneInFile(path: string, dataFolders: readonly string[]): ZoneInFile {
  const named = zoneInPath(path) ?? zoneInPath(realPath(path));
  if (named !== undefined && isFile(path)) {
    return { kind: 'zone', zone: named };
  }
  const bytes = zoneData(path);
  if (bytes === undefined) {
    return { kind: 'unknown' };
  }
  const same = dataFolders.flatMap((folder) => {
    const zone = Intl.supportedValuesOf('timeZone').find((each) => holds(join(folder, each), bytes));
    return zone === undefined ? [] : [zone];
  })[0];
  if (same !== undefined) {
    return { kind: 'zone', zone: same };
  }
  // Since version 2 the data ends with the rule that applies after its last change.
  const text = /\n([^\n]+)\n$/u.exec(bytes.toString('latin1'))?.[1];
  return text === undefined ? { kind: 'unknown' } : { kind: 'rule', text };
}

function zoneInPath(path: string): string | undefined {
  const name = /(?:^|[\\/])zoneinfo[^\\/]*[\\/](?:(?:posix|right)[\\/])?(.+)$/u.exec(path)?.[1];
  return name !== undefined && isZone(name) ? name : undefined;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function zoneData(path: string): Buffer | undefined {
  try {
    const found = statSync(path);
    // Anything else never ends, or has no end worth reading.
    if (!found.isFile() || found.size > largestZoneFile) {
      return undefined;
    }
    const bytes = readFileSync(path);
    return bytes.toString('latin1', 0, 4) === 'TZif' ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function holds(path: string, bytes: Buffer): boolean {
  try {
    return lstatSync(path).size === bytes.length && readFileSync(path).equals(bytes);
  } catch {
    return false;
  }
}
