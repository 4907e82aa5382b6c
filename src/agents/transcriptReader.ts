import type { TranscriptPart } from '../core/transcript/transcriptPart';
import type { UsageTable } from '../core/transcript/usageTable';

/** Why something on disk was passed over; each is counted, and the rest is read. */
export const skipReasons = [
  'malformed line',
  'invalid UTF-8',
  'line too long',
  'nested too deeply',
  'file too large',
  'compressed file that only Node.js 22.15 or newer can read',
  'unknown record',
  'more than one file may hold',
  'unreadable record',
  'name too long',
  'missing time',
  'time in the future',
  'unreadable file',
  'session that could not be put together',
  'unreadable folder',
  'symlink loop',
  'too many files',
  'file that a stopped scan left unread (Scan Agent History goes on)',
] as const;
export type SkipReason = (typeof skipReasons)[number];
export type Skip = (reason: SkipReason) => void;

/** What a reader may ask of the machine: where its agent was told to keep its files. */
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
  /** Under which a text is remembered that must be known again; none where nothing is put away. */
  readonly key?: Uint8Array;
}

/** Reads one file record by record. What it remembers between lines is plain data, so that it can go on another day. */
export interface LineReader {
  /** Takes the whole object [start, end) of `bytes`, which are valid UTF-8 and read into again afterwards. */
  line(bytes: Buffer, start: number, end: number): void;
  /** What the lines so far say; undefined if they are no transcript. */
  part(): TranscriptPart | undefined;
  state(): ReaderState;
}

/** What a line reader remembers: plain data of its own, but for the responses, which are many. */
export interface ReaderState {
  readonly usage: UsageTable;
}

export type TranscriptFormat =
  /** Only ever appended to: read on from where it ended. */
  | {
      readonly kind: 'lines';
      /** Whether an entry may take back what others said: then what is gone was there all the same. */
      readonly revises?: true;
      open(file: TranscriptFile, rules: ReadingRules, skip: Skip, state: ReaderState | undefined): LineReader;
    }
  /** Lines that were put away compressed, and are not appended to any more. */
  | {
      readonly kind: 'compressed lines';
      open(file: TranscriptFile, rules: ReadingRules, skip: Skip, state: ReaderState | undefined): LineReader;
    }
  /** Rewritten as a whole: read again when it changes. */
  | {
      readonly kind: 'document';
      read(bytes: Buffer, file: TranscriptFile, rules: ReadingRules, skip: Skip): TranscriptPart | undefined;
    };

/** One agent: where its transcripts are, which files they are, and how to read them. */
export interface AgentReader {
  readonly agent: string;
  /** Folders to look in, as the agent documents them; they needn't exist. */
  roots(environment: AgentEnvironment): readonly string[];
  /** @param name below the root, with forward slashes. @returns undefined if the file is no transcript. */
  format(name: string): TranscriptFormat | undefined;
}
