import { nothingKnown } from '../core/journal/entityState';
import { clockAtRest } from '../core/journal/stamp';
import type { Clock, NewId } from '../core/ports';
import type { Change } from '../core/task/change';
import { UserError } from '../core/userError';
import { ActionPreparation } from './actions/preparedAction';
import { createAppendFile } from './files/appendFile';
import { prepareFolder } from './files/recordFolder';
import { sharedFiles } from './files/sharedFiles';
import { journalFolderOf, runningFolderOf } from './files/storePaths';
import { writeFailure } from './files/writeFailure';
import { writerId } from './files/writerId';
import { journalWriter } from './journal/journalWriter';
import { ownBeats } from './windows/heartbeats';

export interface AppendSettings {
  /** Created if missing. */
  readonly directory: string;
  readonly now: Clock;
  readonly newId: NewId;
}

/**
 * Stores one action without opening the record, so that it takes the same time whatever the record holds. Only for
 * changes that give all fields of what they set: what is stored isn't known. Resolves when the action is on disk.
 * @throws {UserError} if it could not be written; then nothing is kept
 */
export async function appendToRecord(settings: AppendSettings, changes: readonly Change[]): Promise<void> {
  const { directory, now, newId } = settings;
  const folder = journalFolderOf(directory);
  const running = runningFolderOf(directory);
  const writer = writerId(newId());
  const { text } = new ActionPreparation(writer, now(), clockAtRest, () => nothingKnown).prepare(changes);
  const unwritable = await prepareFolder(directory, folder);
  if (unwritable !== undefined) {
    throw new UserError(`${unwritable.message} ${unwritable.nextStep}`);
  }
  const files = journalWriter(folder, writer, now, createAppendFile, sharedFiles(folder, running, writer));
  const beats = ownBeats(running, writer);
  try {
    // Others must be able to tell whether the end of our file is still being written.
    await beats.register(now());
    await files.write(text);
  } catch (error) {
    const { message, nextStep } = writeFailure(error, directory);
    throw new UserError(`${message} ${nextStep}`, { cause: error });
  } finally {
    // What is stored stays stored, even if its file can't be given to the next run.
    await files.leaveFile().catch(() => undefined);
    await beats.end();
  }
}
