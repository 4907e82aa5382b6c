import { parentPort, workerData } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import { readRecordFile, type RecordFile } from '../../core/exchange/reading/readRecordFile';
import { UnknownHeadings } from '../../core/exchange/table/unknownHeadings';
import { UserError } from '../../core/userError';
import { decodeText } from './decodeText';
import type { RecordFileAnswer, RecordFileRequest, RecordFileWorkerData } from './recordFileMessages';

/** Entry of the worker thread that recordFileInWorker.ts starts: reads one file and hands its rows over. */
const batchSize = 1_000;

// Only recordFileInWorker starts this file.
const request: RecordFileWorkerData = workerData;
l10n.config({ contents: { ...request.texts } });
answer();

function answer(): void {
  try {
    handOver(read(request));
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    const headings = error instanceof UnknownHeadings ? error.headings : [];
    end({ kind: 'refused', message: error.message, headings });
  }
}

function read({ bytes, fileName, columns }: RecordFileRequest): RecordFile {
  const text = decodeText(bytes);
  if (text === undefined) {
    throw new UserError(
      l10n.t('The file is not text in UTF-8 or UTF-16. Save it as UTF-8, then import it again.'),
    );
  }
  return readRecordFile(text, fileName, columns);
}

/** One batch at a time, so that the host is never blocked. */
function handOver({ rows, unreadable, format, warnings, notes }: RecordFile): void {
  let from = 0;
  const next = () => {
    if (from >= rows.length && from >= unreadable.length) {
      end({ kind: 'read', rest: { format, warnings, notes } });
      return;
    }
    const to = from + batchSize;
    post({ kind: 'batch', rows: rows.slice(from, to), unreadable: unreadable.slice(from, to) });
    from = to;
  };
  parentPort?.on('message', next);
  next();
}

function end(last: RecordFileAnswer): void {
  post(last);
  parentPort?.close();
}

function post(said: RecordFileAnswer): void {
  parentPort?.postMessage(said);
}
