import type { EstimatedHours } from '../parseEstimate';
import type { Tokens } from '../tokens';
import type { RecordedTask } from './recordFile';

/** One row of a file, understood. */
export interface ImportedRow {
  /** Line of the file; in JSON the position in its list of tasks, from 1. */
  readonly line: number;
  readonly day: string;
  readonly title: string;
  readonly estimate: EstimatedHours | undefined;
  readonly aiMinutes: number;
  readonly supervisoryMinutes: number;
  readonly tokens: Tokens | undefined;
  readonly project: string | undefined;
  readonly private: boolean;
  /** The whole task where the file is our own JSON; a table only has the figures above. */
  readonly recorded: RecordedTask | undefined;
}

export interface UnreadableRow {
  readonly line: number;
  /** A sentence. */
  readonly reason: string;
}

/** A row of a file that may name no day. */
export type FileRow = Omit<ImportedRow, 'day'> & { readonly day: string | undefined };

/** What a file holds, before it is compared with the record. */
export interface ReadFile {
  readonly rows: readonly FileRow[];
  readonly unreadable: readonly UnreadableRow[];
  readonly warnings: readonly string[];
}

export interface ImportOptions {
  /** The day of rows whose file names none; today unless given. */
  readonly day?: string | undefined;
  /** No row may lie after it, unless `latest` says more. */
  readonly today: string;
  /** The latest day that it is in any zone, where rows recorded there are welcome. */
  readonly latest?: string;
}
