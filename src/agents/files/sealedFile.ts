import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readRegularFile } from './regularFile';

const sealBytes = 32;

/**
 * Writes a file that shows by itself whether it is intact; another process sees all of it or what was there before.
 * It says where and when the user worked, so nobody else may read it.
 *
 * @returns whether it was written.
 */
export function writeSealed(path: string, kind: string, contents: readonly Uint8Array[]): boolean {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const parts = [Buffer.from(kind), seal(kind, contents), ...contents];
    writeFileSync(temporary, Buffer.concat(parts), { mode: 0o600 });
    // A leftover file keeps the mode that it had.
    chmodSync(temporary, 0o600);
    renameSync(temporary, path);
    return true;
  } catch {
    removeIfThere(temporary);
    return false;
  }
}

/** @returns what was sealed; undefined if it is missing, of another kind, or differs in a single bit. */
export function readSealed(path: string, kind: string): Buffer | undefined {
  try {
    const bytes = readRegularFile(path);
    const start = Buffer.byteLength(kind) + sealBytes;
    const contents = bytes.subarray(start);
    const isWhole =
      bytes.length >= start &&
      bytes.subarray(0, start - sealBytes).equals(Buffer.from(kind)) &&
      bytes.subarray(start - sealBytes, start).equals(seal(kind, [contents]));
    return isWhole ? contents : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the file and whatever processes left behind that were killed while writing it, or only the latter. */
export function removeSealed(path: string, what: 'all' | 'leftovers'): void {
  if (what === 'all') {
    removeIfThere(path);
  }
  try {
    for (const name of readdirSync(dirname(path))) {
      if (name.startsWith(`${basename(path)}.`) && name.endsWith('.tmp')) {
        removeIfThere(join(dirname(path), name));
      }
    }
  } catch {
    // Without a folder there is nothing left behind.
  }
}

function seal(kind: string, contents: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256').update(kind);
  contents.forEach((each) => hash.update(each));
  return hash.digest();
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its folder isn't a folder, or isn't accessible, so it was never written.
  }
}
