/** Something in the files was unreadable or was repaired; reported once, and nothing readable was lost. */
export interface StoreProblem {
  readonly file: string;
  readonly problem: FileProblem;
  /** Whether the file's whole content is missing until it can be read. */
  readonly unreadable?: boolean;
}

/**
 * A problem with its figures, for `problemText` to put into words: whoever finds it may be a thread that doesn't know
 * the window's language. `why` is what the operating system or SQLite says.
 */
export type FileProblem =
  | LineProblem
  /** Torn off before the entry was acknowledged. */
  | { readonly kind: 'entryTorn' }
  | { readonly kind: 'fileReadAgain'; readonly change: Exclude<FileChange, 'gone'> }
  | { readonly kind: 'fileUnreadable'; readonly why: string }
  | { readonly kind: 'entriesUnreadable'; readonly why: string }
  /** Something else is in the place of a journal's file or folder. */
  | { readonly kind: 'otherKind'; readonly expected: 'file' | 'folder' }
  /** `keptAs`: the database that still has them. */
  | { readonly kind: 'entriesLost'; readonly change: FileChange; readonly keptAs: string | undefined }
  | { readonly kind: 'databaseDamaged'; readonly damage: DatabaseDamage }
  | { readonly kind: 'databaseForeign'; readonly keptAs: string | undefined }
  | { readonly kind: 'changeNotShown'; readonly why: string }
  | { readonly kind: 'rowLeftOut'; readonly entity: string; readonly id: string }
  /** Changes that only a newer version understands. */
  | { readonly kind: 'newerChanges'; readonly count: number }
  | { readonly kind: 'tasksInFuture'; readonly count: number; readonly firstDay: string }
  | { readonly kind: 'furtherDamage'; readonly count: number };

/** A problem with a line of a journal file, counted from 1. */
export type LineProblem = { readonly line: number } & (
  | { readonly kind: 'lineTooLong'; readonly byte: number }
  | { readonly kind: 'lineDamaged' }
  | { readonly kind: 'lineWrong'; readonly value: string }
  | { readonly kind: 'linesMissing'; readonly count: number }
  | { readonly kind: 'entryEndMissing' }
  | { readonly kind: 'lineAhead' }
);

/** What happened to a journal file that was there before. */
export type FileChange = 'gone' | 'shorter' | 'replaced';

/** What is wrong with tasks.sqlite. */
export type DatabaseDamage =
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'empty' | 'changed' | 'inconsistent' };
