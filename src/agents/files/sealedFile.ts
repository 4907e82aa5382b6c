import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readRegularFile } from './regularFile';

const sealBytes = 32;

/**
 * Writes a file that says itself whether it is whole: another process sees all of it or what was there before. It says
 * where the person worked and when, so it is nobody else's to read.
 *
 * @returns whether it was written.
 */
export function writeSealed(path: string, kind: string, contents: readonly Uint8Array[]): boolean {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const parts = [Buffer.from(kind), seal(kind, contents), ...contents];
    writeFileSync(temporary, Buffer.concat(parts), { mode: 0o600 });
    // One that was left behind keeps the mode that it had.
    chmodSync(temporary, 0o600);
    renameSync(temporary, path);
    return true;
  } catch {
    removeIfThere(temporary);
    return false;
  }
}

/** @returns what was sealed; undefined where it is missing, of another kind, or a single bit of it is another. */
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

/** Removes the file, and what processes that were ended while they wrote it left behind; or only that. */
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
    // No folder, nothing left behind.
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
    // Its folder is no folder, or closed to us: then it was never written.
  }
}
