import assert from 'node:assert/strict';
import { proposedFields } from '../../fixtures/proposals';
import { settled, world, type World } from './recorderWorld';

const claude = {
  terminal: 'process 70',
  agent: 'claude',
  mode: 'interactive',
  folder: '/home/ada/shop',
} as const;

/** As another process does. */
async function propose(w: World, name: string, processes: readonly number[] = [92, 81, 70]): Promise<void> {
  await w.store.append([
    {
      entity: 'proposal',
      id: name,
      kind: 'set',
      fields: {
        ...proposedFields({ proposedAt: w.time.now, processes: [...processes] }),
        edited: null,
        decision: null,
        join: null,
      },
    },
  ]);
  await settled();
}

function joinOf({ store }: World, name: string) {
  return store.proposals.get(name)?.join;
}

describe('A proposal made in a terminal of the window', () => {
  it('is joined with the session that runs there, once', async () => {
    const w = world();
    const recorder = w.open();
    recorder.sensors.programStarted(claude);
    const [session] = recorder.sessions.running(w.time.now);
    await w.time.pass(60_000);
    await propose(w, 'a');
    const { time, store } = w;
    assert.deepEqual(joinOf(w, 'a'), { by: 'process', sessionId: session?.sessionId, at: time.now });
    const cleared = store.proposals.get('a') ?? assert.fail();
    store.proposals.set('a', { ...cleared, join: null });
    await propose(w, 'b', [92, 81, 71]);
    assert.deepEqual([joinOf(w, 'a'), joinOf(w, 'b')], [null, null], 'what was cleared stays so');
  });

  it('is joined with it after its program has ended, and where it is seen only later', async () => {
    const w = world();
    const recorder = w.open();
    recorder.sensors.programStarted(claude);
    const [session] = recorder.sessions.running(w.time.now);
    await w.time.pass(60_000);
    recorder.sensors.observe({ kind: 'session-ended', terminal: claude.terminal, exitCode: 0 });
    await propose(w, 'a');
    assert.equal(joinOf(w, 'a')?.sessionId, session?.sessionId);
    await w.time.pass(60_000);
    await propose(w, 'b');
    assert.equal(joinOf(w, 'b'), null);
  });

  it('is joined after a reload of the window', async () => {
    const w = world();
    const before = w.open();
    before.sensors.programStarted(claude);
    const [session] = before.sessions.running(w.time.now);
    before.sensors.observe({ kind: 'terminal-suspended', terminal: claude.terminal });
    await before.flush();
    await w.time.pass(5_000);
    await propose(w, 'a');
    assert.equal(joinOf(w, 'a'), null);
    w.open();
    await settled();
    assert.equal(joinOf(w, 'a')?.sessionId, session?.sessionId);
  });
});
