import type { DayCounting } from '../core/days/currentDay';
import type { Clock, NewId } from '../core/ports';
import type { RecordStore } from '../core/record/recordStore';

/** A record that is open until it is closed. */
export type OpenedRecord = RecordStore & { close(): Promise<void> };

/** One that is only read is left as it is; one that is changed must be there, and one that is written to may begin. */
export type RecordAccess = 'read' | 'change' | 'write';

/** The world as the commands see it; src/cli.ts gives the real one. */
export interface CommandEnvironment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly homeFolder: string;
  readonly version: string;
  /** IANA zone in which days are counted: of the record where that is known, otherwise of the process. */
  readonly zone: string;
  /** What is wrong with TZ, for the user. */
  readonly zoneProblem: string | undefined;
  /** HH:MM at which a day begins, of the record where that is known. */
  readonly dayStart: string;
  readonly now: Clock;
  readonly newId: NewId;
  readonly readStdin: () => Promise<Uint8Array>;
  /** A line of the result, or some; what could steer a terminal is escaped, a line end within a line as well. */
  readonly print: (line: string) => void;
  readonly printLines: (lines: readonly string[]) => void;
  /** The result as the text of a file, which only a terminal gets escaped. */
  readonly printFile: (text: string) => void;
  readonly printJson: (json: string) => void;
  /** A line about the result: a problem, or how it came about. */
  readonly remark: (line: string) => void;
  /** How the editor counts the days of the record in a folder; undefined where it hasn't said so. */
  readonly readDayCounting: (folder: string) => DayCounting | undefined;
  readonly openRecord: (folder: string, access: RecordAccess) => Promise<OpenedRecord>;
}
