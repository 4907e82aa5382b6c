import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRegularFile } from './regularFile';

const name = 'installation.key';
const length = 32;

/**
 * The key with which this installation hashes texts that could be guessed. If it can't be stored, it is a new one
 * each time, and everything hashed with it is read again.
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
    // A damaged key is replaced; if another process has made a good one by now, that one counts.
    rmSync(path, { force: true });
    writeFileSync(path, key, { mode: 0o600, flag: 'wx' });
    return key;
  } catch {
    return keyAt(path) ?? key;
  }
}

/** Stored in place of the bytes: equal for equal bytes, and irreversible without the key. */
export function keyedHash(key: Uint8Array, bytes: Uint8Array | string): string {
  return createHmac('sha256', key).update(bytes).digest('base64url').slice(0, 16);
}

/** Whatever was hashed with it becomes meaningless. */
export function removeInstallationKey(folder: string): void {
  try {
    rmSync(join(folder, name), { force: true });
  } catch {
    // Something else has its name, so there is no key.
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
