import { open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { OrphanedWork, RunningWork } from '../core/recordStore';
import { createDirectory } from './appendFile';
import { isRunning, ownIdentity, processIdentitySchema } from './processIdentity';

/** A living writer beats every 15 seconds; three missed beats make it a suspect. */
export const silenceLimitMs = 3 * 15_000;
/** Where the process can't be looked up (another machine), silence has to last longer. */
const silenceLimitElsewhereMs = 10 * 60_000;

const workSchema = z.object({
  sessions: z.array(
    z.object({ sessionId: z.string(), busySince: z.number().nullable(), taskId: z.string().nullable() }),
  ),
  typing: z.object({ taskId: z.string(), since: z.number(), lastAt: z.number() }).nullable(),
}) satisfies z.ZodType<RunningWork>;

const beatSchema = processIdentitySchema.extend({
  writer: z.string(),
  lastBeatAt: z.number(),
  work: workSchema,
});
type Beat = Readonly<z.infer<typeof beatSchema>>;

/** The heartbeat file of this writer. */
export interface OwnBeats {
  /** @throws the file system's error. */
  beat(work: RunningWork, now: number): Promise<void>;
  /** Sees to it that there is a file, so that others can tell whether this writer lives. @throws as `beat`. */
  register(now: number): Promise<void>;
  /** Removes the file; later beats do nothing. Never throws. */
  end(): Promise<void>;
}

export function ownBeats(folder: string, writer: string): OwnBeats {
  let work: RunningWork = { sessions: [], typing: null };
  let ended = false;
  // One after the other, since each writes the same temporary file.
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

/** Whether a writer may still add to its files. One that ended in order, or was claimed, has no beat any more. */
export async function writerMayLive(folder: string, writer: string, now: number): Promise<boolean> {
  const beat = await readBeat(beatPath(folder, writer));
  return beat !== undefined && !(await isGone(beat, now));
}

/** Takes over what dead writers were measuring. Of several windows that try, one gets it: a file is renamed once. */
export async function claimOrphans(
  folder: string,
  ownWriter: string,
  now: number,
): Promise<readonly OrphanedWork[]> {
  const orphans: OrphanedWork[] = [];
  for (const beat of await otherBeats(folder, ownWriter)) {
    if (now - beat.lastBeatAt <= silenceLimitMs || !(await isGone(beat, now))) {
      continue;
    }
    const claimed = await claim(folder, beat.writer, ownWriter);
    if (claimed === undefined) {
      continue;
    }
    const { writer, lastBeatAt, work } = claimed;
    if (work.sessions.length > 0 || work.typing !== null) {
      orphans.push({ writer, lastBeatAt, work });
    }
  }
  return orphans;
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

async function claim(folder: string, writer: string, ownWriter: string): Promise<Beat | undefined> {
  const claimedPath = join(folder, `${writer}.claimed-by-${ownWriter}`);
  try {
    await rename(beatPath(folder, writer), claimedPath);
  } catch {
    return undefined; // Another window was first.
  }
  const beat = await readBeat(claimedPath);
  await unlink(claimedPath).catch(() => undefined);
  return beat;
}

async function isGone(beat: Beat, now: number): Promise<boolean> {
  const running = await isRunning(beat);
  return running === undefined ? now - beat.lastBeatAt > silenceLimitElsewhereMs : !running;
}

async function otherBeats(folder: string, ownWriter: string): Promise<readonly Beat[]> {
  const names = await readdir(folder).catch(() => []);
  const beats: Beat[] = [];
  for (const name of names.filter((each) => each.endsWith('.json'))) {
    const beat = await readBeat(join(folder, name));
    if (beat !== undefined && beat.writer !== ownWriter && name === `${beat.writer}.json`) {
      beats.push(beat);
    }
  }
  return beats;
}

/** @returns undefined if there is none that can be understood. */
async function readBeat(path: string): Promise<Beat | undefined> {
  try {
    return beatSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function beatPath(folder: string, writer: string): string {
  return join(folder, `${writer}.json`);
}
