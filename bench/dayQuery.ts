import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { dayFindings } from '../src/core/findings/findings';
import { dayRecord } from '../src/core/record/dayRecord';
import type { DaySums } from '../src/core/record/recordStore';
import { english } from '../src/core/texts/texts';
import type { ClosedTask } from '../src/core/task/task';
import { openRecordStore } from '../src/store/openRecordStore';
import { median, milliseconds, quantile, ratio, thousands } from './figures';
import { atMost, report } from './outcome';
import { openPeer } from './peer';
import {
  copySnapshot,
  daysOf,
  recordCopy,
  scratchFolder,
  silentLog,
  sizes,
  wasmBinary,
} from './recordFolder';

const runs = 3;
const daysAsked = 200;

interface Figures {
  readonly rows: number[];
  readonly report: number[];
  readonly peerRows: number[];
  readonly peerReport: number[];
}

/** Asks for days all over the record, ours and theirs in turn, and checks that both answer the same. */
async function run(size: number): Promise<Figures> {
  const { directory, remove } = recordCopy(size);
  const path = join(scratchFolder(), 'peer.sqlite');
  copySnapshot(size, path);
  const peer = openPeer(path);
  const store = await openRecordStore({
    directory,
    now: Date.now,
    newId: randomUUID,
    log: silentLog,
    wasmBinary: wasmBinary(),
  });
  const tasksOfDay = peer.prepare<PeerTask>(
    'SELECT * FROM task WHERE day = ? AND deleted = 0 AND day IS NOT NULL ORDER BY closed_at, sequence, id',
  );
  const sumsBefore = peer.prepare<PeerSums>('SELECT * FROM day_sums WHERE day < ? ORDER BY day');
  const figures: Figures = { rows: [], report: [], peerRows: [], peerReport: [] };
  const days = daysOf(size);
  for (let index = 0; index < daysAsked; index += 1) {
    const day = days[(index * 7919) % days.length] ?? '';
    const [ours, theirs] = [
      () =>
        timed(
          figures.rows,
          figures.report,
          day,
          (each) => store.closedTasks(each),
          (before) => store.daySums(before),
        ),
      () =>
        timed(
          figures.peerRows,
          figures.peerReport,
          day,
          (each) => tasksOfDay.all(each).map(peerTask),
          (before) => sumsBefore.all(before).map(peerSums),
        ),
    ];
    const answers = index % 2 === 0 ? [ours(), theirs()] : [theirs(), ours()];
    if (answers[0] !== answers[1]) {
      throw new Error(`Ours and theirs answer differently for ${day}`);
    }
  }
  await store.close();
  peer.close();
  remove();
  return figures;
}

/** @returns the answer as text. */
function timed(
  rows: number[],
  reports: number[],
  day: string,
  closedTasks: (day: string) => readonly ClosedTask[],
  daySums: (before: string) => readonly DaySums[],
): string {
  const start = performance.now();
  const tasks = closedTasks(day);
  const read = performance.now();
  const record = dayRecord(day, tasks);
  const store = {
    closedTasks,
    daySums: (before = '') => daySums(before),
    spansOfTask: () => [],
    sessionsOfTasks: () => [],
    session: () => undefined,
  };
  const found = dayFindings(record, english, store, { includePrivate: true });
  rows.push(read - start);
  reports.push(performance.now() - start);
  return JSON.stringify([record.totals, record.rows.map((row) => row.task.id), found]);
}

interface PeerTask {
  readonly id: string;
  readonly title: string;
  readonly started_at: number;
  readonly project: string | null;
  readonly branch: string | null;
  readonly folder: string | null;
  readonly category: string | null;
  readonly workstream: string | null;
  readonly private: number;
  readonly estimate: string;
  readonly closing: string;
  readonly import_key: string | null;
}

interface PeerSums {
  readonly day: string;
  readonly tasks: number;
  readonly human_hours: number;
  readonly ai_minutes: number;
  readonly supervisory_minutes: number;
  readonly tokens: number;
  readonly highest_factor: number | null;
  readonly highest_supervisory_factor: number | null;
}

/** Nothing is checked, as it is in ours. */
function peerTask({ started_at: startedAt, import_key: importKey, ...row }: PeerTask): ClosedTask {
  return {
    ...row,
    startedAt,
    importKey,
    outcome: null,
    proposed: null,
    realEffort: null,
    private: row.private === 1,
    estimate: JSON.parse(row.estimate),
    closing: JSON.parse(row.closing),
  };
}

function peerSums(row: PeerSums): DaySums {
  const { human_hours: humanHours, ai_minutes: aiMinutes, supervisory_minutes: supervisoryMinutes } = row;
  return {
    day: row.day,
    tasks: row.tasks,
    humanHours,
    aiMinutes,
    supervisoryMinutes,
    tokens: row.tokens,
    highestLeverageFactor: row.highest_factor,
    highestSupervisoryFactor: row.highest_supervisory_factor,
  };
}

async function measure(): Promise<void> {
  const bySize = new Map<number, Figures[]>(sizes.map((size) => [size, []]));
  for (let count = 0; count < runs; count += 1) {
    for (const size of sizes) {
      bySize.get(size)?.push(await run(size));
    }
  }
  const figure = (size: number, name: keyof Figures, share: number) =>
    median((bySize.get(size) ?? []).map((figures) => quantile(figures[name], share)));
  const [, , large] = sizes;
  report({
    title: 'Day query: the tasks of a day, its record and its analysis',
    head: [
      'tasks',
      'ours, rows',
      'ours, whole report p50',
      'p95',
      'better-sqlite3, rows',
      'whole report p50',
      'p95',
      'ours ÷ theirs (report p50)',
    ],
    rows: sizes.map((size) => [
      thousands(size),
      milliseconds(figure(size, 'rows', 0.5)),
      milliseconds(figure(size, 'report', 0.5)),
      milliseconds(figure(size, 'report', 0.95)),
      milliseconds(figure(size, 'peerRows', 0.5)),
      milliseconds(figure(size, 'peerReport', 0.5)),
      milliseconds(figure(size, 'peerReport', 0.95)),
      ratio(figure(size, 'report', 0.5) / figure(size, 'peerReport', 0.5)),
    ]),
    goals: [atMost(`day report p50 at ${thousands(large)}`, figure(large, 'report', 0.5), 5, milliseconds)],
    notes: [
      `Medians of ${runs} runs of ${daysAsked} days spread over the record, 50 tasks a day, in turns with better-sqlite3.`,
      'The report compares the day with every earlier one. Ours checks each row it reads, the peer trusts them.',
    ],
  });
}

void measure();
