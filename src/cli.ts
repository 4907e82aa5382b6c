import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import * as z from 'zod/mini';
import type { OpenedRecord, OwnDays, ProcessEnvironment, RecordAccess } from './cli/input/commandEnvironment';
import { ownProcesses } from './cli/input/ownProcesses';
import { escapedOutput } from './cli/output/escapedOutput';
import { runCommandLine } from './cli/runCommandLine';

const environment: ProcessEnvironment = {
  variables: process.env,
  platform: process.platform,
  homeFolder: homedir(),
  workFolder: workFolder(),
  version: version(),
  hostName: hostname(),
  ownDays,
  now: () => Date.now(),
  newId: () => randomUUID(),
  readStdin: async () => (await import('node:stream/consumers')).buffer(process.stdin),
  protocolStreams: () => ({ input: process.stdin, output: process.stdout }),
  ownProcesses: () => ownProcesses(process.platform),
  ...escapedOutput({
    write: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
    isTerminal: process.stdout.isTTY,
  }),
  openRecord,
  async appendToRecord(directory, changes) {
    const { appendToRecord } = await import('./store/appendToRecord');
    await appendToRecord({ directory, now: environment.now, newId: environment.newId }, changes);
  },
};

async function openRecord(directory: string, access: RecordAccess): Promise<OpenedRecord> {
  const { openRecordStore } = await import('./store/openRecordStore');
  // Else V8 compiles SQLite's busier half again, optimised, which takes longer than all that a command asks of it, even
  // over 10,000 tasks.
  setFlagsFromString('--liftoff-only');
  return openRecordStore({
    directory,
    readOnly: access === 'read',
    now: environment.now,
    newId: environment.newId,
    // Anything that matters is reported as a problem of the store or as an error; the rest is for an editor's log.
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    wasmBinary: readFileSync(wasmPath()),
    watch: false,
    sharesFiles: true,
  });
}

async function ownDays(): Promise<OwnDays> {
  const [{ processZone }, { readDayCounting }] = await Promise.all([
    import('./cli/zone/processZone'),
    import('./store/dayCountingFile'),
  ]);
  const { zone, problem } = processZone(process.env['TZ'], {
    machineZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    dataFolders: [process.env['TZDIR'] ?? '/usr/share/zoneinfo', '/var/db/timezone/zoneinfo'],
    now: Date.now(),
  });
  return { zone, zoneProblem: problem, dayStart: '00:00', readDayCounting };
}

function workFolder(): string | null {
  try {
    return process.cwd();
  } catch {
    // It was removed.
    return null;
  }
}

/** Next to the bundle; in a checkout, in the package. */
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

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads the output may stop early (`| head`); that is no failure.
  if (error.code !== 'EPIPE') {
    process.exitCode = 1;
    environment.remark(
      `The output could not be written completely (${error.code ?? error.message}). Anything recorded stays recorded.`,
    );
  }
});
// Nobody is left to report to.
process.stderr.on('error', () => undefined);

async function main(): Promise<void> {
  const code = await runCommandLine(process.argv.slice(2), environment);
  // Writing the result may have failed in the meantime.
  process.exitCode = code || (process.exitCode ?? 0);
}

void main();
