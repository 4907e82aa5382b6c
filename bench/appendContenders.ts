import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { startTaskChanges } from '../src/core/task/actions';
import type { Change } from '../src/core/task/change';
import { closeTaskChanges, proposeClosing } from '../src/core/task/closing';
import type { Closing, Estimate } from '../src/core/task/task';
import { createAppendFile } from '../src/store/files/appendFile';
import { openRecordStore } from '../src/store/openRecordStore';
import { environment } from './outcome';
import { openPeer, type PeerDatabase } from './peer';
import type { PeerClosing } from './peerWorker';
import { copySnapshot, recordCopy, scratchFolder, silentLog, wasmBinary } from './recordFolder';

/** Something that can store the closing of a task, with as many open tasks as were asked for. */
export interface Contender {
  readonly name: string;
  readonly size: number;
  /** Closes one more task; resolves when that is on the disk. */
  readonly close: (index: number) => Promise<void> | void;
  readonly dispose: () => Promise<void> | void;
}

/** The action that all store, worked out beforehand. */
interface PreparedClosing {
  readonly id: string;
  readonly changes: readonly Change[];
  readonly closing: Closing;
  readonly estimate: Estimate;
}

function closings(count: number): readonly PreparedClosing[] {
  const now = Date.now();
  const estimate: Estimate = { hours: 12, by: 'me', at: now };
  const measured = {
    aiMs: 25 * 60_000,
    wallClockMs: 20 * 60_000,
    supervisoryMs: 2 * 60_000,
    aiEvidence: 'measured',
    supervisionEvidence: 'measured',
  } as const;
  const draft = { ...proposeClosing(measured, now, 'UTC', '00:00'), estimate };
  return Array.from({ length: count }, () => {
    const id = randomUUID();
    const changes = closeTaskChanges(id, draft, now);
    const [change] = changes;
    if (change?.entity !== 'task' || change.kind !== 'set' || !change.fields.closing) {
      throw new Error('Expected closeTask to set a closing');
    }
    return { id, changes, closing: change.fields.closing, estimate };
  });
}

export async function ours(size: number, count: number): Promise<Contender> {
  const { directory, remove } = recordCopy(size);
  const store = await openRecordStore({
    directory,
    now: Date.now,
    newId: randomUUID,
    log: silentLog,
    wasmBinary: wasmBinary(),
  });
  const prepared = closings(count);
  await store.append(prepared.flatMap(({ id }) => startTaskChanges(id, { title: titleOf(id) }, Date.now())));
  return {
    name: 'ours',
    size,
    close: async (index) => {
      await store.append(prepared[index]?.changes ?? []);
    },
    async dispose() {
      await store.close();
      remove();
    },
  };
}

/**
 * The same table with the same rows and indexes; one row updated in a transaction of its own.
 * @param withHistory also reads the row and inserts one of what was changed, as keeping history and undo takes.
 */
export function theirs(size: number, count: number, withHistory: boolean): Contender {
  const { directory, database, prepared } = peerCopy(size, count);
  database.exec(
    'CREATE TABLE history (id INTEGER PRIMARY KEY, at INTEGER, task TEXT, before TEXT, after TEXT)',
  );
  const before = database.prepare<object>('SELECT estimate, closing FROM task WHERE id = ?');
  const log = database.prepare('INSERT INTO history (at, task, before, after) VALUES (?, ?, ?, ?)');
  const update = database.prepare(
    'UPDATE task SET estimate = ?, closing = ?, day = ?, closed_at = ?, sequence = ? WHERE id = ?',
  );

  function store({ id, estimate, closing }: PreparedClosing): void {
    if (withHistory) {
      const [row] = before.all(id);
      log.run(Date.now(), id, JSON.stringify(row), JSON.stringify({ estimate, closing }));
    }
    const { changes } = update.run(...valuesOf({ estimate, closing }), id);
    if (changes !== 1) {
      throw new Error(`Expected one row to change, got ${changes}`);
    }
  }

  return {
    name: withHistory ? 'better-sqlite3 with history' : 'better-sqlite3',
    size,
    close: (index) =>
      prepared.slice(index, index + 1).forEach((each) => database.transaction(() => store(each))()),
    dispose() {
      database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/**
 * better-sqlite3 behind a thread of its own, with the promise that ours makes: whoever appends isn't blocked, and
 * hears when it is on the disk.
 */
export async function theirsInWorker(size: number, count: number): Promise<Contender> {
  const { directory, path, database, prepared } = peerCopy(size, count);
  database.close();
  const worker = new Worker(join(environment('BENCH_OUT'), 'peerWorker.js'), { workerData: path });
  await once(worker, 'online');
  return {
    name: 'better-sqlite3 in a worker',
    size,
    async close(index) {
      const [each] = prepared.slice(index, index + 1);
      if (each) {
        const message: PeerClosing = { id: each.id, values: valuesOf(each) };
        worker.postMessage(message);
        await once(worker, 'message');
      }
    },
    async dispose() {
      await worker.terminate();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

interface PeerCopy {
  readonly directory: string;
  readonly path: string;
  readonly database: PeerDatabase;
  readonly prepared: readonly PreparedClosing[];
}

/** A copy of the record's database in which so many tasks are open. */
function peerCopy(size: number, count: number): PeerCopy {
  const directory = scratchFolder();
  const path = join(directory, 'peer.sqlite');
  copySnapshot(size, path);
  const database = openPeer(path);
  const prepared = closings(count);
  const insert = database.prepare(
    `INSERT INTO task (id, title, started_at, private, deleted, visibility_stamp, stamp) VALUES (?, ?, ?, 0, 0, '', '')`,
  );
  database.transaction(() => prepared.forEach(({ id }) => insert.run(id, titleOf(id), Date.now())))();
  return { directory, path, database, prepared };
}

function valuesOf({ estimate, closing }: Pick<PreparedClosing, 'estimate' | 'closing'>) {
  const { day, closedAt, sequence } = closing;
  return [JSON.stringify(estimate), JSON.stringify(closing), day, closedAt, sequence];
}

/** What our journal file alone takes for as many bytes as our line has. */
export async function bareFile(): Promise<Contender> {
  const directory = scratchFolder();
  const file = await createAppendFile(join(directory, 'bare.jsonl'));
  const bytes = Buffer.alloc(560, 'x');
  return {
    name: 'bare',
    size: 0,
    close: () => file.append(bytes),
    async dispose() {
      await file.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function titleOf(id: string): string {
  return `Move the retry rules of ${id} out of the client`;
}
