import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { openRecordStore } from '../../src/store/openRecordStore';
import { setSpan, setTask } from './recordBuilders';

/**
 * A program that stores as fast as it can until it is killed. Each action has a task and two spans; once the store
 * has acknowledged it, the task's id is told, by a write that has happened when it returns.
 */
async function writeUntilKilled([directory = '', wasm = '']: readonly string[]): Promise<void> {
  const silent = () => undefined;
  const store = await openRecordStore({
    directory,
    now: Date.now,
    newId: randomUUID,
    log: { info: silent, warn: silent, error: silent },
    wasmBinary: await readFile(wasm),
    watch: false,
  });
  const writeOneAfterTheOther = async () => {
    for (;;) {
      const id = randomUUID();
      await store.append([
        setTask(id),
        setSpan(`${id}-1`, { taskId: id }),
        setSpan(`${id}-2`, { taskId: id, kind: 'supervision' }),
      ]);
      writeSync(1, `${id}\n`);
    }
  };
  await Promise.all([writeOneAfterTheOther(), writeOneAfterTheOther(), writeOneAfterTheOther()]);
}

void writeUntilKilled(process.argv.slice(2));
