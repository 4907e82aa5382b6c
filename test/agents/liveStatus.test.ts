import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { ClaudeLiveStatus, statusFolders } from '../../src/agents/claude/liveStatus';
import { isStillRunning } from '../../src/agents/claude/runningProcess';
import { AgentHome, scannedAt } from '../fixtures/agents/agentHome';
import { skipBecause } from '../skipBecause';

const since = Date.UTC(2026, 5, 1, 10);
/** No system has been up for so long. */
const neverTicks = '99999999999999';

describe('what Claude Code says its sessions do', () => {
  let home: AgentHome;
  const started: ChildProcess[] = [];
  beforeEach(() => {
    home = new AgentHome();
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map(end));
    home.remove();
  });

  /** A real process, under a program's name that is awkward to find one's way past. */
  async function run(): Promise<number> {
    const child = spawn(
      process.execPath,
      ['-e', 'process.title = "a) R 1 (b"; process.stdout.write("up"); setInterval(() => {}, 1e6)'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    started.push(child);
    await once(child.stdout, 'data');
    return child.pid ?? assert.fail();
  }

  function tell(pid: number, fields: object): void {
    const status = { pid, sessionId: `S${pid}`, status: 'busy', statusUpdatedAt: since, ...fields };
    home.write(`.claude/sessions/${pid}.json`, JSON.stringify(status));
  }

  function told(): readonly string[] {
    return [...new ClaudeLiveStatus(statusFolders(home.settings().environment)).read().keys()];
  }

  it('a status counts as long as its process runs', async () => {
    const pid = await run();
    tell(pid, { status: 'waiting' });
    const status = new ClaudeLiveStatus(statusFolders(home.settings().environment));
    assert.deepEqual(status.read(), new Map([[`S${pid}`, { state: 'waiting', since }]]));
    await Promise.all(started.map(end));
    assert.deepEqual(status.read(), new Map());
  });

  it('a moment that can’t be one is none: the file’s own counts', async () => {
    const pid = await run();
    const status = new ClaudeLiveStatus(statusFolders(home.settings().environment));
    const sinceOf = (fields: object): number | undefined => {
      tell(pid, fields);
      return status.read().get(`S${pid}`)?.since;
    };
    const own = sinceOf({ statusUpdatedAt: 1e308 }) ?? assert.fail();
    assert.ok(own > since && own <= scannedAt, `${own}`);
    assert.ok((sinceOf({ statusUpdatedAt: 7 }) ?? 0) > own);
    assert.equal(sinceOf({ statusUpdatedAt: '+275760-09-13T00:00:00.000Z', updatedAt: since }), since);
  });

  it('a pipe in a status’s place is not waited for', () => {
    tell(1, { status: 'busy' });
    const pipe = join(home.path, '.claude/sessions/2.json');
    execFileSync('mkfifo', [pipe]);
    // In a process of its own, which can be ended where it waits.
    const script = `
      const { ClaudeLiveStatus } = require(${JSON.stringify(join(__dirname, '../../src/agents/claude/liveStatus.ts'))});
      const status = new ClaudeLiveStatus([${JSON.stringify(join(home.path, '.claude/sessions'))}], () => true);
      console.log(...status.read().keys());`;
    const run = spawnSync(process.execPath, ['--require', 'tsx/cjs', '-e', script], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    assert.equal(run.stdout.trim(), 'S1', run.stderr);
  });

  it('a start that its system tells in other words is no reason to doubt it', async () => {
    const pid = await run();
    for (const procStart of [undefined, null, '', 'Sat Nov 21 12:00:00 2026', {}, -1, 1.5]) {
      tell(pid, { procStart });
      assert.deepEqual(told(), [`S${pid}`], JSON.stringify(procStart));
    }
  });

  describe('where the system tells when a process started', () => {
    before(function () {
      if (process.platform !== 'linux') {
        skipBecause(this, 'only Linux tells when a process was started.');
      }
    });

    it('a process that took over the number of one that crashed is not believed to be it', async () => {
      const pid = await run();
      for (const procStart of [neverTicks, Number(neverTicks), '0']) {
        tell(pid, { procStart });
        assert.deepEqual(told(), [], JSON.stringify(procStart));
      }
    });

    it('the process that wrote the status is', async () => {
      const pid = await run();
      const ticks = ticksOf(pid);
      for (const procStart of [ticks, Number(ticks)]) {
        tell(pid, { procStart });
        assert.deepEqual(told(), [`S${pid}`], JSON.stringify(procStart));
      }
    });

    it('two processes under one number at different times are told apart', async () => {
      const pid = await run();
      assert.ok(isStillRunning({ pid, startedAt: ticksOf(pid) }));
      assert.ok(isStillRunning({ pid, startedAt: undefined }));
      assert.ok(!isStillRunning({ pid, startedAt: `${Number(ticksOf(pid)) - 1}` }));
      await Promise.all(started.map(end));
      assert.ok(!isStillRunning({ pid, startedAt: undefined }));
    });
  });

  it('files of other makes, and half written ones, say nothing', async () => {
    const pid = await run();
    home.write(`.claude/sessions/pid-${pid}.json`, JSON.stringify({ session_id: 'old', cwd: '/w' }));
    home.write(`.claude/sessions/${pid}.json`, '{"pid":');
    assert.deepEqual(told(), []);
    for (const status of ['[]', '{}', `{"sessionId":"S","status":"dancing","pid":${pid}}`, '{"pid":-1}']) {
      home.write(`.claude/sessions/${pid}.json`, status);
      assert.deepEqual(told(), [], status);
    }
  });

  it('what was told holds while the file is being written again', async () => {
    const pid = await run();
    tell(pid, {});
    const status = new ClaudeLiveStatus([join(home.path, '.claude/sessions')]);
    assert.equal(status.read().size, 1);
    home.write(`.claude/sessions/${pid}.json`, '{"pid":');
    assert.equal(status.read().get(`S${pid}`)?.state, 'busy');
  });
});

/** By another way than the code's own: counted from the end of the line, where no name is. */
function ticksOf(pid: number): string {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').trim().split(' ');
  return fields.at(-31) ?? assert.fail();
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}
