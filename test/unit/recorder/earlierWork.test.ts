import assert from 'node:assert/strict';
import type { AgentSession } from '../../../src/core/task/agentSession';
import type { OrphanedWork } from '../../../src/core/tracker/windowRegistry';
import { track } from '../../../src/core/tracker/track';
import { untracked, type TrackedSession, type TrackerState } from '../../../src/core/tracker/trackerState';
import type { Observation } from '../../../src/core/tracker/observation';
import { EarlierWork } from '../../../src/recorder/programs/earlierWork';
import { KeptLog, MemoryStore, settled } from './recorderWorld';
import { defaultRules } from '../../fixtures/trackerRules';

const now = Date.UTC(2026, 4, 11, 9);

function suspended(sessionId: string, terminal: string | null): TrackedSession {
  return {
    sessionId,
    terminal,
    taskId: 'T',
    agent: 'claude',
    mode: 'batch',
    folder: null,
    startedAt: now - 60_000,
    condition: { kind: 'suspended', at: now - 5000, span: null },
    spans: [],
  };
}

function openSession(id: string): AgentSession {
  return {
    id,
    taskId: 'T',
    agent: 'claude',
    mode: 'batch',
    folder: null,
    startedAt: now - 60_000,
    endedAt: null,
    ending: null,
    exitCode: null,
    transcript: null,
    ignored: false,
  };
}

function orphan(sessionId: string): OrphanedWork {
  return {
    writer: 'gone',
    lastBeatAt: now - 10_000,
    work: { sessions: [{ sessionId, taskId: 'T', busySince: now - 50_000 }], typing: null },
  };
}

function earlier(remembered: readonly TrackedSession[] = [], lost: readonly string[] = []) {
  let state: TrackerState = untracked;
  let ids = 0;
  let finished = 0;
  const store = new MemoryStore();
  const log = new KeptLog();
  const observed: Observation[] = [];
  const newId = () => `id${++ids}`;
  const failing = new Set<string>();
  let orphans: readonly OrphanedWork[] = [];
  const work = new EarlierWork({
    tracking: {
      get sessions() {
        return state.sessions;
      },
      observe: (observation) => {
        observed.push(observation);
        const tracked = track(state, observation, now, { rules: defaultRules, newId });
        state = tracked.state;
        void (tracked.changes.length > 0 && store.append(tracked.changes));
      },
    },
    store,
    memory: { restored: () => remembered, lost },
    recorded: { ofSession: (id) => store.spansOfSession(id) },
    writer: { write: async (changes) => void (await store.append(changes)) },
    heartbeat: {
      orphans: async () => {
        if (failing.has('orphans')) {
          throw new Error('The record is closed.');
        }
        const found = orphans;
        orphans = [];
        return found;
      },
    },
    clock: () => now,
    newId,
    log,
    finished: () => (finished += 1),
  });
  return {
    work,
    store,
    log,
    observed,
    sessions: () => [...state.sessions.keys()],
    finished: () => finished,
    failing,
    leave: (...left: readonly OrphanedWork[]) => (orphans = left),
  };
}

describe('Work begun before this host', () => {
  it('is taken up as it is remembered, and knows its terminal', () => {
    const { work, sessions } = earlier([suspended('a', 'pid 1'), suspended('b', null)]);
    work.restore();
    assert.deepEqual(sessions(), ['a', 'b']);
    assert.deepEqual([work.isSuspendedIn('pid 1'), work.isSuspendedIn('pid 2')], [true, false]);
  });

  it('asks the store for nothing before it is open, and for all of it once when it is', async () => {
    const { work, store, sessions, observed, finished, leave } = earlier([suspended('a', 'pid 1')], ['a']);
    store.sessions.set('o', openSession('o'));
    leave(orphan('o'));
    work.restore();
    store.status = { kind: 'opening' };
    work.storeChanged();
    work.tick();
    await settled();
    assert.deepEqual([sessions(), finished()], [['a'], 0]);
    store.status = { kind: 'ready', problems: [] };
    work.storeChanged();
    await settled();
    assert.deepEqual([sessions(), finished()], [[], 1]);
    const before = observed.length;
    work.storeChanged();
    assert.equal(observed.length, before);
  });

  it('says in the log that the work of closed windows could not be looked for', async () => {
    const { work, failing, log } = earlier();
    failing.add('orphans');
    work.storeChanged();
    await settled();
    assert.deepEqual(log.errors, ['Closed windows could not be looked for.']);
  });

  it('gets back the spans that it had stored', () => {
    const { work, store, observed } = earlier([suspended('a', 'pid 1')]);
    const span = { taskId: 'T', sessionId: 'a', kind: 'agent', evidence: 'measured' } as const;
    store.allSpans.set('s', { id: 's', ...span, start: now - 50_000, end: now - 20_000 });
    work.restore();
    work.storeChanged();
    const last = observed.findLast((each) => each.kind === 'session-restored');
    assert.deepEqual(
      last?.session.spans.map(({ id }) => id),
      ['s'],
    );
  });

  it('of a window that is gone is ended at its last heartbeat, whenever that is found', async () => {
    const { work, store, finished, leave } = earlier();
    store.sessions.set('o', openSession('o'));
    work.storeChanged();
    await settled();
    assert.equal(finished(), 0);
    leave(orphan('o'));
    work.tick();
    await settled();
    assert.equal(finished(), 1);
    assert.deepEqual([store.session('o')?.ending, store.session('o')?.endedAt], ['recovered', now - 10_000]);
    assert.deepEqual(
      [...store.spans.values()].map(({ start, end, evidence }) => [start, end, evidence]),
      [[now - 50_000, now - 10_000, 'recovered']],
    );
  });

  it('is lost where its terminal did not come back; what runs in none is left alone', () => {
    const { work, sessions } = earlier([
      suspended('here', 'pid 1'),
      suspended('gone', 'pid 2'),
      suspended('hand', null),
    ]);
    work.restore();
    work.terminalsPresent(new Set(['pid 1', 'pid 3']));
    assert.deepEqual(sessions(), ['here', 'hand']);
    work.terminalsPresent(new Set());
    assert.deepEqual(sessions(), ['hand']);
  });

  it('that cannot be finished is logged, not thrown', async () => {
    const { work, store, log, leave } = earlier();
    store.session = () => {
      throw new Error('broken');
    };
    leave(orphan('o'));
    work.storeChanged();
    await settled();
    assert.equal(log.errors.length, 1);
  });
});
