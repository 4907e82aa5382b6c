import type { Readable, Writable } from 'node:stream';
import type { DayCounting } from '../../core/days/currentDay';
import type { Change } from '../../core/task/change';
import type { Clock, NewId } from '../../core/ports';
import type { RecordStore } from '../../core/record/recordStore';

/** A record that is open until it is closed. */
export type OpenedRecord = RecordStore & { close(): Promise<void> };

/** `read` leaves the record as it is, `change` needs an existing one, `write` may create it. */
export type RecordAccess = 'read' | 'change' | 'write';

/** The world as every command sees it; src/cli.ts gives the real one. */
export interface PlainEnvironment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
  /** Where the command was started; null if that folder is gone. */
  readonly workFolder: string | null;
  readonly version: string;
  /** Of this machine; empty if it has none. */
  readonly hostName: string;
  readonly now: Clock;
  readonly newId: NewId;
  readonly readStdin: () => Promise<Uint8Array>;
  /** Standard input and output as they are, for a protocol that is spoken over them. */
  readonly protocolStreams: () => { readonly input: Readable; readonly output: Writable };
  /** This process and its ancestors, nearest first, as far as the system tells. */
  readonly ownProcesses: () => Promise<readonly number[]>;
  /** Prints lines of the result; terminal control characters are escaped, as is a line end within a line. */
  readonly print: (line: string) => void;
  readonly printLines: (lines: readonly string[]) => void;
  /** Prints the result as the text of a file, escaped only for a terminal. */
  readonly printFile: (text: string) => void;
  readonly printJson: (json: string) => void;
  /** Prints a line about the result: a problem, or how it came about. */
  readonly remark: (line: string) => void;
  readonly openRecord: (folder: string, access: RecordAccess) => Promise<OpenedRecord>;
  /** Stores changes that need nothing of the record, without opening it. */
  readonly appendToRecord: (folder: string, changes: readonly Change[]) => Promise<void>;
}

/** How the process counts days, which takes longer to find out than a short command may run. */
export interface OwnDays {
  readonly zone: string;
  /** What is wrong with TZ, for the user. */
  readonly zoneProblem: string | undefined;
  /** HH:MM. */
  readonly dayStart: string;
  /** How the editor counts the days of the record in a folder; undefined if unknown. */
  readonly readDayCounting: (folder: string) => DayCounting | undefined;
}

export interface ProcessEnvironment extends PlainEnvironment {
  readonly ownDays: () => Promise<OwnDays>;
}

/** The world of a command that counts days. */
export interface CommandEnvironment extends PlainEnvironment {
  /** IANA zone in which days are counted: the record's if known, otherwise the process's. */
  readonly zone: string;
  /** HH:MM at which a day begins: the record's if known. */
  readonly dayStart: string;
}
