import { constants } from 'node:fs';
import { open, readdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { appendFileOf, createDirectory, type AppendFile } from './appendFile';
import { utcDay } from './utcDay';

/** A larger file is abandoned for a new one, since a run computes the checksum of any file that grew. */
const continuedBytes = 2 * 1024 * 1024;

/** `<day>-<writer that began the file>.free`, or `.held-<writer>` while one writes it, in the folder of heartbeats. */
const notePattern =
  /^(?<day>\d{4}-\d{2}-\d{2})-(?<begunBy>[0-9a-z]{1,40})\.(?:free|held-(?<holder>[0-9a-z]{1,40}))$/u;

/** Identifies the file: one of the same name elsewhere, or a copy, has other writers. */
const noteSchema = z.object({ host: z.string(), inode: z.number() });

export interface TakenFile {
  readonly file: AppendFile;
  /** Who began the file; part of its name. */
  readonly begunBy: string;
  /** Size of what others wrote before. */
  readonly length: number;
}

/**
 * Journal files that short runs of a program continue one after another, so that there are fewer files than runs. A
 * file that nobody is writing has a note; whoever renames it owns the file, and of several that try, one succeeds. A
 * killed process leaves the note renamed, so its file, which may end in the middle of an action, is never continued.
 */
export interface SharedFiles {
  /** @returns a file of this day that nobody else is writing; undefined if there is none. Never throws. */
  take(day: string): Promise<TakenFile | undefined>;
  /** Lets others continue a file, which must be complete. Never throws. */
  giveBack(day: string, begunBy: string): Promise<void>;
}

export function sharedFiles(folder: string, running: string, writer: string): SharedFiles {
  const pathOf = (day: string, begunBy: string) => join(folder, day.slice(0, 7), `${day}-${begunBy}.jsonl`);
  const noteOf = (day: string, begunBy: string, state: string) => join(running, `${day}-${begunBy}.${state}`);

  async function take(day: string): Promise<TakenFile | undefined> {
    for (const name of await readdir(running).catch(() => [])) {
      const note = notePattern.exec(name)?.groups;
      if (note?.['day'] !== day || note['holder'] !== undefined) {
        await removePast(running, name, day);
        continue;
      }
      const taken = await taking(day, note['begunBy'] ?? '').catch(() => undefined);
      if (taken !== undefined) {
        return taken;
      }
    }
    return undefined;
  }

  async function taking(day: string, begunBy: string): Promise<TakenFile | undefined> {
    const free = noteOf(day, begunBy, 'free');
    const known = noteSchema.parse(JSON.parse(await readFile(free, 'utf8')));
    const path = pathOf(day, begunBy);
    const found = await stat(path);
    if (known.host !== hostname() || known.inode !== found.ino || found.size > continuedBytes) {
      return undefined;
    }
    // The first one has it; for all others the note is gone.
    await rename(free, noteOf(day, begunBy, `held-${writer}`));
    return continued(path, begunBy);
  }

  async function giveBack(day: string, begunBy: string): Promise<void> {
    const held = noteOf(day, begunBy, `held-${writer}`);
    try {
      const { ino } = await stat(pathOf(day, begunBy));
      await createDirectory(running);
      await writeFile(held, JSON.stringify({ host: hostname(), inode: ino }), { mode: 0o600 });
      await rename(held, noteOf(day, begunBy, 'free'));
    } catch {
      // The next run begins a new file.
    }
  }

  return { take, giveBack };
}

/** The owner of the file that this writer began, if another continues it. */
export async function holderOf(running: string, begunBy: string): Promise<string | undefined> {
  for (const name of await readdir(running).catch(() => [])) {
    const note = notePattern.exec(name)?.groups;
    if (note?.['begunBy'] === begunBy && note['holder'] !== undefined) {
      return note['holder'];
    }
  }
  return undefined;
}

/** Removes a note of a past day, whose files aren't written to any more. @returns whether it is a note. */
export async function removePast(running: string, name: string, today: string): Promise<boolean> {
  const note = notePattern.exec(name)?.groups;
  if (note !== undefined && (note['day'] ?? '') < utcDay(Date.parse(today) - 24 * 60 * 60 * 1000)) {
    await unlink(join(running, name)).catch(() => undefined);
  }
  return note !== undefined;
}

/** @returns undefined unless the file ends at the end of a line. @throws the file system's error. */
async function continued(path: string, begunBy: string): Promise<TakenFile | undefined> {
  const reading = await open(path, constants.O_RDONLY);
  try {
    const { size } = await reading.stat();
    const { buffer, bytesRead } = await reading.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    if (bytesRead !== 1 || buffer[0] !== 0x0a) {
      return undefined;
    }
    return { file: await appendFileOf(path, 'there'), begunBy, length: size };
  } finally {
    await reading.close();
  }
}
