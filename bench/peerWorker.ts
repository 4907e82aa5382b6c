import { parentPort, workerData } from 'node:worker_threads';
import { openPeer } from './peer';

/** What closes one task: the values of its row, and its id. */
export interface PeerClosing {
  readonly values: readonly (string | number | null)[];
  readonly id: string;
}

// better-sqlite3 on a thread of its own, as an editor would have to use it: each message is one transaction, and is
// answered when the disk has it.
const database = openPeer(String(workerData));
const update = database.prepare(
  'UPDATE task SET estimate = ?, closing = ?, day = ?, closed_at = ?, sequence = ? WHERE id = ?',
);
parentPort?.on('message', ({ values, id }: PeerClosing) => {
  database.transaction(() => update.run(...values, id))();
  parentPort?.postMessage(id);
});
parentPort?.once('close', () => database.close());
