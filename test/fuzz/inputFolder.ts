import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';

/** A new folder for inputs, in memory where the system has such a place: no disk is worn, nor waited for. */
export function inputFolder(): string {
  return mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'fuzz-'));
}
