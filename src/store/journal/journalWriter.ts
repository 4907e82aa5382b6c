import { join } from 'node:path';
import type { Clock } from '../../core/ports';
import { isErrorWithCode } from '../files/errorCode';
import { VanishedFileError, type AppendFile, type CreateAppendFile } from '../files/appendFile';
import type { SharedFiles } from '../files/sharedFiles';
import { utcDays } from '../files/utcDay';

/** Writes the journal files of one process. Calls must not overlap. */
export interface JournalWriter {
  /** Resolves when the text is on the disk. @throws the file system's error; then nothing of it is kept. */
  write(text: string): Promise<void>;
  /** How much of this writer's files is acknowledged, by name below the journal folder. */
  readonly written: ReadonlyMap<string, number>;
  /** How much of such a file other writers wrote before. */
  writtenBefore(name: string): number;
  /** Abandons the current file, if any; the next write creates a new one. */
  leaveFile(): Promise<void>;
}

/** Starts a new file each UTC day and after any error, since an error leaves a file in an unknown state. */
export function journalWriter(
  folder: string,
  writer: string,
  now: Clock,
  createFile: CreateAppendFile,
  shared?: SharedFiles,
): JournalWriter {
  const written = new Map<string, number>();
  const begun = new Map<string, number>();
  const dayOf = utcDays();
  let current: { file: AppendFile; name: string; day: string; begunBy: string | undefined } | undefined;

  async function create(day: string): Promise<NonNullable<typeof current>> {
    const taken = await shared?.take(day);
    if (taken !== undefined) {
      const { file, begunBy, length } = taken;
      const name = `${day.slice(0, 7)}/${day}-${begunBy}.jsonl`;
      written.set(name, length);
      begun.set(name, length);
      return { file, name, day, begunBy };
    }
    for (let attempt = 1; ; attempt += 1) {
      const suffix = attempt > 1 ? `.${attempt}` : '';
      const name = `${day.slice(0, 7)}/${day}-${writer}${suffix}.jsonl`;
      if (written.has(name)) {
        continue;
      }
      try {
        return {
          file: await createFile(join(folder, name)),
          name,
          day,
          begunBy: attempt > 1 ? undefined : writer,
        };
      } catch (error) {
        if (!isErrorWithCode(error, 'EEXIST')) {
          throw error;
        }
      }
    }
  }

  async function leaveFile(): Promise<void> {
    const left = current;
    current = undefined;
    await left?.file.close();
    if (left?.begunBy !== undefined) {
      await shared?.giveBack(left.day, left.begunBy);
    }
  }

  async function write(text: string): Promise<void> {
    try {
      await writeOnce(text);
    } catch (error) {
      if (!(error instanceof VanishedFileError)) {
        throw error;
      }
      await writeOnce(text);
    }
  }

  async function writeOnce(text: string): Promise<void> {
    const day = dayOf(now());
    if (current?.day !== day) {
      await leaveFile();
    }
    current ??= await create(day);
    const { file, name } = current;
    const length = written.get(name) ?? 0;
    written.set(name, length);
    const bytes = Buffer.from(text);
    try {
      await file.append(bytes);
    } catch (error) {
      current = undefined;
      await file.abandon(length);
      throw error;
    }
    written.set(name, length + bytes.length);
  }

  return { write, written, writtenBefore: (name) => begun.get(name) ?? 0, leaveFile };
}
