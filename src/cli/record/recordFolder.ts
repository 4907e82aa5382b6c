import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../../core/userError';
import type { PlainEnvironment, RecordAccess } from '../input/commandEnvironment';

/** Any of these marks a folder as a record's, even without a journal. */
const ownNames = new Set(['tasks.sqlite', 'running', 'day-counting.json', 'transcripts.index']);

/**
 * @returns whether a record would be created there.
 * @throws {UserError} if the folder isn't a record's and can't become one.
 */
export function mustBeOfRecord(folder: string, access: RecordAccess): boolean {
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

/** Says where a record was created, since another folder may have been meant. */
export function remarkNew(folder: string, environment: Pick<PlainEnvironment, 'remark'>): void {
  environment.remark(
    `A new record was created in ${folder}. If yours is elsewhere, delete that folder and give the right one with --data.`,
  );
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
