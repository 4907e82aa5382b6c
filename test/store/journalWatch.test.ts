import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { watchJournal } from '../../src/store/journal/journalWatch';
import { inTemporaryFolder, silentLog } from './storeInTemporaryFolder';

describe('The watch over the journal folder', () => {
  it('looks where another window has written, and not for what this one writes', () =>
    inTemporaryFolder(async (folder) => {
      await mkdir(join(folder, '2026-03'));
      const own = '2026-03/2026-03-10-me.jsonl';
      const looks: (readonly string[] | undefined)[] = [];
      let onLook: () => void = () => undefined;
      const look = (months?: readonly string[]): Promise<void> => {
        looks.push(months);
        onLook();
        return Promise.resolve();
      };
      const nextLook = (): Promise<void> => new Promise((resolve) => (onLook = resolve));
      const watch = watchJournal(folder, look, (name) => name === own, silentLog);
      await watch.lookNow();
      const before = looks.length;
      for (let count = 0; count < 20; count += 1) {
        await writeFile(join(folder, own), `${count}\n`, { flag: 'a' });
      }
      // Events come in the order of the writes, so when this one is there, all earlier ones have been.
      const looked = nextLook();
      await writeFile(join(folder, '2026-03/2026-03-10-other.jsonl'), 'x\n');
      await looked;
      // The poll may have looked too, but not once for each write.
      assert.ok(looks.length - before <= 3, `looked ${looks.length - before} times`);
      assert.deepEqual(looks.at(-1), ['2026-03']);
      await watch.close();
    }));
});
