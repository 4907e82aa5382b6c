import { problemLine } from '../../core/record/problemText';
import { english } from '../../core/texts/texts';
import { UserError } from '../../core/userError';
import type { OpenedRecord, PlainEnvironment, RecordAccess } from '../input/commandEnvironment';
import type { GivenOptions } from '../input/commandOptions';
import { actionLabel } from '../undo/actionLabel';
import { findDataFolder } from './dataFolder';
import { mustBeOfRecord, remarkNew } from './recordFolder';
import { undoableAction } from '../undo/undoableAction';
import { UndoLog } from '../undo/undoLog';

/**
 * Runs the work with the record open, reports what was wrong with its files, and closes it whatever happens.
 * @param keepsForUndo whether `undo` can undo what is stored.
 * @throws {UserError} if the folder isn't a record's, or can't be read completely.
 */
export async function withRecord<T>(
  options: GivenOptions,
  environment: PlainEnvironment,
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
      remarkNew(folder, environment);
    }
    return result;
  } finally {
    await record.close();
  }
}

/** Keeps the inverse of each action, for `undo`. */
function undoable(record: OpenedRecord, folder: string, environment: PlainEnvironment): OpenedRecord {
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

/** A figure that leaves something out would be wrong without looking wrong, so it is complete or not shown. */
function sayProblems({ status }: OpenedRecord, access: RecordAccess, environment: PlainEnvironment): void {
  if (status.kind !== 'ready') {
    return;
  }
  const unreadable = status.problems.filter((problem) => problem.unreadable === true);
  const [first] = unreadable;
  if (access === 'read' && first !== undefined) {
    const more = unreadable.length === 1 ? '' : ` The same is true of ${unreadable.length - 1} more.`;
    throw new UserError(
      `The record can't be read completely, so nothing is shown. ${problemLine(first, english)}${more}`,
    );
  }
  for (const problem of status.problems) {
    environment.remark(problemLine(problem, english));
  }
}
