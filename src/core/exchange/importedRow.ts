import type { EstimatedHours } from '../task/task';
import type { Tokens } from '../task/tokens';
import type { ColumnChoices } from './recordColumns';
import type { RecordedTask } from './recordFile';

/** One row of a file, understood. */
export interface ImportedRow {
  /** Line of the file; in JSON the position in its list of tasks, from 1. */
  readonly line: number;
  readonly day: string;
  /** Where the day comes from; `today` is the default until the file is read. */
  readonly dayFrom: 'file' | 'user' | 'today';
  readonly title: string;
  readonly estimate: EstimatedHours | undefined;
  readonly aiMinutes: number;
  readonly supervisoryMinutes: number;
  readonly tokens: Tokens | undefined;
  readonly project: string | undefined;
  readonly private: boolean;
  /** The whole task if the file is our own JSON; a table only has the figures above. */
  readonly recorded: RecordedTask | undefined;
}

export interface UnreadableRow {
  readonly line: number;
  /** A sentence. */
  readonly reason: string;
}

/** A row of a file that may have no day. */
export type FileRow = Omit<ImportedRow, 'day' | 'dayFrom'> & { readonly day: string | undefined };

/** The content of a file, before comparison with the record. */
export interface ReadFile {
  readonly rows: readonly FileRow[];
  readonly unreadable: readonly UnreadableRow[];
  readonly warnings: readonly string[];
  /** How it was understood: the headings found, the totals left out, the duplicates. */
  readonly notes: readonly string[];
}

export interface ImportOptions {
  /** The meaning of headings, as the user explained it. */
  readonly columns?: ColumnChoices | undefined;
  /** The day of rows whose file gives none; by default today. */
  readonly day?: string | undefined;
  /** No row may lie after it, unless `latest` allows more. */
  readonly today: string;
  /** The latest day in any zone, if rows recorded there are welcome. */
  readonly latest?: string;
}
