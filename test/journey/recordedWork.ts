import { randomUUID } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AgentSession } from '../../src/core/task/agentSession';
import type { Change } from '../../src/core/task/change';
import type { Span } from '../../src/core/task/span';
import type { ClosedTask, Task } from '../../src/core/task/task';
import { openRecordStore, type OpenRecordStore } from '../../src/store/openRecordStore';
import { journalFolderOf } from '../../src/store/files/storePaths';
import type { Profile } from './profile';
import { until } from './until';

export interface RecordedSession extends AgentSession {
  /** When it was busy, by start. */
  readonly spans: readonly Span[];
}

export interface RecordedWork {
  readonly openTasks: readonly Task[];
  /** How many, on all days. */
  readonly closedTasks: number;
  /** By start: those that have a task, a span or no end yet. */
  readonly sessions: readonly RecordedSession[];
  /** Supervision, by start. */
  readonly typing: readonly Span[];
}

/** Records something as another window would. */
export async function recordInProfile(profile: Profile, changes: readonly Change[]): Promise<void> {
  await withRecord(profile, (store) => store.append(changes));
}

/** A profile's record on disk, read as any other window would read it. */
export function recordedWork(profile: Profile): Promise<RecordedWork> {
  return withRecord(profile, (store) => {
    const openTasks = store.openTasks();
    const spans = store.spansBetween(0, Number.MAX_SAFE_INTEGER);
    const sessions = new Map<string, AgentSession>();
    for (const session of [
      ...store.openSessions(),
      ...openTasks.flatMap(({ id }) => store.sessionsOfTask(id)),
      ...spans.flatMap(({ sessionId }) => (sessionId && store.session(sessionId)) || []),
    ]) {
      sessions.set(session.id, session);
    }
    return {
      openTasks,
      closedTasks: store.daySums().reduce((count, { tasks }) => count + tasks, 0),
      sessions: [...sessions.values()]
        .sort((a, b) => a.startedAt - b.startedAt)
        .map((session) => ({
          ...session,
          spans: spans.filter(({ kind, sessionId }) => kind === 'agent' && sessionId === session.id),
        })),
      typing: spans.filter(({ kind }) => kind === 'supervision'),
    };
  });
}

/** The closed tasks of all days with what agents did for each, by the start of that work. */
export function closedWork(
  profile: Profile,
): Promise<readonly { readonly task: ClosedTask; readonly spans: readonly Span[] }[]> {
  return withRecord(profile, (store) =>
    store
      .daySums()
      .flatMap(({ day }) => store.closedTasks(day))
      .map((task) => ({ task, spans: store.spansOfTask(task.id).filter(({ kind }) => kind === 'agent') }))
      .sort((a, b) => (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0)),
  );
}

async function withRecord<T>(
  { dataDirectory }: Profile,
  work: (store: OpenRecordStore) => T | Promise<T>,
): Promise<T> {
  const store = await openRecordStore({
    directory: dataDirectory,
    now: Date.now,
    newId: randomUUID,
    log: { info: () => {}, warn: console.warn, error: console.error },
    wasmBinary: await readFile(createRequire(__filename).resolve('sql.js/dist/sql-wasm.wasm')),
    watch: false,
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/**
 * Waits until the record on disk says something. It is read only when it has changed: opening it again and again would
 * slow down what is being timed.
 *
 * @param fact answers undefined while it is not there yet
 */
export function untilRecorded<T>(
  profile: Profile,
  what: string,
  fact: (work: RecordedWork) => T | undefined,
  timeoutMs?: number,
): Promise<NonNullable<T>> {
  let lookedAt = '';
  return until(
    what,
    async () => {
      const journal = await journalSizes(profile);
      if (journal === lookedAt) {
        return undefined;
      }
      const answer = fact(await recordedWork(profile));
      lookedAt = journal;
      return answer;
    },
    timeoutMs,
  );
}

/** Waits until so many sessions of the task have ended. */
export function endedSessions(
  profile: Profile,
  title: string,
  count: number,
): Promise<readonly RecordedSession[]> {
  return untilRecorded(
    profile,
    `${count} sessions of ${title} to end`,
    ({ openTasks, sessions }) => {
      const task = openTasks.find((each) => each.title === title);
      const ended = sessions.filter(({ taskId, endedAt }) => taskId === task?.id && endedAt !== null);
      return ended.length >= count ? ended : undefined;
    },
    60_000,
  );
}

/** Waits until a record has no open task any more. */
export async function untilNoneOpen(profile: Profile): Promise<void> {
  await untilRecorded(
    profile,
    'the task to be closed',
    ({ openTasks }) => openTasks.length === 0 || undefined,
  );
}

async function journalSizes({ dataDirectory }: Profile): Promise<string> {
  const folder = journalFolderOf(dataDirectory);
  const files = await readdir(folder, { recursive: true });
  const sizes = files.toSorted().map(async (file) => `${file} ${(await stat(join(folder, file))).size}`);
  return (await Promise.all(sizes)).join();
}

export function lengthOf(intervals: readonly { readonly start: number; readonly end: number }[]): number {
  return intervals.reduce((total, { start, end }) => total + end - start, 0);
}
