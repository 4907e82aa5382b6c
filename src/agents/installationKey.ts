import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
    // Another process may have made one by now: that one holds, unless it is damaged.
    writeFileSync(path, key, { mode: 0o600, flag: keyExists(path) ? 'w' : 'wx' });
    return key;
  } catch {
    return keyAt(path) ?? key;
  }
}

/** What is remembered of bytes instead of them: equal for equal ones, and no way back without the key. */
export function keyedHash(key: Uint8Array, bytes: Uint8Array | string): string {
  return createHmac('sha256', key).update(bytes).digest('base64url').slice(0, 16);
}

function keyAt(path: string): Uint8Array | undefined {
  try {
    const key = readFileSync(path);
    return key.length === length ? key : undefined;
  } catch {
    return undefined;
  }
}

function keyExists(path: string): boolean {
  try {
    return readFileSync(path).length >= 0;
  } catch {
    return false;
  }
}
