import { dirname } from 'node:path';
import { notedStorages } from '../agents/uninstall/storages';
import { takeOutOurs } from '../agents/uninstall/takeOutOurs';
import { keepRecord } from '../store/files/keptRecord';
import { agentEnvironment } from './agentEnvironment';

/**
 * Entry of the script that VS Code runs once no version of the extension is installed any more, without the editor's
 * API and for five seconds at most. Takes out what was written into agents' settings, and puts the record where it
 * stays: right after the script, VS Code deletes the extension's storage.
 */
async function main(extension: string): Promise<void> {
  const environment = agentEnvironment();
  const problems: (readonly string[])[] = [];
  for (const storage of await notedStorages(extension)) {
    problems.push(await takeOutOurs({ environment, storage, extension, clock: Date.now }));
    try {
      await keepRecord(storage);
    } catch (error) {
      problems.push([error instanceof Error ? error.message : String(error)]);
    }
  }
  const said = problems.flat();
  if (said.length > 0) {
    process.stderr.write(`${said.join('\n')}\n`);
    process.exitCode = 1;
  }
}

void main(dirname(__dirname));
