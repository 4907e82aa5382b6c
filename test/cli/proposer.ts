import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { runCommandLine } from '../../src/cli/runCommandLine';
import { appendToRecord } from '../../src/store/appendToRecord';

/** One process that proposes under keys that others use as well, several at once; says each title and id it got. */
const [data = '', number = '', runs = '', keys = ''] = process.argv.slice(2);
const atOnce = 5;
const never = () => {
  throw new Error('Proposing asked for more than it needs.');
};

async function propose(run: number): Promise<void> {
  const title = `Run ${run} of process ${number}`;
  const key = `key-${(run * 7 + Number(number) * 13) % Number(keys)}`;
  let said = '';
  const say = (text: string) => (said += text);
  const args = ['propose', '--title', title, '--hours', '2', '--key', key, '--data', data];
  const code = await runCommandLine(args, {
    variables: {},
    platform: process.platform,
    homeFolder: '/home/ada',
    workFolder: '/home/ada/shop',
    version: '0.0.0',
    hostName: '',
    now: Date.now,
    newId: randomUUID,
    readStdin: never,
    protocolStreams: never,
    ownProcesses: () => Promise.resolve([process.pid]),
    print: say,
    printLines: never,
    printFile: never,
    printJson: never,
    remark: say,
    openRecord: never,
    appendToRecord: (directory, changes) =>
      appendToRecord({ directory, now: Date.now, newId: randomUUID }, changes),
    ownDays: never,
  });
  writeSync(1, `${JSON.stringify({ code, said, key, title })}\n`);
}

async function main(): Promise<void> {
  for (let run = 0; run < Number(runs); run += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, (_, each) => propose(run + each)));
  }
}

void main();
