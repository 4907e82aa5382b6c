import type { FileRow, UnreadableRow } from '../../core/exchange/importedRow';
import type { RecordFile } from '../../core/exchange/reading/readRecordFile';
import type { ColumnChoices } from '../../core/exchange/recordColumns';

export interface RecordFileRequest {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** The meaning of headings, as the user explained it. */
  readonly columns: ColumnChoices;
}

/** The request, and the translations of the window; none for English. */
export interface RecordFileWorkerData extends RecordFileRequest {
  readonly texts: Readonly<Record<string, string>>;
}

/** The rows one batch at a time, each when the previous one was taken, and then the rest. */
export type RecordFileAnswer =
  | {
      readonly kind: 'batch';
      readonly rows: readonly FileRow[];
      readonly unreadable: readonly UnreadableRow[];
    }
  | { readonly kind: 'read'; readonly rest: Pick<RecordFile, 'format' | 'warnings' | 'notes'> }
  | { readonly kind: 'refused'; readonly message: string; readonly headings: readonly string[] };
