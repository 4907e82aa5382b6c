import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTaskChanges } from '../src/core/task/actions';
import { closeTaskChanges, proposeClosing } from '../src/core/task/closing';
import { formatStamp } from '../src/core/journal/stamp';
import { encodeLine } from '../src/store/journal/journalLine';
import { median, milliseconds, thousands } from './figures';
import type { OpenFigures } from './openOnce';
import { environment, report } from './outcome';
import { lastDay, recordCopy, sizes, tasksPerDay } from './recordFolder';

const runs = 5;
const rebuildsAtLargest = 2;
const tailOperations = 1_000;

const situations = {
  'fresh snapshot': () => undefined,
  [`snapshot + ${thousands(tailOperations)} operations`]: writeTail,
  'rebuilt without a snapshot': (directory: string) => unlinkSync(join(directory, 'tasks.sqlite')),
} as const;

/** A day on which tasks were started and closed after the snapshot was made. */
function writeTail(directory: string): void {
  const midnight = Date.parse('2026-01-01T00:00:00Z');
  const measured = {
    aiMs: 25 * 60_000,
    wallClockMs: 20 * 60_000,
    supervisoryMs: 2 * 60_000,
    aiEvidence: 'measured',
    supervisionEvidence: 'measured',
  } as const;
  let time = midnight;
  const lines = Array.from({ length: tailOperations / 2 }, () => randomUUID()).flatMap((id) => {
    time += 60_000;
    const estimate = { hours: 12, by: 'me', at: time };
    const draft = { ...proposeClosing(measured, time, 'UTC', '00:00'), estimate };
    const changes = [
      ...startTaskChanges(id, { title: `Move the retry rules of ${id}` }, time),
      ...closeTaskChanges(id, draft, time),
    ];
    return changes.map((change, counter) =>
      encodeLine(
        {
          stamp: formatStamp({ time, counter }, 'tail'),
          entity: change.entity,
          id: change.id,
          kind: change.kind,
          fields: change.kind === 'set' ? change.fields : {},
        },
        0,
      ),
    );
  });
  const folder = join(directory, 'journal/2026-01');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '2026-01-01-tail.jsonl'), lines.join(''));
}

async function open(size: number, arrange: (directory: string) => void): Promise<OpenFigures> {
  const { directory, remove } = recordCopy(size);
  arrange(directory);
  const child = fork(join(environment('BENCH_OUT'), 'openOnce.js'), [directory, lastDay]);
  const [figures]: OpenFigures[] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`openOnce ended with ${code}`))),
  ]);
  if (child.exitCode === null) {
    await once(child, 'exit');
  }
  remove();
  if (figures?.tasksOnLastDay !== tasksPerDay) {
    throw new Error(`Expected ${tasksPerDay} tasks on the last day, got ${figures?.tasksOnLastDay}`);
  }
  return figures;
}

async function measure(): Promise<void> {
  const rows: string[][] = [];
  for (const size of sizes) {
    for (const [name, arrange] of Object.entries(situations)) {
      const figures: OpenFigures[] = [];
      const count = size === sizes[2] && name.startsWith('rebuilt') ? rebuildsAtLargest : runs;
      for (let index = 0; index < count; index += 1) {
        figures.push(await open(size, arrange));
      }
      rows.push([
        thousands(size),
        name,
        milliseconds(median(figures.map((each) => each.openMs))),
        milliseconds(Math.max(...figures.map((each) => each.openMs))),
        milliseconds(median(figures.map((each) => each.longestBlockMs))),
      ]);
    }
  }
  report({
    title: 'Opening the record',
    head: ['tasks', 'situation', 'open, median', 'slowest', 'longest block of the event loop, median'],
    rows,
    goals: [],
    notes: [
      `${runs} openings each (${rebuildsAtLargest} for the largest rebuild), every one in a fresh process, files in the page cache; rebuilding happens in the worker thread.`,
      'A record has 6 operations a task (task, session, four spans) and one journal file a day of 50 tasks.',
    ],
  });
}

void measure();
