import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is done with each file, from the least that any scan must do on. */
const steps: Readonly<Record<string, (bytes: Buffer) => void>> = {
  read() {},
  lines: eachLine.bind(undefined, () => undefined),
  quotes: eachLine.bind(undefined, findQuotes),
  parse: eachLine.bind(undefined, (bytes, start, end) => JSON.parse(bytes.toString('utf8', start, end))),
};

type TakeLine = (bytes: Buffer, start: number, end: number) => unknown;

function eachLine(take: TakeLine, bytes: Buffer): void {
  if (!isUtf8(bytes)) {
    throw new Error('Expected text');
  }
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    take(bytes, start, end);
    start = end + 1;
  }
}

/** Where strings begin and end must be known before anything else is. */
function findQuotes(bytes: Buffer, start: number, end: number): void {
  for (let at = start; at >= 0 && at < end;) {
    at = bytes.indexOf(0x22, at + 1);
  }
}

/** Takes as long as plain JavaScript takes on one thread for the files of a folder. Says its processor time in ms. */
function measure(step: string, folder: string): void {
  const work = steps[step];
  if (!work) {
    throw new Error(`There is no step ${step}`);
  }
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.jsonl')) {
      work(readFileSync(join(folder, name)));
    }
  }
  const { user, system } = process.cpuUsage();
  process.stdout.write(String((user + system) / 1_000));
}

const [step = '', folder = ''] = process.argv.slice(2);
measure(step, folder);
