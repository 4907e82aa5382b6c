import * as l10n from '@vscode/l10n';
import { Worker } from 'node:worker_threads';
import type { FileRow, UnreadableRow } from '../../core/exchange/importedRow';
import type { RecordFile } from '../../core/exchange/reading/readRecordFile';
import { UserError } from '../../core/userError';
import type { RecordFileAnswer, RecordFileRequest, RecordFileWorkerData } from './recordFileMessages';

/** The record in a file, or the headings of a table that the user has to explain first. */
export type ReadAnswer =
  | { readonly kind: 'read'; readonly file: RecordFile }
  | { readonly kind: 'headings'; readonly problem: string; readonly headings: readonly string[] };

/**
 * @param signal ends the reading; its reason is thrown
 * @throws {UserError} if the file holds no record that can be read.
 */
export type ReadRecordFile = (request: RecordFileRequest, signal: AbortSignal) => Promise<ReadAnswer>;

/** Reads on a thread of its own. @param workerPath the bundled recordFileWorker.ts. @param texts translations */
export function recordFileInWorker(
  workerPath: string,
  texts: Readonly<Record<string, string>> = {},
  maxMegabytes = 300,
): ReadRecordFile {
  return async (request, signal) =>
    new Promise<ReadAnswer>((resolve, reject) => {
      signal.throwIfAborted();
      const workerData: RecordFileWorkerData = { ...request, texts };
      const resourceLimits = { maxOldGenerationSizeMb: maxMegabytes };
      const worker = new Worker(workerPath, { workerData, execArgv: [], resourceLimits });
      const rows: FileRow[] = [];
      const unreadable: UnreadableRow[] = [];
      const stop = (): void => {
        reject(signal.reason);
        void worker.terminate();
      };
      signal.addEventListener('abort', stop, { once: true });
      worker.on('message', (answer: RecordFileAnswer) => {
        switch (answer.kind) {
          case 'batch':
            answer.rows.forEach((row) => rows.push(row));
            answer.unreadable.forEach((row) => unreadable.push(row));
            worker.postMessage('next');
            return;
          case 'read':
            resolve({ kind: 'read', file: { ...answer.rest, rows, unreadable } });
            return;
          case 'refused':
            if (answer.headings.length > 0) {
              resolve({ kind: 'headings', problem: answer.message, headings: answer.headings });
            } else {
              reject(new UserError(answer.message));
            }
        }
      });
      worker.once('error', (cause) => reject(problemOf(cause)));
      worker.once('exit', (code) => {
        signal.removeEventListener('abort', stop);
        reject(problemOf(new Error(`The thread ended with ${code} before it answered`)));
      });
    });
}

function problemOf(cause: Error & { readonly code?: unknown }): UserError {
  return new UserError(
    cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
      ? l10n.t('Reading the file takes more memory than an import may use. Split it, then import the parts.')
      : l10n.t(
          'The file could not be read because the thread reading it ended. Import it again, or split it first.',
        ),
    { cause },
  );
}
