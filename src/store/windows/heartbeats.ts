import { constants } from 'node:fs';
import { lstat, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { OrphanedWork, RunningWork } from '../../core/tracker/windowRegistry';
import { createDirectory } from '../files/appendFile';
import { holderOf, removePast } from '../files/sharedFiles';
import { utcDay } from '../files/utcDay';
import { isRunning, ownIdentity, processIdentitySchema } from './processIdentity';

/** A living writer beats every 15 seconds; three missed beats make it a suspect. */
export const silenceLimitMs = 3 * 15_000;
/** If the process can't be looked up (another machine), the silence has to last longer. */
const silenceLimitElsewhereMs = 10 * 60_000;

const beatLimitBytes = 4 * 1024 * 1024;

const workSchema = z.object({
  sessions: z.array(
    z.object({ sessionId: z.string(), busySince: z.nullable(z.number()), taskId: z.nullable(z.string()) }),
  ),
  typing: z.nullable(z.object({ taskId: z.string(), since: z.number(), lastAt: z.number() })),
}) satisfies z.ZodMiniType<RunningWork>;

const beatSchema = z.extend(processIdentitySchema, {
  writer: z.string(),
  lastBeatAt: z.number(),
  work: workSchema,
});
type Beat = Readonly<z.infer<typeof beatSchema>>;

/** The heartbeat file of this writer. */
export interface OwnBeats {
  /** @throws the file system's error. */
  beat(work: RunningWork, now: number): Promise<void>;
  /** Makes sure that the file exists, so that others can tell whether this writer is alive. @throws like `beat`. */
  register(now: number): Promise<void>;
  /** Removes the file; later beats do nothing. Never throws. */
  end(): Promise<void>;
}

export function ownBeats(folder: string, writer: string): OwnBeats {
  let work: RunningWork = { sessions: [], typing: null };
  let ended = false;
  // Sequential, since each writes the same temporary file.
  let previous = Promise.resolve();

  function beat(next: RunningWork, now: number): Promise<void> {
    work = next;
    const written = previous.then(() => (ended ? undefined : writeBeat(folder, writer, next, now)));
    previous = written.catch(() => undefined);
    return written;
  }

  return {
    beat,
    register: (now) => beat(work, now),
    async end() {
      ended = true;
      await previous;
      await unlink(beatPath(folder, writer)).catch(() => undefined);
    },
  };
}

async function writeBeat(folder: string, writer: string, work: RunningWork, now: number): Promise<void> {
  const beat: Beat = { writer, lastBeatAt: now, work: workSchema.parse(work), ...(await ownIdentity()) };
  await createDirectory(folder);
  const temporary = join(folder, `${writer}.tmp`);
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(beat));
  } finally {
    await file.close();
  }
  await rename(temporary, beatPath(folder, writer));
}

/**
 * Whether a writer, or whoever continues its file, may still append to it. A writer that ended normally or was
 * claimed has no heartbeat any more.
 */
export async function writerMayLive(folder: string, writer: string, now: number): Promise<boolean> {
  const own = await readBeat(beatPath(folder, writer));
  const holder = own === undefined ? await holderOf(folder, writer) : undefined;
  const beat = holder === undefined ? own : await readBeat(beatPath(folder, holder));
  return beat !== undefined && !(await isGone(beat, now));
}

/**
 * Takes over what dead writers were measuring, and cleans up what they left. Of several windows that try, one
 * succeeds, since a file can be renamed only once. Our own heartbeat must exist first, since a claim is only valid
 * while its claimer is alive.
 */
export async function claimOrphans(
  folder: string,
  ownWriter: string,
  now: number,
): Promise<readonly OrphanedWork[]> {
  const orphans: OrphanedWork[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const left = leftPattern.exec(name)?.groups;
    if (left === undefined) {
      if (!(await removePast(folder, name, utcDay(now)))) {
        await removeOld(folder, name, now);
      }
      continue;
    }
    const { writer = '', claimer } = left;
    if (writer === ownWriter || claimer === ownWriter) {
      continue;
    }
    const beat = await readBeat(join(folder, name));
    if (beat?.writer !== writer) {
      await removeOld(folder, name, now);
      continue;
    }
    const mayGo =
      claimer === undefined
        ? Math.abs(now - beat.lastBeatAt) > silenceLimitMs && (await isGone(beat, now))
        : !(await writerMayLive(folder, claimer, now));
    const claimed = mayGo ? await claim(folder, name, writer, ownWriter) : undefined;
    if (claimed !== undefined && (claimed.work.sessions.length > 0 || claimed.work.typing !== null)) {
      orphans.push({ writer, lastBeatAt: claimed.lastBeatAt, work: claimed.work });
    }
  }
  return orphans;
}

/** A heartbeat, or one claimed by a window that was killed before it was done. */
const leftPattern = /^(?<writer>[0-9a-z]{1,40})(?:\.json|\.claimed-by-(?<claimer>[0-9a-z]{1,40}))$/u;

/** Removes what can't be understood or was left unfinished by a killed writer. Never throws. */
async function removeOld(folder: string, name: string, now: number): Promise<void> {
  const path = join(folder, name);
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory() === false && now - found.mtimeMs > silenceLimitElsewhereMs) {
    await unlink(path).catch(() => undefined);
  }
}

export async function workOfOthers(
  folder: string,
  ownWriter: string,
  now: number,
): Promise<readonly RunningWork[]> {
  const work: RunningWork[] = [];
  for (const beat of await otherBeats(folder, ownWriter)) {
    if (now - beat.lastBeatAt <= silenceLimitMs && !(await isGone(beat, now))) {
      work.push(beat.work);
    }
  }
  return work;
}

async function claim(
  folder: string,
  name: string,
  writer: string,
  ownWriter: string,
): Promise<Beat | undefined> {
  const claimedPath = join(folder, `${writer}.claimed-by-${ownWriter}`);
  try {
    await rename(join(folder, name), claimedPath);
  } catch {
    return undefined; // Another window was first.
  }
  const beat = await readBeat(claimedPath);
  // A clock that was ahead mustn't end work in the future.
  const written = await stat(claimedPath).then(
    ({ mtimeMs }) => Math.floor(mtimeMs),
    () => undefined,
  );
  await unlink(claimedPath).catch(() => undefined);
  return beat && { ...beat, lastBeatAt: Math.min(beat.lastBeatAt, written ?? beat.lastBeatAt) };
}

async function isGone(beat: Beat, now: number): Promise<boolean> {
  const running = await isRunning(beat);
  return running === undefined ? Math.abs(now - beat.lastBeatAt) > silenceLimitElsewhereMs : !running;
}

async function otherBeats(folder: string, ownWriter: string): Promise<readonly Beat[]> {
  const names = await readdir(folder).catch(() => []);
  const beats: Beat[] = [];
  for (const name of names.filter((each) => each.endsWith('.json') && each !== `${ownWriter}.json`)) {
    const beat = await readBeat(join(folder, name));
    if (beat !== undefined && name === `${beat.writer}.json`) {
      beats.push(beat);
    }
  }
  return beats;
}

/** @returns undefined if there is none that makes sense. */
async function readBeat(path: string): Promise<Beat | undefined> {
  try {
    // Otherwise a pipe without a writer would never open.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = await file.stat();
      return found.isFile() && found.size <= beatLimitBytes
        ? beatSchema.safeParse(JSON.parse(await file.readFile('utf8'))).data
        : undefined;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

function beatPath(folder: string, writer: string): string {
  return join(folder, `${writer}.json`);
}
