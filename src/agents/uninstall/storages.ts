import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

/**
 * Names the storage of ours within the folder of the installed extension, the only place that the script finds which
 * VS Code runs after the extension was uninstalled. Several editors may share that folder.
 *
 * @throws the file system's error.
 */
export async function noteStorage(extension: string, storage: string): Promise<void> {
  const folder = folderIn(extension);
  await mkdir(folder, { recursive: true });
  const name = createHash('sha256').update(storage).digest('hex').slice(0, 16);
  try {
    await writeFile(join(folder, name), storage, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw error;
    }
  }
}

/** The storages that the installed extension was used with. Never throws. */
export async function notedStorages(extension: string): Promise<readonly string[]> {
  const folder = folderIn(extension);
  const names = await readdir(folder).catch((): string[] => []);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
  return texts.filter((each) => isAbsolute(each));
}

function folderIn(extension: string): string {
  return join(extension, 'storages');
}
