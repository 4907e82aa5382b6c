import assert from 'node:assert/strict';
import type { RunningWork } from '../../../src/core/record/recordStore';
import { Heartbeat } from '../../../src/recorder/live/heartbeat';
import { MemoryStore, settled } from './recorderWorld';

const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

function workOn(sessionId: string): RunningWork {
  return { sessions: [{ sessionId, busySince: 0, taskId: null }], typing: null };
}

/** Another window's heartbeat, which the test writes when it likes. */
class OtherWindow extends MemoryStore {
  theirBeats: readonly RunningWork[] = [];
  private waiting: (() => void)[] = [];

  override async workOfOtherWindows(): Promise<readonly RunningWork[]> {
    const { theirBeats } = this;
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    return theirBeats;
  }

  async answer(): Promise<void> {
    this.waiting.shift()?.();
    await settled();
  }

  startsSession(id: string, startedAt: number): void {
    this.sessions.set(id, {
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
    });
  }
}

function listening(now = 1000) {
  const store = new OtherWindow();
  const timers = new Set<() => void>();
  const every = (_ms: number, work: () => void) => {
    timers.add(work);
    return { dispose: () => timers.delete(work) };
  };
  const heartbeat = new Heartbeat({ store, log: silentLog, clock: () => now, every }, () => undefined);
  const sessions = () => heartbeat.others.flatMap((work) => work.sessions.map(({ sessionId }) => sessionId));
  return { store, heartbeat, timers, sessions };
}

describe('The heartbeat of other windows', () => {
  it('is read again where it was written while a read was on its way', async () => {
    const { store, heartbeat, sessions } = listening();
    heartbeat.readOthers();
    store.theirBeats = [workOn('theirs')];
    heartbeat.readOthers();
    await store.answer();
    await store.answer();
    assert.deepEqual(sessions(), ['theirs']);
  });

  it('is looked for until it names a session that was stored before it', async () => {
    const { store, heartbeat, timers, sessions } = listening();
    store.startsSession('theirs', 900);
    heartbeat.storeChanged(() => false);
    await store.answer();
    assert.deepEqual(sessions(), []);
    store.theirBeats = [workOn('theirs')];
    for (const look of timers) {
      look();
      await store.answer();
      look();
      await store.answer();
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
      store.startsSession('session', startedAt);
      heartbeat.storeChanged(() => isOwn);
      assert.equal(timers.size, 0);
    }
  });
});
