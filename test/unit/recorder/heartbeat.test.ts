import assert from 'node:assert/strict';
import type { AgentSession } from '../../../src/core/task/agentSession';
import type { RunningWork } from '../../../src/core/tracker/windowRegistry';
import { Heartbeat } from '../../../src/recorder/windows/heartbeat';
import { MemoryStore, MemoryWindows, settled } from './recorderWorld';

const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

function workOn(sessionId: string): RunningWork {
  return { sessions: [{ sessionId, busySince: 0, taskId: null }], typing: null };
}

/** Other windows, which answer when the test lets them. */
class SlowWindows extends MemoryWindows {
  theirBeats: readonly RunningWork[] = [];
  private waiting: (() => void)[] = [];

  override async workOfOthers(): Promise<readonly RunningWork[]> {
    const { theirBeats } = this;
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    return theirBeats;
  }

  async answer(): Promise<void> {
    this.waiting.shift()?.();
    await settled();
  }
}

function runningSession(id: string, startedAt: number): AgentSession {
  return {
    id,
    taskId: null,
    agent: 'claude',
    mode: 'batch',
    folder: null,
    startedAt,
    endedAt: null,
    ending: null,
    exitCode: null,
    transcript: null,
    ignored: false,
  };
}

function listening(now = 1000) {
  const store = new MemoryStore();
  const windows = new SlowWindows();
  const timers = new Set<() => void>();
  const every = (_ms: number, work: () => void) => {
    timers.add(work);
    return { dispose: () => timers.delete(work) };
  };
  const heartbeat = new Heartbeat(
    { store, windows, log: silentLog, clock: () => now, every },
    () => undefined,
  );
  const sessions = () => heartbeat.others.flatMap((work) => work.sessions.map(({ sessionId }) => sessionId));
  return { store, windows, heartbeat, timers, sessions };
}

describe('The heartbeat of other windows', () => {
  it('is read again where it was written while a read was on its way', async () => {
    const { windows, heartbeat, sessions } = listening();
    heartbeat.readOthers();
    windows.theirBeats = [workOn('theirs')];
    heartbeat.readOthers();
    await windows.answer();
    await windows.answer();
    assert.deepEqual(sessions(), ['theirs']);
  });

  it('is looked for until it names a session that was stored before it', async () => {
    const { store, windows, heartbeat, timers, sessions } = listening();
    store.sessions.set('theirs', runningSession('theirs', 900));
    heartbeat.storeChanged(() => false);
    await windows.answer();
    assert.deepEqual(sessions(), []);
    windows.theirBeats = [workOn('theirs')];
    for (const look of timers) {
      look();
      await windows.answer();
      look();
      await windows.answer();
    }
    assert.deepEqual(sessions(), ['theirs']);
    assert.equal(timers.size, 0, 'nothing is looked for any more');
  });

  it('is not looked for where the session is ours or its window is long gone', () => {
    for (const [startedAt, isOwn] of [
      [900, true],
      [-100_000, false],
    ] as const) {
      const { store, heartbeat, timers } = listening();
      store.sessions.set('session', runningSession('session', startedAt));
      heartbeat.storeChanged(() => isOwn);
      assert.equal(timers.size, 0);
    }
  });
});
