import { Listeners } from '../core/listeners';
import type { Clock, Log, NewId } from '../core/ports';
import type { RecordStore } from '../core/record/recordStore';
import type { WindowRegistry } from '../core/tracker/windowRegistry';
import { ActionQueue } from './actions/actionQueue';
import { createAppendFile, type CreateAppendFile } from './files/appendFile';
import { buildSnapshotWith, type BuildSnapshot } from './snapshot/buildSnapshot';
import { loadSqlite } from './database/database';
import { ownBeats, writerMayLive } from './windows/heartbeats';
import { windowRegistry } from './windows/windowRegistry';
import { futureTasks } from './database/futureTasks';
import { journalIntake, operationsAtOnce } from './journal/journalIntake';
import { watchJournal } from './journal/journalWatch';
import { journalWriter } from './journal/journalWriter';
import { newerEntries } from './journal/newerEntries';
import { saveOwnSnapshot } from './snapshot/ownSnapshot';
import { Problems } from './journal/problems';
import { startSnapshot } from './snapshot/snapshotStart';
import { sharedFiles } from './files/sharedFiles';
import { snapshotSaver } from './snapshot/snapshotSaver';
import { journalFolderOf, runningFolderOf } from './files/storePaths';
import { prepareFolder, readableFolder } from './files/recordFolder';
import { writeFailure } from './files/writeFailure';
import { writerId } from './files/writerId';

export interface RecordStoreSettings {
  /** Created if missing, unless the record is only read. */
  readonly directory: string;
  /** Settles once the folder holds all that belongs in it; at once unless given. Nothing in it is looked at before. */
  readonly folderReady?: Promise<void>;
  readonly now: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** The bytes of sql-wasm.wasm; may still be read. */
  readonly wasmBinary: Uint8Array | Promise<Uint8Array>;
  /** Builds tasks.sqlite; on this thread unless given. */
  readonly buildSnapshot?: BuildSnapshot;
  /**
   * Whether the record is opened read-only: nothing in the folder is created or moved, and a folder that isn't
   * writable is fine.
   */
  readonly readOnly?: boolean;
  /** Whether to follow what other windows write; yes unless given. */
  readonly watch?: boolean;
  /**
   * Whether to continue complete files that earlier writers on this machine released: for short runs of a program, of
   * which there may be many. Such a run saves its in-memory database as tasks.sqlite when it is closed.
   */
  readonly sharesFiles?: boolean;
  readonly createFile?: CreateAppendFile;
}

export interface OpenRecordStore extends RecordStore {
  readonly windows: WindowRegistry;
  /** Takes in what other windows have written since; with `watch` this happens automatically. */
  refresh(): Promise<void>;
  /** Waits for pending writes; nothing may be called afterwards. */
  close(): Promise<void>;
}

/** Opening a file, however short, takes as long as taking in this many operations. */
const operationsAFile = 10;

