import { parentPort, workerData } from 'node:worker_threads';
import { buildSnapshotWith } from './buildSnapshot';
import type { SnapshotTask } from './snapshotInWorker';

/** Entry of the worker thread that snapshotInWorker.ts starts: builds one snapshot, answers and ends. */
async function work({ wasmBinary, request }: SnapshotTask): Promise<void> {
  const { problems, bytes } = await buildSnapshotWith(wasmBinary)(request, new AbortController().signal);
  if (bytes === undefined) {
    parentPort?.postMessage({ problems });
    return;
  }
  const transferable = Uint8Array.from(bytes);
  parentPort?.postMessage({ problems, bytes: transferable }, [transferable.buffer]);
}

// Only snapshotInWorker starts this file.
const task: SnapshotTask = workerData;
void work(task);
