import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { unionMs } from '../../../src/core/days/interval';
import { spanFieldsSchema, type SpanFields } from '../../../src/core/task/span';
import { measurementOf } from '../../../src/core/task/measurementOf';
import type { Observation } from '../../../src/core/tracker/observation';
import { track } from '../../../src/core/tracker/track';
import {
  busyMs,
  openSpans,
  runningWork,
  typedMsIn,
  untracked,
  type TrackedMode,
  type TrackerState,
} from '../../../src/core/tracker/trackerState';
import { coveredTranscript } from '../../../src/core/transcript/inbox/coveredTranscript';
import { emptyTranscript } from '../../fixtures/transcripts';
import { defaultRules } from '../../fixtures/trackerRules';

const nine = Date.UTC(2026, 4, 11, 9);
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** Collects the changes that the tracker wants stored, as a store would. */
class Stored {
  state: TrackerState = untracked;
  readonly spans = new Map<string, SpanFields>();
  readonly endings: string[] = [];
  private ids = 0;

  see(now: number, observation: Observation): void {
    const { state, changes } = track(this.state, observation, now, {
      rules: defaultRules,
      newId: () => `span${++this.ids}`,
    });
    this.state = state;
    for (const change of changes) {
      if (change.entity === 'span' && change.kind === 'set') {
        this.spans.set(change.id, spanFieldsSchema.parse({ ...this.spans.get(change.id), ...change.fields }));
      } else if (change.entity === 'span' && change.kind === 'delete') {
        this.spans.delete(change.id);
      } else if (change.entity === 'session' && change.kind === 'set' && change.fields.ending) {
        this.endings.push(`${change.id} ${change.fields.ending} ${change.fields.endedAt}`);
      }
    }
  }

  start(now: number, mode: TrackedMode, id = 'S', taskId: string | null = 'T', agent = 'x'): void {
    const terminal = mode === 'manual' ? null : `terminal of ${id}`;
    this.see(now, {
      kind: 'session-started',
      sessionId: id,
      mode,
      agent,
      folder: null,
      taskId,
      terminal,
    });
  }

  tickUntil(from: number, to: number, step = second): void {
    for (let now = from; now <= to; now += step) {
      this.see(now, { kind: 'tick' });
    }
  }

  get all(): readonly (readonly [start: number, end: number, evidence: string])[] {
    return [...this.spans.values()].map(
      ({ start, end, evidence }) => [start - nine, end - nine, evidence] as const,
    );
  }
}

const ofS = { terminal: 'terminal of S' } as const;

