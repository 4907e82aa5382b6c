import { randomUUID } from 'node:crypto';
import { rmSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { proposeChanges } from '../../src/core/proposal/proposalChanges';
import type { Change } from '../../src/core/task/change';
import { appendToRecord } from '../../src/store/appendToRecord';
import { buildSnapshotWith } from '../../src/store/snapshot/buildSnapshot';
import { openRecordStore, type OpenRecordStore } from '../../src/store/openRecordStore';
import { changeTask, closing, setSpan, setTask } from '../store/recordBuilders';
import { copyJournal } from './copyJournal';
import { importedRows, roles, spansOfAction, type Role } from './roles';

/**
 * One process of the kill harness, which does the work of its role over and over until it is killed. What is
 * acknowledged is told at once, by a write that has happened when it returns.
 */
const [role = '', directory = '', other = '', wasm = ''] = process.argv.slice(2);

async function open(sharesFiles = false): Promise<OpenRecordStore> {
  const silent = () => undefined;
  return openRecordStore({
    directory,
    now: Date.now,
    newId: randomUUID,
    log: { info: silent, warn: silent, error: silent },
    wasmBinary: await readFile(wasm),
    watch: false,
    sharesFiles,
  });
}

function tell(kind: string, id: string): void {
  writeSync(1, `${kind} ${id}\n`);
}

function action(id: string): Change[] {
  const spans = Array.from({ length: spansOfAction }, (_, number) =>
    setSpan(`${id}-${number}`, { taskId: id }),
  );
  return [setTask(id), ...spans];
}

async function write(): Promise<void> {
  const store = await open();
  for (;;) {
    const id = randomUUID();
    await store.append(action(id));
    tell('written', id);
    await store.append([changeTask(id, { title: `Renamed ${id}`, closing: closing() })]);
    tell('closed', id);
  }
}

/** As runs of the command line do it: open, store, close; the journal file is the next one's. */
async function run(): Promise<void> {
  for (;;) {
    const store = await open(true);
    const id = randomUUID();
    await store.append(action(id));
    tell('written', id);
    await store.close();
  }
}

/** As agents propose: without opening the record, often under a key that others use. */
async function propose(): Promise<void> {
  for (;;) {
    const key = `key-${Math.floor(Math.random() * 20)}`;
    const origin = {
      way: 'command-line',
      at: Date.now(),
      folder: directory,
      processes: [process.pid],
      guessed: { agent: null, session: null },
    } as const;
    const input = { title: `Work of ${process.pid}`, hours: 1, ...(Math.random() < 0.5 && { key }) };
    const { id, changes } = proposeChanges(input, origin, randomUUID);
    await appendToRecord({ directory, now: Date.now, newId: randomUUID }, changes);
    tell('proposed', id);
  }
}

async function undo(): Promise<void> {
  const store = await open();
  for (;;) {
    const id = randomUUID();
    const { inverse } = await store.append(action(id));
    tell('tried', id);
    await store.append(inverse);
    tell('undone', id);
  }
}

/** The same file each time, by however many at once: what it holds is there once. */
async function importFile(): Promise<void> {
  for (;;) {
    const store = await open();
    const file = `file-${Math.floor(Math.random() * 5)}`;
    const rows = Array.from({ length: importedRows }, (_, row) => `${file}-row-${row}`);
    const missing = rows.filter((key) => store.taskByImportKey(key) === undefined);
    await store.append(
      missing.map((key) =>
        setTask(`imported-${key}`, { importKey: key, closing: closing({ day: '2026-03-11' }) }),
      ),
    );
    tell('imported', file);
    await store.close();
  }
}

async function snapshot(): Promise<void> {
  const build = buildSnapshotWith(await readFile(wasm));
  for (;;) {
    const request = { directory, writer: randomUUID(), now: Date.now(), limits: new Map<string, number>() };
    await build(request, new AbortController().signal);
    tell('built', directory);
  }
}

async function rebuild(): Promise<void> {
  for (;;) {
    rmSync(join(directory, 'tasks.sqlite'), { force: true });
    const store = await open();
    tell('rebuilt', directory);
    await store.close();
  }
}

/** As file synchronisers do it: whole files, under another name first, where the copy here is missing or shorter. */
async function sync(): Promise<void> {
  for (;;) {
    copyJournal(directory, other);
    copyJournal(other, directory);
    tell('synced', directory);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const work: Readonly<Record<Role, () => Promise<void>>> = {
  write,
  run,
  propose,
  undo,
  import: importFile,
  snapshot,
  rebuild,
  sync,
};
const chosen = roles.find((each) => each === role);
if (chosen !== undefined) {
  void work[chosen]();
}
