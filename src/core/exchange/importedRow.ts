import type { EstimatedHours } from '../typed/parseEstimate';
import type { Tokens } from '../task/tokens';
import type { ColumnChoices } from './recordColumns';
import type { RecordedTask } from './recordFile';

/** One row of a file, understood. */
export interface ImportedRow {
  /** Line of the file; in JSON the position in its list of tasks, from 1. */
  readonly line: number;
  readonly day: string;
  /** Who named the day; today's is only where the file is read. */
  readonly dayFrom: 'file' | 'user' | 'today';
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
export type FileRow = Omit<ImportedRow, 'day' | 'dayFrom'> & { readonly day: string | undefined };

/** What a file holds, before it is compared with the record. */
export interface ReadFile {
  readonly rows: readonly FileRow[];
  readonly unreadable: readonly UnreadableRow[];
  readonly warnings: readonly string[];
  /** How it was understood: the headings found, the totals left out, what stands in it twice. */
  readonly notes: readonly string[];
}

export interface ImportOptions {
  /** What the user says headings stand for. */
  readonly columns?: ColumnChoices | undefined;
  /** The day of rows whose file names none; today unless given. */
  readonly day?: string | undefined;
  /** No row may lie after it, unless `latest` says more. */
  readonly today: string;
  /** The latest day that it is in any zone, where rows recorded there are welcome. */
  readonly latest?: string;
}
