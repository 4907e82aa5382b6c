import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { openRecordStore } from '../../src/store/openRecordStore';
import { changeTask, setTask } from './recordBuilders';

/** Another window: answers what it sees of the first one's changes with changes of its own, until its input ends. */
async function answer([directory = '', wasm = '']: readonly string[]): Promise<void> {
  const silent = () => undefined;
  const store = await openRecordStore({
    directory,
    now: Date.now,
    newId: randomUUID,
    log: { info: silent, warn: silent, error: silent },
    wasmBinary: await readFile(wasm),
  });
  const done = new Set<string>();
  async function once(fact: string, holds: boolean, then: () => Promise<unknown>): Promise<void> {
    if (holds && !done.has(fact)) {
      done.add(fact);
      console.log(fact);
      await then();
    }
  }
  async function look(): Promise<void> {
    await once('saw mine', store.task('mine') !== undefined, () => store.append([setTask('yours')]));
    await once('saw renamed here', store.task('yours')?.title === 'renamed here', () =>
      store.append([changeTask('mine', { title: 'renamed there' })]),
    );
  }
  store.onDidChange(() => void look());
  console.log('open');
  process.stdin.resume();
  process.stdin.once('end', () => void store.close());
}

void answer(process.argv.slice(2));
