import type { TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import type { SkipReason } from '../../core/transcript/source/skipReason';
import type { UsageTable } from '../../core/transcript/usageTable';

export type Skip = (reason: SkipReason) => void;

/** What a reader may know about the machine, to find where its agent keeps its files. */
export interface AgentEnvironment {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface TranscriptFile {
  readonly path: string;
  /** Below the root it was found in, with forward slashes. */
  readonly name: string;
  readonly modifiedAt: number;
}

export interface ReadingRules {
  readonly now: number;
  /** Whether the first line of prompts may be kept; off unless the user turns it on. */
  readonly keepText: boolean;
  /** For hashing texts that must be recognised later; none if nothing is saved. */
  readonly key?: Uint8Array;
}

/**
 * Reads one file record by record. What it remembers between lines is plain data, so that it can continue another
 * day.
 */
export interface LineReader {
  /** Takes the whole object [start, end) of `bytes`, which are valid UTF-8 and are reused afterwards. */
  line(bytes: Buffer, start: number, end: number): void;
  /**
   * The same for a line that nobody has looked at, which saves a walk over it.
   *
   * @returns false if it may be something else than one whole object: nothing was taken then.
   */
  plainLine?(bytes: Buffer, start: number, end: number): boolean;
  /** What the lines so far say; undefined if they aren't a transcript. */
  part(): TranscriptPart | undefined;
  state(): ReaderState;
}

/** The memory of a line reader: plain data of its own, except for the responses, which are many. */
export interface ReaderState {
  readonly usage: UsageTable;
}

export type TranscriptFormat =
  /** Only ever appended to, so reading continues where it ended. */
  | {
      readonly kind: 'lines';
      /** Whether an entry may revoke what others said; what it removes was still there once. */
      readonly revises?: true;
      open(file: TranscriptFile, rules: ReadingRules, skip: Skip, state: ReaderState | undefined): LineReader;
    }
  /** Archived as compressed lines, and no longer appended to. */
  | {
      readonly kind: 'compressed lines';
      open(file: TranscriptFile, rules: ReadingRules, skip: Skip, state: ReaderState | undefined): LineReader;
    }
  /** Rewritten as a whole, so read again when it changes. */
  | {
      readonly kind: 'document';
      read(bytes: Buffer, file: TranscriptFile, rules: ReadingRules, skip: Skip): TranscriptPart | undefined;
    };

/** One agent: where its transcripts are, which files they are, and how to read them. */
export interface AgentReader {
  readonly agent: string;
  /** Folders to look in, as the agent documents them; they needn't exist. */
  roots(environment: AgentEnvironment): readonly string[];
  /** @param name below the root, with forward slashes. @returns undefined if the file isn't a transcript. */
  format(name: string): TranscriptFormat | undefined;
}
