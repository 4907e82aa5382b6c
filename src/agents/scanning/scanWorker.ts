import { parentPort, workerData } from 'node:worker_threads';
import { allAgents } from '../allAgents';
import { AppendedLines } from '../reading/appendedLines';
import { readTranscript, type ResumableReading } from '../reading/readTranscript';
import { isRaised, type HelperMessage, type HelperTask } from './scanHelper';

/** The second thread of a scan: reads files until none is left and reports what they say. */
const task: HelperTask = workerData;
const { files, rules, next, stop } = task;
const counter = new Int32Array(next);
const lines = new AppendedLines();
const batch: [number, ResumableReading][] = [];

function post(message: HelperMessage): void {
  parentPort?.postMessage(message);
}

/** The reading thread may be busy with a large file for a while, so nothing waits for it. */
const mayGoOn = (): boolean => stop === undefined || !isRaised(stop);

for (
  let index = Atomics.add(counter, 0, 1);
  index < files.length && mayGoOn();
  index = Atomics.add(counter, 0, 1)
) {
  const file = files[index];
  const reader = allAgents.find((each) => each.agent === file?.agent);
  if (file && reader) {
    const { reader: lineReader, ...reading } = readTranscript({ ...file, reader }, undefined, lines, rules);
    const isRecent = file.modifiedAt > rules.now - 2 * 86_400_000;
    batch.push([index, lineReader && isRecent ? { ...reading, state: lineReader.state() } : reading]);
  }
  if (batch.length >= 200) {
    post({ kind: 'read', readings: batch.splice(0) });
  }
}
post({ kind: 'read', readings: batch });
post({ kind: 'done' });
