import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRegularFile } from './regularFile';

const name = 'installation.key';
const length = 32;

/**
 * The key under which this installation remembers texts that could be guessed. Where it can't be kept it is another
 * one each time, and what was remembered under it is found out again.
 */
export function installationKey(folder: string): Uint8Array {
  const path = join(folder, name);
  const known = keyAt(path);
  if (known) {
    return known;
  }
  const key = randomBytes(length);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // One that is damaged gives way; another process may have made a whole one by now, and that one holds.
    rmSync(path, { force: true });
    writeFileSync(path, key, { mode: 0o600, flag: 'wx' });
    return key;
  } catch {
    return keyAt(path) ?? key;
  }
}

/** What is remembered of bytes instead of them: equal for equal ones, and no way back without the key. */
export function keyedHash(key: Uint8Array, bytes: Uint8Array | string): string {
  return createHmac('sha256', key).update(bytes).digest('base64url').slice(0, 16);
}

/** What was remembered under it means nothing any more. */
export function removeInstallationKey(folder: string): void {
  try {
    rmSync(join(folder, name), { force: true });
  } catch {
    // Something else has its name: then there is none.
  }
}

function keyAt(path: string): Uint8Array | undefined {
  try {
    const key = readRegularFile(path);
    return key.length === length ? key : undefined;
  } catch {
    return undefined;
  }
}
