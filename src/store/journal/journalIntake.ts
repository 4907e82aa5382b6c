import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { clockAtRest, clockOf, isAheadOfBelief, later, type HybridClock } from '../../core/journal/stamp';
import type { Clock } from '../../core/ports';
import type { FileProblem, StoreProblem } from '../../core/record/storeProblem';
import { journalFilesOf, writerOf, type JournalFile } from './journalFolder';
import { continues, isDoubtful, isUnchanged, positionAfter, type JournalPosition } from './journalPosition';
import { readJournal, type ReadOperation } from './journalReader';
import { countNewer } from './newerEntries';
import type { Problems } from './problems';
import type { RecordDatabase } from '../database/recordDatabase';

/** Operations taken in at once, as one transaction. */
export const operationsAtOnce = {
  /** A few milliseconds' worth, so that nobody else waits for the thread. */
  briefly: 100,
  /** When nobody waits: the more changes per page, the cheaper it is to write. */
  atLeisure: 10_000,
} as const;

export interface IntakeSettings {
  readonly folder: string;
  readonly record: RecordDatabase;
  /** Where each file has been read to; kept up to date. */
  readonly positions: Map<string, JournalPosition>;
  readonly problems: Problems;
  readonly now: Clock;
  readonly atOnce: number;
  /** How far a file may be read; undefined for all of it. */
  readonly limit: (name: string) => number | undefined;
  /** Whether a writer whose file ends in the middle of an action may still write more. */
  readonly writerMayLive: (writer: string) => Promise<boolean>;
}

/** Takes what is new in journal files into the database. */
export interface JournalIntake {
  /** The latest reading of a believable clock seen in any operation. */
  readonly clock: HybridClock;
  /** Operations taken in so far. */
  readonly taken: number;
  /** Files of which something was read. */
  readonly filesRead: number;
  /** Entries that only a newer version understands. */
  readonly newer: number;
  /**
   * Reads what is new in these months, or in all. @returns whether the answers of reads, or `newerEntries`, may have
   * changed.
   */
  read(months?: readonly string[]): Promise<boolean>;
  /** The same for files just listed. */
  readFiles(files: readonly JournalFile[]): Promise<boolean>;
}

export function journalIntake(settings: IntakeSettings): JournalIntake {
  const { folder, record, positions, problems, now, limit, writerMayLive, atOnce } = settings;
  let taken = 0;
  let filesRead = 0;
  let newer = countNewer(positions.values());
  let clock = clockAtRest;
  for (const { lastStamp } of positions.values()) {
    believe(lastStamp);
  }

  /** @returns whether the stamp is believable. */
  function believe(stamp: string): boolean {
    if (isAheadOfBelief(stamp, now())) {
      return false;
    }
    clock = later(clock, stamp === '' ? clockAtRest : clockOf(stamp));
    return true;
  }

  async function readFiles(files: readonly JournalFile[]): Promise<boolean> {
    let changed = false;
    for (const file of files) {
      changed = (await readFile(file)) || changed;
    }
    return changed;
  }

  async function readFile(file: JournalFile): Promise<boolean> {
    const end = Math.min(file.size, limit(file.name) ?? file.size);
    const known = positions.get(file.name);
    if (known !== undefined && isUnchanged(known, file)) {
      await sayIfTorn(file.name, known);
      return false;
    }
    try {
      const start = known !== undefined && (await isSame(file, known)) ? known : undefined;
      if (known !== undefined && start === undefined) {
        const change = file.size < known.offset ? 'shorter' : 'replaced';
        say(file.name, { kind: 'fileReadAgain', change });
      }
      const from = {
        offset: start?.offset ?? 0,
        line: start?.line ?? 0,
        crc: start?.crc ?? 0,
        newer: start?.newer ?? 0,
      };
      if (end < from.offset || (end === from.offset && end < file.size)) {
        return false;
      }
      return await takeIn(file, from, end);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      problems.addUnreadable({ file: pathOf(file.name), problem: { kind: 'fileUnreadable', why } });
      return false;
    }
  }

  async function isSame(file: JournalFile, known: JournalPosition): Promise<boolean> {
    return !isDoubtful(known, file) || (await continues(join(folder, file.name), known, file.size));
  }

  async function takeIn(
    file: JournalFile,
    from: { offset: number; line: number; crc: number; newer: number },
    end: number,
  ): Promise<boolean> {
    filesRead += 1;
    let changed = false;
    let reached = from;
    let lastStamp = positions.get(file.name)?.lastStamp ?? '';
    for await (const slice of readJournal(join(folder, file.name), from, end)) {
      for (const problem of slice.problems) {
        say(file.name, problem);
      }
      for (let start = 0; start < slice.operations.length; start += atOnce) {
        const part = slice.operations.slice(start, start + atOnce);
        changed = record.apply(part.map(({ operation }) => operation)) || changed;
        lastStamp = lastBelieved(file.name, part, lastStamp);
        taken += part.length;
        await nextTurn();
      }
      const { offset, line, crc } = slice;
      reached = { offset, line, crc, newer: reached.newer + slice.newer };
      changed ||= slice.newer > 0;
    }
    const position = positionAfter(file, reached, end, lastStamp);
    newer += position.newer - (positions.get(file.name)?.newer ?? 0);
    positions.set(file.name, position);
    await sayIfTorn(file.name, position);
    return changed;
  }

  function lastBelieved(name: string, operations: readonly ReadOperation[], last: string): string {
    let lastStamp = last;
    for (const { operation, line } of operations) {
      if (!believe(operation.stamp)) {
        say(name, { kind: 'lineAhead', line });
      } else if (operation.stamp > lastStamp) {
        lastStamp = operation.stamp;
      }
    }
    return lastStamp;
  }

  async function sayIfTorn(name: string, position: JournalPosition): Promise<void> {
    const problem: StoreProblem = { file: pathOf(name), problem: { kind: 'entryTorn' } };
    const torn = position.offset < position.size;
    if (!torn) {
      problems.remove(problem);
      return;
    }
    const writer = writerOf(name);
    if (!position.tornSaid && (writer === undefined || !(await writerMayLive(writer)))) {
      problems.add(problem);
      positions.set(name, { ...position, tornSaid: true });
    }
  }

  function say(name: string, problem: FileProblem): void {
    problems.add({ file: pathOf(name), problem });
  }

  return {
    get clock() {
      return clock;
    },
    get taken() {
      return taken;
    },
    get filesRead() {
      return filesRead;
    },
    get newer() {
      return newer;
    },
    async read(months) {
      const changed = await readFiles(await journalFilesOf(folder, problems, months));
      problems.endLook(months?.map(pathOf));
      return changed;
    },
    readFiles,
  };
}

function pathOf(name: string): string {
  return `journal/${name}`;
}
