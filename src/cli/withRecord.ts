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
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() === false) {
    throw new UserError(
      `There is a file at ${folder}, not a folder. Name the folder of a record with --data.`,
    );
  }
  if (access === 'read' && found === undefined) {
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
