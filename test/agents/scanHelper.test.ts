import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claudeReader } from '../../src/agents/claude/reader';
import { listTranscripts } from '../../src/agents/reading/listTranscripts';
import { readWithHelper } from '../../src/agents/scanning/scanHelper';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { WorkerHome } from '../fixtures/agents/workerHome';

/** Takes one file, says so, and is done with it only after the other thread was stopped and left no file to take. */
const slowHelper = `
const { writeFileSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const counter = new Int32Array(workerData.next);
const index = Atomics.add(counter, 0, 1);
const { path, identity, size, modifiedAt } = workerData.files[index];
writeFileSync(__filename + '.begun', '');
while (Atomics.load(counter, 0) < workerData.files.length);
const reading = { path, identity, size, modifiedAt, offset: size, head: 0, tail: 0, skipped: {}, part: undefined };
parentPort.postMessage({ kind: 'read', readings: [[index, reading]] });
parentPort.postMessage({ kind: 'done' });
`;

describe('Two threads that read', function () {
  this.timeout(30_000);
  let folder: string;

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'helped-')));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('when stopped, keep also what the second was at, so that nothing is read twice', async () => {
    const home = new WorkerHome(folder, { workerPath: '' });
    for (let seed = 1; seed <= 50; seed += 1) {
      home.write(new ClaudeTranscript({ seed }).prompt('Go').respond(5_000));
    }
    const environment = { home: home.path, platform: process.platform, variables: {} };
    const { files } = listTranscripts([claudeReader], environment);
    const path = join(folder, 'slowHelper.cjs');
    writeFileSync(path, slowHelper);
    const taken: string[] = [];
    const helped: string[] = [];
    await readWithHelper(
      { path },
      files,
      () => undefined,
      { now: Date.now(), keepText: false },
      (file, reading) => {
        taken.push(file.path);
        const limit = Date.now() + 20_000;
        while (!existsSync(`${path}.begun`)) {
          assert.ok(Date.now() < limit, 'the second thread never began');
        }
        if (reading.reader === undefined) {
          helped.push(file.path);
        }
        return false;
      },
    );
    assert.equal(helped.length, 1);
    assert.equal(taken.length, 2);
    assert.equal(new Set(taken).size, 2);
  });
});
