import { Worker } from 'node:worker_threads';
import type { BuildSnapshot, BuiltSnapshot, SnapshotRequest } from './buildSnapshot';

/** The worker thread's input. */
export interface SnapshotTask {
  readonly wasmBinary: Uint8Array;
  readonly request: SnapshotRequest;
}

/** Builds on a separate thread. @param workerPath the bundled snapshotWorker.ts. */
export function snapshotInWorker(
  workerPath: string,
  wasmBinary: Uint8Array | Promise<Uint8Array>,
): BuildSnapshot {
  return async (request, signal) => {
    const workerData: SnapshotTask = { wasmBinary: await wasmBinary, request };
    return new Promise<BuiltSnapshot>((resolve, reject) => {
      signal.throwIfAborted();
      const worker = new Worker(workerPath, { workerData, execArgv: [] });
      // A snapshot being built mustn't keep a process alive.
      worker.unref();
      const stop = () => void worker.terminate();
      signal.addEventListener('abort', stop, { once: true });
      worker.once('message', (built: BuiltSnapshot) => resolve(built));
      worker.once('error', reject);
      worker.once('exit', (code) => {
        signal.removeEventListener('abort', stop);
        reject(new Error(`The snapshot worker exited with code ${code} before it answered`));
      });
    });
  };
}
