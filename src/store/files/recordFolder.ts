import { access, chmod, constants, lstat, readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { StoreStatus } from '../../core/record/recordStore';
import { UserError } from '../../core/userError';
import { createDirectory } from './appendFile';
import { writeFailure } from './writeFailure';

/** @returns why the folder isn't writable, if it isn't. @throws {UserError} if there is nothing to read either. */
export async function prepareFolder(
  directory: string,
  folder: string,
): Promise<Extract<StoreStatus, { kind: 'failing' }> | undefined> {
  try {
    await createDirectory(folder);
    await keepPrivate(directory);
    // With the dot, which only a folder has.
    await access(`${folder}/.`, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    await mustBeReadable(directory);
    // If a file is in its place there is no journal to read, and one can be created once the file is gone.
    if ((await lstat(folder).catch(() => undefined))?.isFile() !== true) {
      await journalMustBeReadable(folder);
    }
    return writeFailure(error, directory);
  }
}

/** VS Code creates this folder itself, readable by everyone; a folder chosen by the user keeps its mode. */
async function keepPrivate(directory: string): Promise<void> {
  if (basename(dirname(directory)) === 'globalStorage') {
    await chmod(directory, 0o700).catch(() => undefined);
  }
}

/** @throws {UserError} if there is nothing to read. */
export async function readableFolder(directory: string, folder: string): Promise<undefined> {
  await mustBeReadable(directory);
  await journalMustBeReadable(folder);
}

async function mustBeReadable(directory: string): Promise<void> {
  try {
    await access(`${directory}/.`, constants.R_OK | constants.X_OK);
  } catch (error) {
    throw new UserError(
      l10n.t(
        "The record's folder, {0}, can't be created or read. Choose another one, or allow access to it.",
        directory,
      ),
      { cause: error },
    );
  }
}

/** A missing journal is empty; one that can't be read mustn't be taken for an empty one. */
async function journalMustBeReadable(folder: string): Promise<void> {
  try {
    if (await lstat(folder).catch(() => undefined)) {
      await readdir(folder);
      await access(`${folder}/.`, constants.X_OK);
    }
  } catch (error) {
    throw new UserError(
      l10n.t(
        "The record's journal, {0}, isn't a readable folder. Put the folder back, or allow reading it; its contents aren't lost.",
        folder,
      ),
      { cause: error },
    );
  }
}
