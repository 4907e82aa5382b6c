import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { startTask } from '../src/core/actions';
import { closeTask, proposeClosing } from '../src/core/closing';
import type { Change } from '../src/core/change';
import type { Closing, Estimate } from '../src/core/task';
import { openRecordStore } from '../src/store/openRecordStore';
import { median, milliseconds, quantile, ratio, thousands } from './figures';
import { atMost, report } from './outcome';
import { openPeer } from './peer';
import { copySnapshot, recordCopy, scratchFolder, silentLog, sizes, wasmBinary } from './recordFolder';

const runs = 3;
const batches = 30;
const perBatch = 10;
const tasks = batches * perBatch;

interface Contender {
  readonly name: string;
  readonly size: number;
  /** Closes one more task; resolves when that is on the disk. */
  readonly close: (index: number) => Promise<void> | void;
  readonly dispose: () => Promise<void> | void;
}

/** Milliseconds of each append, by contender. */
type Samples = Map<string, number[]>;

const measured = {
  aiMs: 25 * 60_000,
  wallClockMs: 20 * 60_000,
  supervisoryMs: 2 * 60_000,
  aiEvidence: 'measured',
  supervisionEvidence: 'measured',
} as const;

/** The action both store: the closing of one open task with its estimate. */
function closingOf(id: string): { changes: readonly Change[]; closing: Closing; estimate: Estimate } {
  const now = Date.now();
  const estimate: Estimate = { hours: 12, by: 'me', at: now };
  const changes = closeTask(id, { ...proposeClosing(measured, now, 'UTC', '00:00'), estimate }, now);
  const [change] = changes;
  if (change?.entity !== 'task' || change.kind !== 'set' || !change.fields.closing) {
    throw new Error('Expected closeTask to set a closing');
  }
  return { changes, closing: change.fields.closing, estimate };
}

async function ours(size: number): Promise<Contender> {
  const { directory, remove } = recordCopy(size);
  const store = await openRecordStore({
    directory,
    now: Date.now,
    newId: randomUUID,
    log: silentLog,
    wasmBinary: wasmBinary(),
  });
  const ids = Array.from({ length: tasks }, () => randomUUID());
  await store.append(ids.flatMap((id) => startTask(id, { title: titleOf(id) }, Date.now())));
  return {
    name: 'ours',
    size,
    close: async (index) => {
      await store.append(closingOf(ids[index] ?? '').changes);
    },
    async dispose() {
      await store.close();
      remove();
    },
  };
}

/** The same table with the same rows and indexes; one row updated in a transaction of its own. */
function theirs(size: number): Contender {
  const directory = scratchFolder();
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'peer.sqlite');
  copySnapshot(size, path);
  const database = openPeer(path);
  const ids = Array.from({ length: tasks }, () => randomUUID());
  const insert = database.prepare(
    `INSERT INTO task (id, title, started_at, private, deleted, visibility_stamp, stamp) VALUES (?, ?, ?, 0, 0, '', '')`,
  );
  database.transaction(() => ids.forEach((id) => insert.run(id, titleOf(id), Date.now())))();
  const update = database.prepare(
    'UPDATE task SET estimate = ?, closing = ?, day = ?, closed_at = ?, sequence = ? WHERE id = ?',
  );
  return {
    name: 'better-sqlite3',
    size,
    close(index) {
      const { closing, estimate } = closingOf(ids[index] ?? '');
      const { day, closedAt, sequence } = closing;
      const values = [JSON.stringify(estimate), JSON.stringify(closing), day, closedAt, sequence];
      const { changes } = database.transaction(() => update.run(...values, ids[index]))();
      if (changes !== 1) {
        throw new Error(`Expected one row to change, got ${changes}`);
      }
    },
    dispose() {
      database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** What the disk itself takes for as many bytes as our line has. */
async function bareFile(): Promise<Contender> {
  const directory = scratchFolder();
  mkdirSync(directory, { recursive: true });
  const file = await open(join(directory, 'bare.jsonl'), 'wx');
  const bytes = Buffer.alloc(560, 'x');
  return {
    name: 'bare',
    size: 0,
    async close() {
      await file.write(bytes);
      await file.datasync();
    },
    async dispose() {
      await file.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** All take turns in small batches, so that whatever disturbs the machine disturbs all. */
async function run(): Promise<Samples> {
  const contenders: Contender[] = [];
  for (const size of sizes) {
    contenders.push(await ours(size), theirs(size));
  }
  contenders.push(await bareFile());
  const samples: Samples = new Map(contenders.map((each) => [keyOf(each.name, each.size), []]));
  for (let batch = 0; batch < batches; batch += 1) {
    // Half of them forth, half back, so that no one always comes after the same.
    const order =
      batch % 2 === 0 ? contenders : contenders.flatMap((_, index) => contenders.at(-1 - index) ?? []);
    for (const contender of order) {
      for (let index = batch * perBatch; index < (batch + 1) * perBatch; index += 1) {
        const start = performance.now();
        await contender.close(index);
        samples.get(keyOf(contender.name, contender.size))?.push(performance.now() - start);
      }
    }
  }
  for (const contender of contenders) {
    await contender.dispose();
  }
  return samples;
}

function keyOf(name: string, size: number): string {
  return `${name} ${size}`;
}

function titleOf(id: string): string {
  return `Move the retry rules of ${id} out of the client`;
}

async function measure(): Promise<void> {
  const all: Samples[] = [];
  for (let count = 0; count < runs; count += 1) {
    all.push(await run());
  }
  const figure = (name: string, size: number, share: number) =>
    median(all.map((samples) => quantile(samples.get(keyOf(name, size)) ?? [], share)));
  const p50 = (name: string, size: number) => figure(name, size, 0.5);
  const [small, , large] = sizes;
  const growth = p50('ours', large) / p50('ours', small);
  report({
    title: 'Append: one task closed, acknowledged when on the disk',
    head: [
      'tasks',
      'ours p50',
      'p95',
      'better-sqlite3 p50',
      'p95',
      'ours ÷ theirs (p50)',
      'ours ÷ ours at 1,000',
    ],
    rows: sizes.map((size) => [
      thousands(size),
      milliseconds(p50('ours', size)),
      milliseconds(figure('ours', size, 0.95)),
      milliseconds(p50('better-sqlite3', size)),
      milliseconds(figure('better-sqlite3', size, 0.95)),
      ratio(p50('ours', size) / p50('better-sqlite3', size)),
      ratio(p50('ours', size) / p50('ours', small)),
    ]),
    goals: [
      ...sizes.map((size) =>
        atMost(
          `append p50, ours ÷ better-sqlite3 at ${thousands(size)}`,
          p50('ours', size) / p50('better-sqlite3', size),
          1,
          ratio,
        ),
      ),
      atMost(`append p50, ours at ${thousands(large)} ÷ at ${thousands(small)}`, growth, 1.5, ratio),
    ],
    notes: [
      `Medians of ${runs} runs of ${tasks} appends each; all six take turns in batches of ${perBatch} on the same disk.`,
      'better-sqlite3 updates one row in a transaction, WAL with synchronous=FULL, on a copy of the same database.',
      `A bare write of 560 bytes with fdatasync from Node, in the same turns: p50 ${milliseconds(p50('bare', 0))}, p95 ${milliseconds(figure('bare', 0, 0.95))}.`,
    ],
  });
}

void measure();
