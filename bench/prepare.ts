import { existsSync, renameSync, rmSync } from 'node:fs';
import { buildSnapshotWith } from '../src/store/snapshot/buildSnapshot';
import { generateRecord } from '../test/store/generateRecord';
import { thousands } from './figures';
import { lastDay, preparedRecord, sizes, tasksPerDay, wasmBinary } from './recordFolder';

/** Generates the records that the benchmarks open, where they are not there from an earlier run. */
async function prepare(): Promise<void> {
  for (const size of sizes) {
    const directory = preparedRecord(size);
    if (existsSync(directory)) {
      continue;
    }
    console.log(`Generating a record of ${thousands(size)} tasks …`);
    const unfinished = `${directory}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    await generateRecord(unfinished, { tasks: size, lastDay, tasksPerDay, measured: true });
    const { problems } = await buildSnapshotWith(wasmBinary())(
      { directory: unfinished, writer: 'prepare', now: Date.now(), limits: new Map() },
      new AbortController().signal,
    );
    if (problems.length > 0) {
      throw new Error(`The generated record has problems: ${JSON.stringify(problems.slice(0, 3))}`);
    }
    renameSync(unfinished, directory);
  }
}

void prepare();
