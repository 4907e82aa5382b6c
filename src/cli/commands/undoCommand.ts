import type { CommandEnvironment, OpenedRecord } from '../input/commandEnvironment';
import { readOptions, recordOptions } from '../input/commandOptions';
import { findDataFolder } from '../record/dataFolder';
import { standingOf, type Standing } from '../undo/undoableAction';
import { UndoLog, type ClaimedAction, type KeptAction } from '../undo/undoLog';
import { UserError } from '../../core/userError';
import { withRecord } from '../record/withRecord';

const kinds = { ...recordOptions, 'dry-run': 'boolean', force: 'boolean' } as const;

/** Undoes the last action of the command line that still stands, by appending its inverse. */
export async function undoCommand(args: readonly string[], environment: CommandEnvironment): Promise<number> {
  const options = readOptions('undo', args, kinds);
  const isDryRun = options.isOn('dry-run');
  const isForced = options.isOn('force');
  return withRecord(
    options,
    environment,
    isDryRun ? 'read' : 'change',
    async (record) => {
      const folder = findDataFolder(options.text('data'), { ...environment, remark: () => undefined });
      const log = new UndoLog(folder);
      const label = isDryRun
        ? await nextOf(log, record)
        : await undone(log, record, environment.now(), isForced);
      if (label === undefined) {
        throw new UserError(
          'Nothing to undo: no command-line action is left. Undo changes made in the editor there.',
        );
      }
      environment.print(`${isDryRun ? 'Would undo' : 'Undone'}: ${label}`);
      return 0;
    },
    false,
  );
}

async function nextOf(log: UndoLog, record: OpenedRecord): Promise<string | undefined> {
  for await (const action of log.actions()) {
    if (standingOf(action, record).kind !== 'back') {
      return action.label;
    }
  }
  return undefined;
}

async function undone(
  log: UndoLog,
  record: OpenedRecord,
  now: number,
  isForced: boolean,
): Promise<string | undefined> {
  for await (const claim of log.claims(now)) {
    const { action } = claim;
    const standing = action && standingOf(action, record);
    if (action !== undefined && standing !== undefined && standing.kind !== 'back') {
      await takeBack(claim, action, standing, record, isForced);
      return action.label;
    }
    // Undone already, in the editor or by a process that was killed before it finished.
    await claim.drop();
  }
  return undefined;
}

async function takeBack(
  claim: ClaimedAction,
  action: KeptAction,
  standing: Standing,
  record: OpenedRecord,
  isForced: boolean,
): Promise<void> {
  if (standing.kind === 'changed' && !isForced) {
    await claim.release();
    throw new UserError(
      `Nothing was undone: ${standing.what} was changed since “${action.label}”, and undoing would lose that. Use --force to undo it anyway.`,
    );
  }
  try {
    await record.append(action.inverse);
  } catch (error) {
    await claim.release();
    throw error;
  }
  await claim.drop();
}
