import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { CommandEnvironment, OpenedRecord } from './cli/commandEnvironment';
import { runCommandLine } from './cli/runCommandLine';
import { isZone } from './core/day';
import { openRecordStore } from './store/openRecordStore';

const environment: CommandEnvironment = {
  variables: process.env,
  platform: process.platform,
  homeFolder: homedir(),
  version: version(),
  zone: zone(),
  now: () => Date.now(),
  newId: () => randomUUID(),
  readStdin: () => text(process.stdin),
  print: (line) => process.stdout.write(`${line}\n`),
  remark: (line) => process.stderr.write(`${line}\n`),
  openRecord,
};

async function openRecord(directory: string): Promise<OpenedRecord> {
  return openRecordStore({
    directory,
    now: environment.now,
    newId: environment.newId,
    // What matters of it comes back as problems of the store or as errors; the rest is for an editor's log.
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    wasmBinary: readFileSync(wasmPath()),
    watch: false,
  });
}

/** Beside the bundle; in a checkout, where the package is. */
function wasmPath(): string {
  const shipped = join(__dirname, 'sql-wasm.wasm');
  return existsSync(shipped)
    ? shipped
    : join(__dirname, '..', 'node_modules', 'sql.js', 'dist', 'sql-wasm.wasm');
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}

function zone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return isZone(timeZone) ? timeZone : 'UTC';
}

// Whoever reads the output may stop early (`| head`); that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error;
    }
  });
}

async function main(): Promise<void> {
  process.exitCode = await runCommandLine(process.argv.slice(2), environment);
}

void main();
