import { statSync } from 'node:fs';
import { UserError } from '../core/userError';
import type { CommandEnvironment, OpenedRecord, RecordAccess } from './commandEnvironment';
import type { GivenOptions } from './commandOptions';
import { findDataFolder } from './dataFolder';

/** Does the work with the record open, says what was wrong with its files, and closes it whatever happens. */
export async function withRecord<T>(
  options: GivenOptions,
  environment: CommandEnvironment,
  access: RecordAccess,
  work: (record: OpenedRecord) => T | Promise<T>,
): Promise<T> {
  const folder = findDataFolder(options.text('data'), environment);
  const found = whatIsAt(folder);
  if (found === 'file') {
    throw new UserError(
      `There is a file at ${folder}, not a folder. Name the folder of a record with --data.`,
    );
  }
  if (access === 'read' && found === 'nothing') {
    throw new UserError(`There is no folder ${folder}. Name the folder of a record with --data.`);
  }
  const record = await environment.openRecord(folder, access);
  try {
    const { status } = record;
    if (status.kind === 'ready') {
      for (const problem of status.problems) {
        environment.remark(`${problem.file}: ${problem.message}`);
      }
    }
    return await work(record);
  } finally {
    await record.close();
  }
}

function whatIsAt(path: string): 'folder' | 'file' | 'nothing' | 'unknown' {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) {
      return 'nothing';
    }
    return found.isDirectory() ? 'folder' : 'file';
  } catch {
    // A folder above it that may not be entered, a loop of links: whoever opens the record says it.
    return 'unknown';
  }
}
