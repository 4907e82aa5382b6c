import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { openRecordStore } from '../src/store/openRecordStore';
import { snapshotInWorker } from '../src/store/snapshot/snapshotInWorker';
import { environment } from './outcome';
import { silentLog, wasmBinary } from './recordFolder';

/** What one opening in a process of its own took. */
export interface OpenFigures {
  readonly openMs: number;
  readonly longestBlockMs: number;
  readonly tasksOnLastDay: number;
}

async function openOnce(directory: string, day: string): Promise<OpenFigures> {
  const wasm = wasmBinary();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await pause(20);
  delay.reset();
  const start = performance.now();
  const store = await openRecordStore({
    directory,
    now: Date.now,
    newId: randomUUID,
    log: silentLog,
    wasmBinary: wasm,
    buildSnapshot: snapshotInWorker(join(environment('BENCH_OUT'), 'snapshotWorker.js'), wasm),
  });
  const openMs = performance.now() - start;
  await pause(20);
  delay.disable();
  const tasksOnLastDay = store.closedTasks(day).length;
  await store.close();
  return { openMs, longestBlockMs: delay.max / 1e6, tasksOnLastDay };
}

const [directory = '', day = ''] = process.argv.slice(2);
void openOnce(directory, day).then((figures) => process.send?.(figures));
