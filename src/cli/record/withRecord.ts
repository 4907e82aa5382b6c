import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreProblem } from '../../core/record/recordStore';
import { UserError } from '../../core/userError';
import type { CommandEnvironment, OpenedRecord, RecordAccess } from '../input/commandEnvironment';
import type { GivenOptions } from '../input/commandOptions';
import { actionLabel } from '../undo/actionLabel';
import { findDataFolder } from './dataFolder';
import { undoableAction } from '../undo/undoableAction';
import { UndoLog } from '../undo/undoLog';

/** Any of these marks a folder as a record's, even without a journal. */
const ownNames = new Set(['tasks.sqlite', 'running', 'day-counting.json', 'transcripts.index']);

/**
 * Runs the work with the record open, reports what was wrong with its files, and closes it whatever happens.
 * @param keepsForUndo whether `undo` can undo what is stored.
 * @throws {UserError} if the folder isn't a record's, or can't be read completely.
 */
export async function withRecord<T>(
  options: GivenOptions,
  environment: CommandEnvironment,
  access: RecordAccess,
  work: (record: OpenedRecord) => T | Promise<T>,
  keepsForUndo = access !== 'read',
): Promise<T> {
  const folder = findDataFolder(options.text('data'), environment);
  const isNew = mustBeOfRecord(folder, access);
  const record = await environment.openRecord(folder, access);
  try {
    sayProblems(record, access, environment);
    const result = await work(keepsForUndo ? undoable(record, folder, environment) : record);
    if (isNew && access === 'write') {
      environment.remark(
        `A new record was created in ${folder}. If yours is elsewhere, delete that folder and give the right one with --data.`,
      );
    }
    return result;
  } finally {
    await record.close();
  }
}

/** Keeps the inverse of each action, for `undo`. */
function undoable(record: OpenedRecord, folder: string, environment: CommandEnvironment): OpenedRecord {
  const log = new UndoLog(folder);
  return {
    ...record,
    get status() {
      return record.status;
    },
    get version() {
      return record.version;
    },
    async append(changes) {
      if (changes.length === 0) {
        return { inverse: [] };
      }
      const label = actionLabel(changes, record);
      const appended = await record.append(changes);
      try {
        await log.add(undoableAction(label, changes, appended.inverse, record), environment.now());
      } catch {
        environment.remark(
          "It is recorded, but can't be undone with undo, since its inverse could not be saved.",
        );
      }
      return appended;
    },
  };
}

/** @returns whether a record would be created there. */
function mustBeOfRecord(folder: string, access: RecordAccess): boolean {
  const found = whatIsAt(folder);
  if (found === 'file') {
    throw new UserError(`There is a file at ${folder}, not a folder. Give a record's folder with --data.`);
  }
  if (found === 'unknown') {
    // Opening the record reports what is in the way.
    return false;
  }
  if (found === 'nothing') {
    if (access !== 'write') {
      throw new UserError(`The folder ${folder} doesn't exist. Give a record's folder with --data.`);
    }
    return true;
  }
  if (hasJournal(folder)) {
    return false;
  }
  if (access !== 'write') {
    throw new UserError(
      `The folder ${folder} has no journal, so it isn't a record. Give a record's folder with --data.`,
    );
  }
  const names = namesIn(folder);
  if (names.length > 0 && !names.some((name) => ownNames.has(name))) {
    throw new UserError(
      `The folder ${folder} contains other files and no record. Give a record's folder with --data, or an empty or new folder to create a record.`,
    );
  }
  return true;
}

/** A figure that leaves something out would be wrong without looking wrong, so it is complete or not shown. */
function sayProblems({ status }: OpenedRecord, access: RecordAccess, environment: CommandEnvironment): void {
  if (status.kind !== 'ready') {
    return;
  }
  const unreadable = status.problems.filter((problem) => problem.unreadable === true);
  const [first] = unreadable;
  if (access === 'read' && first !== undefined) {
    const more = unreadable.length === 1 ? '' : ` The same is true of ${unreadable.length - 1} more.`;
    throw new UserError(`The record can't be read completely, so nothing is shown. ${lineOf(first)}${more}`);
  }
  for (const problem of status.problems) {
    environment.remark(lineOf(problem));
  }
}

function lineOf({ file, message }: StoreProblem): string {
  return `${file}: ${message}`;
}

function whatIsAt(path: string): 'folder' | 'file' | 'nothing' | 'unknown' {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) {
      return 'nothing';
    }
    return found.isDirectory() ? 'folder' : 'file';
  } catch {
    // For example a parent folder that can't be entered, or a loop of links.
    return 'unknown';
  }
}

/** Even if it is something else or can't be read; opening the record reports that. */
function hasJournal(folder: string): boolean {
  try {
    return lstatSync(join(folder, 'journal'), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
