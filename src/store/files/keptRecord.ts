import type { Dirent } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrorWithCode } from './errorCode';

/**
 * Moves the record and everything with it out of a folder that is about to be deleted, to where `takeUpRecord` finds it.
 *
 * @throws the file system's error.
 */
export async function keepRecord(directory: string): Promise<void> {
  await moveInto(directory, asideOf(directory));
}

/**
 * Brings back what was set aside, next to what has come since. Several windows may do so at once; what one of them
 * doesn't finish, the next start does.
 *
 * @throws the file system's error.
 */
export async function takeUpRecord(directory: string): Promise<void> {
  const aside = asideOf(directory);
  if (await moveInto(aside, directory)) {
    // What is left was there already: files of the journal never share a name, the others can be built again.
    await rm(aside, { recursive: true, force: true });
  }
}

function asideOf(directory: string): string {
  return `${directory}.kept`;
}

/** Moves what isn't there yet. @returns whether there was anything. */
async function moveInto(from: string, to: string): Promise<boolean> {
  const entries = await entriesOf(from);
  if (entries === undefined) {
    return false;
  }
  const there = await entriesOf(to);
  if (there === undefined) {
    await moved(from, to);
    return true;
  }
  for (const entry of entries) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (!there.some(({ name }) => name === entry.name)) {
      await moved(source, target);
    } else if (entry.isDirectory()) {
      await moveInto(source, target);
    }
  }
  return true;
}

async function entriesOf(folder: string): Promise<readonly Dirent[] | undefined> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

/** Nothing is there any more if another window was faster. */
async function moved(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!isErrorWithCode(error, 'ENOENT')) {
      throw error;
    }
  }
}
