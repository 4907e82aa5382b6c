import { Worker } from 'node:worker_threads';
import { AppendedLines } from '../reading/appendedLines';
import type { FoundTranscript } from '../reading/listTranscripts';
import { readTranscript, type ResumableReading } from '../reading/readTranscript';
import type { ReadingRules } from '../reading/transcriptReader';

/** The path of the second thread's script (the built `scanWorker`). */
export interface HelperScript {
  readonly path: string;
}

/** A file to read, as sent to the other thread: readers are functions and can't be sent. */
export interface HelperFile extends Omit<FoundTranscript, 'reader'> {
  readonly agent: string;
}

/** Tells every thread at once to stop a scan: when the number in the buffer has changed. */
export interface StopFlag {
  readonly buffer: SharedArrayBuffer;
  readonly was: number;
}

export function isRaised({ buffer, was }: StopFlag): boolean {
  return Atomics.load(new Int32Array(buffer), 0) !== was;
}

export interface HelperTask {
  readonly files: readonly HelperFile[];
  readonly rules: ReadingRules;
  /** Number of the next file to read, taken by whichever thread is free. */
  readonly next: SharedArrayBuffer;
  /** Undefined if nobody can stop it. */
  readonly stop: StopFlag | undefined;
}

export type HelperMessage =
  | { readonly kind: 'read'; readonly readings: readonly (readonly [number, ResumableReading])[] }
  | { readonly kind: 'done' };

/**
 * Reads files on this thread and another in parallel. The helper only reads whole files; appended text is small and
 * stays here. A helper that can't start or crashes costs time, nothing else.
 */
export async function readWithHelper(
  helper: HelperScript,
  files: readonly FoundTranscript[],
  known: (file: FoundTranscript) => ResumableReading | undefined,
  rules: ReadingRules,
  take: (file: FoundTranscript, reading: ResumableReading) => boolean,
  stop?: StopFlag,
): Promise<void> {
  const own = files.filter((file) => known(file) !== undefined);
  // Largest first, so that neither thread is left with a large one at the end.
  const fresh = files.filter((file) => known(file) === undefined).sort((a, b) => b.size - a.size);
  const next = new SharedArrayBuffer(4);
  const counter = new Int32Array(next);
  const task: HelperTask = { files: fresh.map(withoutReader), rules, next, stop };
  const taken = new Set<number>();
  const until = { stopped: false };
  const worker = new Worker(helper.path, { workerData: task });
  const finished = new Promise<void>((resolve) => {
    worker.on('message', (message: HelperMessage) => {
      for (const [index, reading] of message.kind === 'read' ? message.readings : []) {
        const file = fresh[index];
        if (file) {
          // Including the file it was reading when the scan was stopped, which would otherwise be read again.
          taken.add(index);
          until.stopped = !take(file, reading) || until.stopped;
        }
      }
      if (message.kind === 'done') {
        resolve();
      }
    });
    worker.on('error', () => resolve());
    worker.on('exit', () => resolve());
  });
  const lines = new AppendedLines();
  const readHere = (index: number): void => {
    const file = fresh[index];
    if (file) {
      taken.add(index);
      until.stopped = !take(file, readTranscript(file, undefined, lines, rules)) || until.stopped;
    }
  };
  for (const file of own) {
    until.stopped ||= !take(file, readTranscript(file, known(file), lines, rules));
  }
  for (let index = Atomics.add(counter, 0, 1); !until.stopped && index < fresh.length;) {
    readHere(index);
    index = Atomics.add(counter, 0, 1);
  }
  if (until.stopped) {
    Atomics.store(counter, 0, fresh.length);
  }
  await finished;
  await worker.terminate();
  for (let index = 0; !until.stopped && index < fresh.length; index += 1) {
    if (!taken.has(index)) {
      readHere(index);
    }
  }
}

function withoutReader({ reader, ...file }: FoundTranscript): HelperFile {
  return { ...file, agent: reader.agent };
}