describe('The tracker', () => {
  it('counts a batch run from start to end', () => {
    const stored = new Stored();
    stored.start(nine, 'batch');
    stored.tickUntil(nine, nine + minute);
    stored.see(nine + minute, { kind: 'session-ended', ...ofS, exitCode: 0 });
    assert.deepEqual(stored.all, [[0, minute, 'measured']]);
    assert.equal(stored.state.sessions.size, 0);
  });

  for (const [name, works, spans] of [
    ['one sign of work alone is no time', [0], []],
    ['two within the bridge are', [0, 3000], [[0, 3000]]],
    [
      'a longer silence is left out',
      [0, 2000, 5001, 6000],
      [
        [0, 2000],
        [5001, 6000],
      ],
    ],
    ['its start is no sign of work', [1000, 2000], [[1000, 2000]]],
    [
      'a clock that is set back starts over',
      [0, 2000, -hour, 1000 - hour],
      [
        [0, 2000],
        [-hour, 1000 - hour],
      ],
    ],
    ['nothing', [], []],
  ] as const) {
    it(`of an interactive agent: ${name}`, () => {
      const stored = new Stored();
      stored.start(nine, 'interactive');
      for (const at of works) {
        stored.see(nine + at, { kind: 'working', ...ofS });
      }
      stored.see(nine + hour, { kind: 'session-ended', ...ofS, exitCode: 0 });
      assert.deepEqual(
        stored.all,
        spans.map(([start, end]) => [start, end, 'estimated']),
      );
    });
  }

  for (const [agent, spans] of [
    ['claude', [[0, 3000, 'measured']]],
    [
      'gemini',
      [
        [0, 3000, 'measured'],
        [6000, 8000, 'estimated'],
        [13_000, 15_000, 'estimated'],
      ],
    ],
  ] as const) {
    it(`of ${agent}: output counts after the end of its transcript only if it writes late`, () => {
      const stored = new Stored();
      stored.start(nine, 'interactive', 'S', 'T', agent);
      const work = (...at: readonly number[]) =>
        at.forEach((each) => stored.see(nine + each, { kind: 'working', ...ofS }));
      work(0, 2000, 6000, 8000);
      const turn = { id: 't', by: 'person', source: 'written', continued: false } as const;
      const time = { start: nine, end: nine + 3000 };
      const turns = [{ ...turn, ...time, busy: [time], evidence: 'measured' as const }];
      const covered = coveredTranscript({ ...emptyTranscript, agent, turns }, nine, null, null);
      stored.see(nine + 12_000, { kind: 'transcript-read', sessionId: 'S', covered });
      work(13_000, 15_000);
      stored.see(nine + minute, { kind: 'session-ended', ...ofS, exitCode: 0 });
      assert.deepEqual(
        stored.all.toSorted(([a], [b]) => a - b),
        spans,
      );
    });
  }

  for (const [name, leave, kind] of [
    ['paused', { kind: 'session-paused', sessionId: 'S' }, 'paused'],
    ['out of sight', { kind: 'terminal-suspended', ...ofS }, 'suspended'],
  ] as const) {
    it(`leaves a session ${name} whose transcript grows`, () => {
      const stored = new Stored();
      stored.start(nine, 'interactive', 'S', 'T', 'claude');
      stored.see(nine + 1000, leave);
      const live = { state: 'busy', since: nine + 2000 } as const;
      const covered = coveredTranscript(emptyTranscript, nine, null, live);
      stored.see(nine + 3000, { kind: 'transcript-read', sessionId: 'S', covered });
      assert.equal(stored.state.sessions.get('S')?.condition.kind, kind);
    });
  }

  it('remembers every prompt that was sent to a session', () => {
    const stored = new Stored();
    stored.start(nine, 'interactive');
    stored.see(nine + 1000, { kind: 'prompt-sent', ...ofS });
    stored.see(nine + 2000, { kind: 'prompt-sent', ...ofS });
    assert.deepEqual(stored.state.sessions.get('S')?.sentAt, [nine + 1000, nine + 2000]);
  });

  it('resumes, once the editor answers, the sessions its silence suspended and no others', () => {
    const stored = new Stored();
    stored.start(nine, 'batch', 'S');
    stored.start(nine, 'batch', 'U');
    stored.see(nine + 1000, { kind: 'terminal-suspended', ...ofS });
    stored.see(nine + 3000, { kind: 'host-silent', since: nine + 2000 });
    stored.see(nine + 9000, { kind: 'host-answered', since: nine + 2000 });
    assert.deepEqual(
      [...stored.state.sessions.values()].map(({ sessionId, condition }) => [sessionId, condition.kind]),
      [
        ['S', 'suspended'],
        ['U', 'busy'],
      ],
    );
    stored.see(nine + 10_000, { kind: 'session-ended', terminal: 'terminal of U', exitCode: 0 });
    assert.deepEqual(stored.all, [
      [0, 1000, 'measured'],
      [0, 10_000, 'measured'],
    ]);
  });

  const tenSeconds = 10 * second;
  for (const [name, mode, end, spans, ending] of [
    [
      'a batch run whose end is seen ran all the time',
      'batch',
      { kind: 'session-ended', ...ofS, exitCode: 0 },
      [[0, minute, 'measured']],
      `exited ${nine + minute}`,
    ],
    [
      'a batch run that is stopped counts as far as it was seen',
      'batch',
      { kind: 'session-stopped', sessionId: 'S' },
      [[0, tenSeconds, 'measured']],
      `stopped ${nine + minute}`,
    ],
    [
      'a batch run that is lost counts as far as it was seen, as recovered',
      'batch',
      { kind: 'session-lost', sessionId: 'S' },
      [[0, tenSeconds, 'recovered']],
      `recovered ${nine + tenSeconds}`,
    ],
    [
      'an interactive agent whose end is seen counts as far as it was seen at work',
      'interactive',
      { kind: 'session-ended', ...ofS, exitCode: 0 },
      [[0, 2000, 'estimated']],
      `exited ${nine + minute}`,
    ],
  ] as const) {
    it(`of a session out of sight: ${name}`, () => {
      const stored = new Stored();
      stored.start(nine, mode);
      stored.see(nine, { kind: 'working', ...ofS });
      stored.see(nine + 2000, { kind: 'working', ...ofS });
      stored.tickUntil(nine + 3000, nine + tenSeconds);
      stored.see(nine + tenSeconds, { kind: 'terminal-suspended', ...ofS });
      stored.see(nine + minute, end);
      assert.deepEqual(stored.all, spans);
      assert.deepEqual(stored.endings, [`S ${ending}`]);
    });
  }

  it('leaves a paused session paused, even out of sight, and resumes only paused ones', () => {
    const stored = new Stored();
    stored.start(nine, 'batch');
    stored.see(nine + 1000, { kind: 'session-resumed', sessionId: 'S' });
    stored.see(nine + 2000, { kind: 'session-paused', sessionId: 'S' });
    stored.see(nine + 3000, { kind: 'terminal-suspended', ...ofS });
    stored.see(nine + minute, { kind: 'session-ended', ...ofS, exitCode: 0 });
    assert.deepEqual(stored.all, [[0, 2000, 'measured']]);
  });

  it('shows open spans as they would be stored now', () => {
    const stored = new Stored();
    stored.start(nine, 'interactive');
    stored.see(nine, { kind: 'working', ...ofS });
    stored.see(nine, { kind: 'typed', document: 'd', taskId: 'U' });
    stored.see(nine + 1000, { kind: 'typed', document: 'd', taskId: 'U' });
    stored.see(nine + 2000, { kind: 'working', ...ofS });
    const open = openSpans(stored.state, nine + 2500).map(({ id, ...fields }) => [id, fields] as const);
    stored.see(nine + minute, { kind: 'tick' });
    assert.equal(open.length, 2);
    assert.deepEqual(new Map(open), stored.spans);
  });

  it('leaves out the pauses of a manually timed session, and of any other', () => {
    for (const mode of ['manual', 'batch'] as const) {
      const stored = new Stored();
      stored.start(nine, mode);
      stored.see(nine + 10_000, { kind: 'session-paused', sessionId: 'S' });
      stored.see(nine + 20_000, { kind: 'tick' });
      stored.see(nine + 30_000, { kind: 'session-resumed', sessionId: 'S' });
      stored.see(nine + 40_000, { kind: 'session-stopped', sessionId: 'S' });
      assert.deepEqual(stored.all, [
        [0, 10_000, 'measured'],
        [30_000, 40_000, 'measured'],
      ]);
      assert.deepEqual(stored.endings, [`S stopped ${nine + 40_000}`]);
    }
  });

  it('ignores work of a paused agent', () => {
    const stored = new Stored();
    stored.start(nine, 'interactive');
    stored.see(nine, { kind: 'session-paused', sessionId: 'S' });
    for (let at = 0; at < 10; at++) {
      stored.see(nine + at * second, { kind: 'working', ...ofS });
    }
    stored.see(nine + minute, { kind: 'terminal-closed', ...ofS });
    assert.deepEqual(stored.all, []);
  });

  it('stops timing a stopped program, even if it continues', () => {
    const stored = new Stored();
    stored.start(nine, 'batch');
    stored.see(nine + second, { kind: 'session-stopped', sessionId: 'S' });
    stored.see(nine + minute, { kind: 'session-ended', ...ofS, exitCode: 0 });
    assert.deepEqual(stored.all, [[0, second, 'measured']]);
    assert.equal(stored.endings.length, 1);
  });

  it('ends the session it believed to run in a terminal when another program starts there', () => {
    const stored = new Stored();
    stored.start(nine, 'batch');
    stored.see(nine + 30 * second, {
      kind: 'session-started',
      sessionId: 'S2',
      mode: 'batch',
      agent: 'y',
      folder: null,
      taskId: null,
      ...ofS,
    });
    assert.deepEqual([...stored.state.sessions.keys()], ['S2']);
    assert.deepEqual(stored.all, [[0, 30 * second, 'measured']]);
  });

  it('stores no empty span', () => {
    const stored = new Stored();
    stored.start(nine, 'batch');
    stored.see(nine, { kind: 'session-ended', ...ofS, exitCode: 1 });
    stored.see(nine, { kind: 'typed', document: 'd', taskId: 'T' });
    stored.see(nine, { kind: 'prompt-finished', document: 'd' });
    assert.deepEqual(stored.all, []);
  });

  it('moves a running session with its time', () => {
    const stored = new Stored();
    stored.start(nine, 'manual');
    stored.see(nine + second, { kind: 'session-paused', sessionId: 'S' });
    stored.see(nine + 2 * second, { kind: 'session-resumed', sessionId: 'S' });
    stored.see(nine + 3 * second, { kind: 'session-moved', sessionId: 'S', taskId: 'U' });
    stored.see(nine + 4 * second, { kind: 'session-stopped', sessionId: 'S' });
    assert.deepEqual(
      [...stored.spans.values()].map(({ taskId }) => taskId),
      ['U', 'U'],
    );
    assert.equal(measurementOf([...stored.spans.values()]).aiMs, 3 * second);
  });

  it('leaves out the machine’s sleep', () => {
    const stored = new Stored();
    stored.start(nine, 'batch');
    stored.tickUntil(nine, nine + minute);
    stored.tickUntil(nine + 9 * hour, nine + 9 * hour + minute);
    stored.see(nine + 9 * hour + minute, { kind: 'session-ended', ...ofS, exitCode: 0 });
    assert.deepEqual(stored.all, [
      [0, minute, 'measured'],
      [9 * hour, 9 * hour + minute, 'measured'],
    ]);
  });

  it('stays correct when the clock is set an hour back', () => {
    const stored = new Stored();
    stored.start(nine, 'batch');
    stored.tickUntil(nine, nine + 10 * minute);
    const back = nine - 50 * minute;
    stored.tickUntil(back, back + 5 * minute);
    const session = stored.state.sessions.get('S');
    assert.ok(session);
    assert.equal(busyMs(session, back + 5 * minute), 15 * minute);
    stored.see(back + 5 * minute, { kind: 'session-ended', ...ofS, exitCode: 0 });
    assert.equal(unionMs(stored.spans.values()), 15 * minute);
    assert.deepEqual(stored.endings, [`S exited ${nine}`], 'never ends before it started');
  });

  it('keeps a finished pause unchanged when the clock is set back', () => {
    const stored = new Stored();
    stored.start(nine, 'interactive');
    const pauseFrom = (start: number, end: number): void => {
      stored.see(start, { kind: 'session-paused', sessionId: 'S' });
      stored.see(end, { kind: 'session-resumed', sessionId: 'S' });
    };
    pauseFrom(nine + minute, nine + 10 * minute);
    pauseFrom(nine + 5 * minute, nine + 6 * minute);
    assert.deepEqual(stored.state.sessions.get('S')?.pauses, [
      { start: nine + minute, end: nine + 10 * minute },
      { start: nine + 5 * minute, end: nine + 6 * minute },
    ]);
  });

  it('doesn’t mistake a correction of the clock by a second for more', () => {
    const stored = new Stored();
    stored.start(nine, 'batch');
    stored.see(nine + 10_000, { kind: 'tick' });
    stored.see(nine + 9000, { kind: 'tick' });
    stored.see(nine + 20_000, { kind: 'session-ended', ...ofS, exitCode: 0 });
    assert.deepEqual(stored.all, [[0, 20_000, 'measured']]);
  });

  for (const [name, start] of [
    ['forward', Date.UTC(2026, 2, 29, 0, 30)],
    ['back', Date.UTC(2026, 9, 25, 0, 30)],
  ] as const) {
    it(`counts the same on the day the clocks go ${name}`, () => {
      const stored = new Stored();
      stored.start(start, 'batch');
      stored.tickUntil(start, start + 2 * hour);
      stored.see(start + 2 * hour, { kind: 'session-ended', ...ofS, exitCode: 0 });
      assert.equal(unionMs(stored.spans.values()), 2 * hour);
    });
  }

  describe('typing', () => {
    function typed(stored: Stored, document: string, taskId: string, ...at: readonly number[]): void {
      for (const each of at) {
        stored.see(nine + each, { kind: 'typed', document, taskId });
      }
    }

    for (const [name, keys, ms] of [
      ['a single key is no time, since how long it took is not known', [0], 0],
      ['a burst counts from its first to its last key', [0, 200, 500], 500],
      ['a pause below the threshold is thinking', [0, 29_999], 29_999],
      ['a pause of the threshold is not', [0, 1000, 31_000, 32_000], 2000],
      ['a clock that is corrected by a second takes nothing away', [0, 5000, 4000], 5000],
      ['a clock that is set back starts over', [0, 1000, -hour, 2000 - hour], 3000],
    ] as const) {
      it(name, () => {
        const stored = new Stored();
        typed(stored, 'd', 'T', ...keys);
        stored.see(nine + hour, { kind: 'tick' });
        assert.equal(unionMs(stored.spans.values()), ms);
        assert.equal(typedMsIn(stored.state, 'd'), ms);
        assert.ok(
          [...stored.spans.values()].every(
            ({ kind, evidence }) => kind === 'supervision' && evidence === 'measured',
          ),
        );
      });
    }

    it('in one document ends the span of another, so that no moment counts twice', () => {
      const stored = new Stored();
      typed(stored, 'd', 'T', 0, 1000);
      typed(stored, 'e', 'U', 2000, 4000);
      typed(stored, 'd', 'T', 5000, 6000);
      stored.see(nine + 6000, { kind: 'focus-lost' });
      assert.deepEqual(stored.all, [
        [0, 1000, 'measured'],
        [2000, 4000, 'measured'],
        [5000, 6000, 'measured'],
      ]);
      assert.equal(typedMsIn(stored.state, 'd'), 2000);
    });

    it('for another task ends the span of the task before', () => {
      const stored = new Stored();
      typed(stored, 'd', 'T', 0, 1000);
      typed(stored, 'd', 'U', 2000, 4000);
      stored.see(nine + 4000, { kind: 'focus-lost' });
      assert.deepEqual(
        [...stored.spans.values()].map(({ taskId, start, end }) => [taskId, end - start]),
        [
          ['T', 1000],
          ['U', 2000],
        ],
      );
    });

    it('starts over after a single key that was sent', () => {
      const stored = new Stored();
      typed(stored, 'd', 'T', 0);
      stored.see(nine + 500, { kind: 'prompt-finished', document: 'd' });
      typed(stored, 'd', 'T', 2000, 3000);
      stored.see(nine + 3000, { kind: 'focus-lost' });
      assert.deepEqual(stored.all, [[2000, 3000, 'measured']]);
    });

    it('ends at its last key when the prompt is sent or the window left', () => {
      for (const end of [{ kind: 'prompt-finished', document: 'd' }, { kind: 'focus-lost' }] as const) {
        const stored = new Stored();
        typed(stored, 'd', 'T', 0, 1000);
        stored.see(nine + 20_000, end);
        assert.deepEqual(stored.all, [[0, 1000, 'measured']]);
      }
    });

    it('continues when the prompt of another document is sent', () => {
      const stored = new Stored();
      typed(stored, 'd', 'T', 0);
      stored.see(nine + 500, { kind: 'prompt-finished', document: 'e' });
      typed(stored, 'd', 'T', 1000);
      stored.see(nine + 1000, { kind: 'focus-lost' });
      assert.deepEqual(stored.all, [[0, 1000, 'measured']]);
    });

    it('is in the heartbeat with its last key', () => {
      const stored = new Stored();
      typed(stored, 'd', 'T', 0, 1000);
      assert.deepEqual(runningWork(stored.state).typing, { taskId: 'T', since: nine, lastAt: nine + 1000 });
    });
  });

  it('never counts negative time, any time twice or more than passed, whatever happens and whatever the clock does', () => {
    const terminals = ['terminal of a', 'terminal of b'] as const;
    const sessionIds = ['a', 'b', 'm'] as const;
    const observation = fc.oneof(
      fc.constant<Observation>({ kind: 'tick' }),
      fc
        .constantFrom(...terminals)
        .chain((terminal) =>
          fc.constantFrom<Observation>(
            { kind: 'working', terminal },
            { kind: 'session-ended', terminal, exitCode: 0 },
            { kind: 'terminal-closed', terminal },
            { kind: 'terminal-suspended', terminal },
          ),
        ),
      fc
        .constantFrom(...sessionIds)
        .chain((sessionId) =>
          fc.constantFrom<Observation>(
            { kind: 'session-paused', sessionId },
            { kind: 'session-resumed', sessionId },
            { kind: 'session-moved', sessionId, taskId: 'U' },
            { kind: 'session-lost', sessionId },
          ),
        ),
      fc.constantFrom<Observation>(
        { kind: 'typed', document: 'd', taskId: 'T' },
        { kind: 'typed', document: 'e', taskId: 'U' },
        { kind: 'focus-lost' },
        { kind: 'focus-gained' },
        { kind: 'prompt-finished', document: 'd' },
      ),
      fc.record({
        kind: fc.constant('session-started' as const),
        which: fc.nat(2),
        mode: fc.constantFrom('batch' as const, 'interactive' as const),
      }),
    );
    const step = fc.oneof(
      { weight: 20, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
      { weight: 1, arbitrary: fc.constantFrom(-hour, 3 * hour, -500) },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(step, observation), { maxLength: 60 }), (steps) => {
        const stored = new Stored();
        let now = nine;
        let passed = 0;
        let sessions = 0;
        for (const [ms, each] of steps) {
          now += ms;
          passed += Math.max(0, ms);
          if (each.kind === 'session-started' && 'which' in each) {
            const terminal = terminals[each.which] ?? null;
            const mode = terminal === null ? 'manual' : each.mode;
            const sessionId = `session ${sessions++}`;
            stored.see(now, {
              kind: 'session-started',
              sessionId,
              mode,
              agent: 'x',
              folder: null,
              taskId: 'T',
              terminal,
            });
          } else if (each.kind !== 'session-started') {
            stored.see(now, each);
          }
          const open = openSpans(stored.state, now);
          const spans = [...stored.spans.values(), ...open];
          assert.ok(spans.every(({ start, end }) => end > start));
          const { aiMs, supervisoryMs } = measurementOf(spans);
          assert.ok(supervisoryMs <= passed && aiMs <= passed * Math.max(1, sessions));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not change the given state', () => {
    const before = track(
      untracked,
      {
        kind: 'session-started',
        sessionId: 'S',
        mode: 'batch',
        agent: 'x',
        folder: null,
        taskId: null,
        ...ofS,
      },
      nine,
      { rules: defaultRules, newId: () => 'id' },
    ).state;
    const frozen = JSON.stringify([...before.sessions.values()]);
    track(before, { kind: 'session-ended', ...ofS, exitCode: 0 }, nine + minute, {
      rules: defaultRules,
      newId: () => 'id',
    });
    assert.equal(JSON.stringify([...before.sessions.values()]), frozen);
    assert.equal(untracked.sessions.size, 0);
  });
});
