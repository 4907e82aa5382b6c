import type { DayCounting } from '../../core/days/currentDay';
import type { Clock, NewId } from '../../core/ports';
import type { RecordStore } from '../../core/record/recordStore';

/** A record that is open until it is closed. */
export type OpenedRecord = RecordStore & { close(): Promise<void> };

/** `read` leaves the record as it is, `change` needs an existing one, `write` may create it. */
export type RecordAccess = 'read' | 'change' | 'write';

/** The world as the commands see it; src/cli.ts gives the real one. */
export interface CommandEnvironment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
  readonly version: string;
  /** IANA zone in which days are counted: the record's if known, otherwise the process's. */
  readonly zone: string;
  /** What is wrong with TZ, for the user. */
  readonly zoneProblem: string | undefined;
  /** HH:MM at which a day begins: the record's if known. */
  readonly dayStart: string;
  readonly now: Clock;
  readonly newId: NewId;
  readonly readStdin: () => Promise<Uint8Array>;
  /** Prints lines of the result; terminal control characters are escaped, as is a line end within a line. */
  readonly print: (line: string) => void;
  readonly printLines: (lines: readonly string[]) => void;
  /** Prints the result as the text of a file, escaped only for a terminal. */
  readonly printFile: (text: string) => void;
  readonly printJson: (json: string) => void;
  /** Prints a line about the result: a problem, or how it came about. */
  readonly remark: (line: string) => void;
  /** How the editor counts the days of the record in a folder; undefined if unknown. */
  readonly readDayCounting: (folder: string) => DayCounting | undefined;
  readonly openRecord: (folder: string, access: RecordAccess) => Promise<OpenedRecord>;
}
