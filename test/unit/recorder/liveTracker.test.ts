import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Change } from '../../../src/core/task/change';
import type { Observation } from '../../../src/core/tracker/observation';
import { track } from '../../../src/core/tracker/track';
import { busyMs, typedMsIn, untracked, type TrackerState } from '../../../src/core/tracker/trackerState';
import { LiveTracker } from '../../../src/recorder/live/liveTracker';
import { FakeTime, KeptLog } from './recorderWorld';
import { defaultRules } from '../../fixtures/trackerRules';

const start = Date.UTC(2026, 4, 11, 9);

function liveTracker() {
  const time = new FakeTime(start);
  const log = new KeptLog();
  const observed: Observation[] = [];
  const stored: Change[] = [];
  let ids = 0;
  const tracker = new LiveTracker({
    clock: () => time.now,
    newId: () => `id${++ids}`,
    rules: () => defaultRules,
    every: time.every,
    log,
    writer: {
      failing: false,
      write: async (changes) => void stored.push(...changes),
      writeOrDrop: async (changes) => void stored.push(...changes),
    },
    observing: (observation) => observed.push(observation),
    workChanged: () => undefined,
    shownChanged: () => undefined,
  });
  const key = (document = 'prompt', taskId: string | null = 'T'): void => {
    if (!tracker.takesKey(document)) {
      tracker.observe({ kind: 'typed', document, taskId });
    }
  };
  return { tracker, time, log, observed, stored, key };
}

/** Each key observed one by one. */
function everyKeyTracked() {
  let state: TrackerState = untracked;
  let ids = 0;
  const stored: Change[] = [];
  return {
    stored,
    state: () => state,
    observe(observation: Observation, now: number): void {
      const tracked = track(state, observation, now, { rules: defaultRules, newId: () => `id${++ids}` });
      state = tracked.state;
      stored.push(...tracked.changes);
    },
  };
}

type Step =
  | { readonly does: 'key'; readonly document: string; readonly after: number }
  | { readonly does: 'observe'; readonly observation: Observation; readonly after: number }
  | { readonly does: 'nothing'; readonly after: number };

const after = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 400 }) },
  { weight: 1, arbitrary: fc.constantFrom(999, 1000, 2999, 3001, 29_999, 30_000, 45_001, 3_600_000) },
  { weight: 1, arbitrary: fc.constantFrom(-1, -150, -1999, -2001, -86_400_000) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant('key' as const),
      document: fc.constantFrom('a', 'a', 'b'),
      after,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('observe' as const),
      observation: fc.constantFrom<Observation>(
        { kind: 'tick' },
        { kind: 'working', terminal: 'pid 1' },
        { kind: 'focus-lost' },
        { kind: 'prompt-finished', document: 'a' },
        { kind: 'session-paused', sessionId: 'run' },
        { kind: 'session-resumed', sessionId: 'run' },
      ),
      after,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('nothing' as const), after }) },
);

describe('The live tracker', () => {
  it('measures what it would if it observed every key, whatever happens between them', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { tracker, time, key, stored } = liveTracker();
        const every = everyKeyTracked();
        const both = (observation: Observation): void => {
          tracker.observe(observation);
          every.observe(observation, time.now);
        };
        for (const [sessionId, mode, terminal] of [
          ['talk', 'interactive', 'pid 1'],
          ['run', 'batch', 'pid 2'],
        ] as const) {
          both({ kind: 'session-started', sessionId, mode, agent: 'x', folder: null, taskId: 'T', terminal });
        }
        for (const each of steps) {
          time.now += each.after;
          if (each.does === 'key') {
            key(each.document);
            every.observe({ kind: 'typed', document: each.document, taskId: 'T' }, time.now);
          } else if (each.does === 'observe') {
            both(each.observation);
          }
          for (const document of ['a', 'b']) {
            assert.equal(typedMsIn(tracker.state, document), typedMsIn(every.state(), document));
          }
          for (const session of tracker.sessions.values()) {
            const other = every.state().sessions.get(session.sessionId);
            assert.equal(busyMs(session, time.now), other && busyMs(other, time.now));
          }
        }
        both({ kind: 'host-silent', since: time.now });
        assert.deepEqual(sorted(stored), sorted(every.stored));
      }),
      { numRuns: 500 },
    );
  });

  it('observes one key of a burst in each second', () => {
    const { key, time, observed, tracker } = liveTracker();
    for (let pressed = 0; pressed <= 100; pressed += 1) {
      key();
      time.now += 100;
    }
    assert.equal(observed.filter(({ kind }) => kind === 'typed').length, 11);
    assert.equal(typedMsIn(tracker.state, 'prompt'), 10_000);
  });

  for (const [name, between] of [
    ['another document', ({ key }) => key('other')],
    ['an observation', ({ tracker }) => tracker.observe({ kind: 'focus-lost' })],
    ['a change of what it counts for', ({ tracker }) => tracker.observeNextKey()],
    ['a clock that was set back', ({ time }) => (time.now -= 10)],
  ] as const satisfies readonly (readonly [string, (live: ReturnType<typeof liveTracker>) => void])[]) {
    it(`observes the next key after ${name}`, () => {
      const live = liveTracker();
      live.key();
      live.time.now += 100;
      live.key();
      const observed = live.observed.length;
      between(live);
      live.key();
      assert.ok(
        live.observed.slice(observed).some((each) => each.kind === 'typed' && each.document === 'prompt'),
      );
    });
  }

  it('forgets no key when what it counts for may have changed, nor when the host goes', () => {
    const { key, time, tracker } = liveTracker();
    key();
    time.now += 400;
    key();
    tracker.observeNextKey();
    assert.equal(typedMsIn(tracker.state, 'prompt'), 400);
    time.now += 100;
    key();
    time.now += 100;
    key();
    const [span] = tracker.freeze(time.now);
    assert.deepEqual(span?.kind === 'set' && span.fields, {
      taskId: 'T',
      sessionId: null,
      kind: 'supervision',
      start,
      end: start + 600,
      evidence: 'measured',
    });
  });

  it('observes nothing more once it is disposed of', async () => {
    const { key, time, tracker, stored } = liveTracker();
    key();
    tracker.dispose();
    time.now += 400;
    tracker.observe({ kind: 'focus-lost' });
    await time.pass(60_000);
    assert.deepEqual(stored, []);
  });
});

function sorted(changes: readonly Change[]): readonly string[] {
  return changes.map((change) => JSON.stringify(change)).sort();
}