/** @throws {UserError} if the folder can't be created or read. */
export async function openRecordStore(settings: RecordStoreSettings): Promise<OpenRecordStore> {
  const { directory, now, log, wasmBinary } = settings;
  const build = settings.buildSnapshot ?? buildSnapshotWith(wasmBinary);
  const folder = journalFolderOf(directory);
  const running = runningFolderOf(directory);
  const writer = writerId(settings.newId());
  const readOnly = settings.readOnly ?? false;
  const problems = new Problems();
  const listeners = new Listeners();
  const closing = new AbortController();
  let version = 0;
  const shared = settings.sharesFiles === true ? sharedFiles(folder, running, writer) : undefined;
  const files = journalWriter(folder, writer, now, settings.createFile ?? createAppendFile, shared);
  const snapshotRequest = () => ({ directory, writer, now: now(), limits: files.written });
  const sqlite = loadSqlite(wasmBinary);
  const ready = settings.folderReady ?? Promise.resolve();
  // In parallel: while a window starts, its thread is busy and each answer has to wait for it.
  const [unwritable, { database, record, positions, mustBeSaved, files: found }] = await Promise.all([
    ready.then(() => (readOnly ? readableFolder : prepareFolder)(directory, folder)),
    ready.then(() =>
      startSnapshot({
        sqlite,
        request: snapshotRequest(),
        readOnly,
        build,
        problems,
        log,
        signal: closing.signal,
      }),
    ),
    sqlite,
  ]);
  let failure = unwritable;
  const intake = journalIntake({
    folder,
    record,
    positions,
    problems,
    now,
    // If nothing is followed, this is a command that runs and ends.
    atOnce: settings.watch === false ? operationsAtOnce.atLeisure : operationsAtOnce.briefly,
    // Our own writes aren't read back: they are taken in when they are acknowledged, not before.
    limit: (name) => (files.written.has(name) ? files.writtenBefore(name) : undefined),
    writerMayLive: (each) => writerMayLive(running, each, now()),
  });
  await (found === undefined ? intake.read() : intake.readFiles(found));
  log.info('Opened the record', { writer, operations: intake.taken, problems: problems.list().length });

  // The next opening would read as many files, including any that is still growing.
  const opening = intake.filesRead * operationsAFile;
  /** The cost of reading the journal so far, in operations. */
  const effort = () => opening + intake.taken;

  function changed(): void {
    version += 1;
    try {
      listeners.tell();
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
    }
  }

  async function refresh(months?: readonly string[]): Promise<void> {
    const problemsBefore = problems.list().length;
    if ((await intake.read(months)) || problems.list().length !== problemsBefore) {
      changed();
    }
    saver.note(effort());
  }

  const beats = ownBeats(running, writer);
  const queue = new ActionQueue({
    writer,
    now,
    record,
    seenClock: () => intake.clock,
    async write(text) {
      if (files.written.size === 0) {
        // Others must be able to tell whether the end of our file is still being written.
        await beats.register(now());
      }
      await files.write(text);
    },
    onStored(operations) {
      failure = undefined;
      changed();
      saver.note(effort(), operations);
    },
    onFailed(error) {
      const next = writeFailure(error, directory);
      log.error(error instanceof Error ? error : String(error));
      const said = failure?.message === next.message;
      failure = next;
      if (!said) {
        changed();
      }
      return next;
    },
  });
  const savesOwn = settings.sharesFiles === true && settings.buildSnapshot === undefined;
  const saver = snapshotSaver({
    async build() {
      if (!savesOwn || !record.isWhole) {
        return build(snapshotRequest(), closing.signal);
      }
      const { lastStamp } = queue;
      await saveOwnSnapshot({ directory, writer, database, record, positions, files, lastStamp });
      return { problems: [] };
    },
    problems,
    log,
    atClose: savesOwn,
  });
  const watcher =
    settings.watch === false
      ? undefined
      : watchJournal(folder, refresh, (name) => files.written.has(name), log);

  if (readOnly) {
    // A record opened read-only is never written to, and neither is its cache.
    await saver.close();
  } else {
    saver.note(effort());
    if (mustBeSaved) {
      saver.save();
    }
  }

  return {
    ...record.reads,
    ...record.past,
    daySums: (before) => record.daySums.all(before),
    get status() {
      return (
        failure ?? {
          kind: 'ready',
          problems: [...newerEntries(intake.newer), ...futureTasks(record, now()), ...problems.list()],
        }
      );
    },
    get version() {
      return version;
    },
    onDidChange: (listener) => listeners.add(listener),
    append: (changes) => queue.append(changes),
    windows: windowRegistry(running, writer, beats, log),
    refresh: () => (watcher === undefined ? refresh() : watcher.lookNow()),
    async close() {
      closing.abort();
      await queue.close();
      await watcher?.close();
      await saver.close();
      await files
        .leaveFile()
        .catch((error: unknown) => log.warn('A journal file could not be closed', error));
      await beats.end();
      database.close();
    },
  };
}
