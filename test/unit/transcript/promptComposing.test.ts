import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { unionMs, type Interval } from '../../../src/core/days/interval';
import type { AgentTranscript } from '../../../src/core/transcript/sessions/agentTranscript';
import {
  composedPrompts,
  composingTime,
  handedLength,
  unmeasuredPrompts,
  type SeenOfPrompts,
} from '../../../src/core/transcript/inbox/promptComposing';
import { minute, nine } from '../../fixtures/transcripts';

const second = 1000;
type TypedPrompt = readonly [at: number, length: number];

/** A session with prompts and busy time, in seconds since nine. */
function transcript(prompts: readonly TypedPrompt[], busy: readonly Interval[]): AgentTranscript {
  const moved = busy.map(({ start, end }) => ({ start: nine + start * second, end: nine + end * second }));
  return {
    agent: 'claude',
    externalId: 'a',
    folder: null,
    branch: null,
    version: null,
    models: [],
    automated: false,
    forkedFrom: null,
    start: nine,
    end: nine + 3_600_000,
    turns: [],
    background: moved,
    prompts: prompts.map(([at, length], index) => ({
      id: `p${index}`,
      at: nine + at * second,
      length,
      kind: 'typed',
    })),
    usage: { models: [], rows: [] },
    interruptions: 0,
    compactions: 0,
  };
}

function composing(prompts: readonly TypedPrompt[], busy: readonly Interval[], from = 0, until = Infinity) {
  return composedPrompts(transcript(prompts, busy), from, until);
}

function seconds(intervals: readonly Interval[]): [number, number][] {
  return intervals.map(({ start, end }) => [(start - nine) / second, (end - nine) / second]);
}

describe('The time of a prompt', () => {
  const rows: [string, TypedPrompt[], Interval[], [number, number][]][] = [
    ['is its length over the speed of typing', [[0, 200]], [], [[-60, 0]]],
    ['is none if nothing was written', [[0, 0]], [], []],
    ['is no longer than a user types by hand', [[0, 59_580]], [], [[-180, 0]]],
    [
      'is bounded by the agent’s last output',
      [
        [0, 20],
        [100, 200],
      ],
      [{ start: 0, end: 70 }],
      [
        [-6, 0],
        [70, 100],
      ],
    ],
    [
      'ends when it was submitted, however long the user thought before',
      [
        [0, 20],
        [1000, 100],
      ],
      [{ start: 0, end: 70 }],
      [
        [-6, 0],
        [970, 1000],
      ],
    ],
    ['is none if the agent was at work until then', [[70, 200]], [{ start: 0, end: 70 }], []],
    [
      'overlaps the work of the agent if it was queued',
      [
        [0, 20],
        [60, 100],
      ],
      [{ start: 0, end: 70 }],
      [
        [-6, 0],
        [30, 60],
      ],
    ],
    [
      'is bounded by the prompt before',
      [
        [0, 20],
        [10, 100],
      ],
      [{ start: 0, end: 70 }],
      [
        [-6, 0],
        [0, 10],
      ],
    ],
    [
      'is bounded by the agent’s last output even if its next turn begins with it',
      [
        [0, 20],
        [100, 200],
      ],
      [
        { start: 0, end: 70 },
        { start: 100, end: 130 },
      ],
      [
        [-6, 0],
        [70, 100],
      ],
    ],
    [
      'overlaps work that began unasked',
      [
        [0, 20],
        [100, 200],
      ],
      [
        { start: 0, end: 70 },
        { start: 80, end: 200 },
      ],
      [
        [-6, 0],
        [40, 100],
      ],
    ],
    [
      'is in whole milliseconds, as spans are stored',
      [
        [0, 20],
        [100, 200],
      ],
      [{ start: 0, end: 70.0004 }],
      [
        [-6, 0],
        [70, 100],
      ],
    ],
    [
      'of two at one moment is that of the first',
      [
        [0, 20],
        [0, 20],
      ],
      [],
      [[-6, 0]],
    ],
  ];
  for (const [what, prompts, busy, expected] of rows) {
    it(what, () => assert.deepEqual(seconds(composingTime('T', composing(prompts, busy), [])), expected));
  }

  it('has an id for its covering, the length it was sent with and the time that fits since the last output', () => {
    const prompts: TypedPrompt[] = [
      [0, 20],
      [100, 200],
    ];
    const [first, second] = [0, nine].map((from) => composing(prompts, [{ start: 0, end: 70 }], from).at(-1));
    const told = { since: nine + 70_000, at: nine + 100_000, length: 200, ms: 30_000 };
    assert.deepEqual(first, { id: 'claude:a:0:prompt:p1', ...told });
    assert.deepEqual(second, { id: `claude:a:${nine}:prompt:p1`, ...told });
  });

  it('belongs to the part in which it was submitted, even if it began before', () => {
    const prompts: TypedPrompt[] = [
      [0, 20],
      [100, 20],
    ];
    const [first, second] = [
      composing(prompts, [], 0, nine + 100_000),
      composing(prompts, [], nine + 100_000),
    ];
    assert.deepEqual(seconds(composingTime('T', first, [])), [[-6, 0]]);
    assert.deepEqual(seconds(composingTime('T', second, [])), [[94, 100]]);
  });

  const typed = (
    start: number,
    end: number,
    taskId: string,
    evidence: 'measured' | 'estimated' | 'recovered' = 'measured',
  ) => ({
    taskId,
    evidence,
    start: nine + start * second,
    end: nine + end * second,
  });
  const known: [string, ReturnType<typeof typed>[], [number, number][]][] = [
    ['nothing on top of typing measured for the task since then', [typed(-50, -40, 'T')], []],
    ['nothing on top of typing recovered after a crash', [typed(-50, -40, 'T', 'recovered')], []],
    ['unchanged if that was before the agent’s last output', [typed(-90, -60, 'T')], [[-60, 0]]],
    [
      'around typing for another task',
      [typed(-20, -10, 'U')],
      [
        [-10, 0],
        [-60, -20],
      ],
    ],
    ['around an estimate of another session', [typed(-20, 0, 'T', 'estimated')], [[-60, -20]]],
    ['nothing if there was no other time', [typed(-100, 10, 'U')], []],
    [
      'unchanged if more was typed for the task afterwards',
      [typed(0, 10, 'T'), typed(20, 30, 'T')],
      [[-60, 0]],
    ],
  ];
  for (const [what, supervision, expected] of known) {
    it(`is ${what}`, () =>
      assert.deepEqual(seconds(composingTime('T', composing([[0, 200]], []), supervision)), expected));
  }

  it('is never counted twice, nor longer than typing takes, however prompts and work lie', () => {
    const span = fc.tuple(fc.nat(600), fc.integer({ min: 1, max: 90 }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(600), fc.nat(900)), { maxLength: 8 }),
        fc.array(span, { maxLength: 5 }),
        fc.array(span, { maxLength: 4 }),
        (prompts, busy, others) => {
          const sorted = prompts.toSorted(([a], [b]) => a - b);
          const working = busy.map(([start, length]) => ({ start, end: start + length }));
          const beside = others.map(([start, length]) => typed(start, start + length, 'U'));
          const time = composingTime('T', composing(sorted, working), beside);
          const total = time.reduce((sum, { start, end }) => sum + end - start, 0);
          assert.equal(unionMs(time), total);
          assert.equal(unionMs([...time, ...beside]), total + unionMs(beside));
          assert.ok(total <= sorted.reduce((sum, [, length]) => sum + Math.min(length, 600) * 300, 0));
          assert.equal(new Set(time.map(({ id }) => id)).size, time.length);
        },
      ),
    );
    assert.equal(minute / 200, 300, 'milliseconds for each character');
  });
});

describe('A prompt without measured typing', () => {
  const prompts = [10, 20, 30].map((at) => ({
    id: `at ${at}`,
    since: 0,
    at: at * second,
    length: at,
    ms: second,
  }));
  const none = { sentAt: [], pauses: [], handed: [] };
  const left = (seen: Partial<SeenOfPrompts>): string =>
    unmeasuredPrompts(prompts, { ...none, ...seen })
      .map(({ id }) => id)
      .join(', ');
  const rows: readonly (readonly [
    string,
    readonly number[],
    readonly (readonly [number, number])[],
    string,
  ])[] = [
    ['is each if none was sent from a document', [], [], 'at 10, at 20, at 30'],
    ['is not the first one after a sending', [12], [], 'at 10, at 30'],
    ['is not the one at the very moment of a sending', [20], [], 'at 10, at 30'],
    ['is not one up to a second before it, as clocks differ', [21], [], 'at 10, at 30'],
    ['is one that came longer before it', [21.001], [], 'at 10, at 20'],
    ['is each after a sending that did not arrive', [31.001], [], 'at 10, at 20, at 30'],
    ['is not either of two that were sent', [5, 25], [], 'at 20'],
    ['is one typed after a prompt that was sent again, as it had not arrived', [5, 6], [], 'at 20, at 30'],
    ['is none of a pause, whose end is no longer in it', [], [[10, 30]], 'at 30'],
    ['is none of an open pause', [], [[11, Infinity]], 'at 10'],
  ];
  for (const [what, sent, paused, expected] of rows) {
    it(what, () => {
      const sentAt = sent.map((moment) => moment * second);
      const pauses = paused.map(([start, end]) => ({ start: start * second, end: end * second }));
      assert.equal(left({ sentAt, pauses }), expected);
    });
  }

  const hour = 3600;
  for (const [what, handed, expected] of [
    ['is not one of the length that was handed over before', [[5, 20]], 'at 10, at 30'],
    ['is not one up to a second before it was handed over', [[21, 20]], 'at 10, at 30'],
    ['is one that came longer before', [[21.001, 20]], 'at 10, at 20, at 30'],
    ['is one of any other length', [[5, 19]], 'at 10, at 20, at 30'],
    ['is not one that was handed over nearly an hour before', [[20.001 - hour, 20]], 'at 10, at 30'],
    ['is one that came an hour later', [[20 - hour, 20]], 'at 10, at 20, at 30'],
  ] as const) {
    it(what, () =>
      assert.equal(left({ handed: handed.map(([at, length]) => ({ at: at * second, length })) }), expected),
    );
  }

  it('is one typed after a queued prompt that left no time next to the work it waited for', () => {
    const composed = composing(
      [
        [70, 200],
        [500, 200],
      ],
      [{ start: 0, end: 70 }],
    );
    const unmeasured = unmeasuredPrompts(composed, { ...none, sentAt: [nine + 50 * second] });
    assert.deepEqual(seconds(composingTime('T', unmeasured, [])), [[440, 500]]);
  });

  it('is neither one that was sent nor one that was handed over', () =>
    assert.equal(left({ sentAt: [15_000], handed: [{ at: 0, length: 30 }] }), 'at 10'));

  it('is all but one for each that was sent or handed over, and of no other length than was handed over', () => {
    const moment = fc.nat(100);
    const length = fc.integer({ min: 1, max: 4 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(moment, length), { maxLength: 12 }),
        fc.array(fc.tuple(moment, length), { maxLength: 6 }),
        fc.array(moment, { maxLength: 3 }),
        (submitted, handed, sentAt) => {
          const composed = submitted
            .toSorted(([a], [b]) => a - b)
            .map(([at, characters], index) => ({
              id: `p${index}`,
              since: 0,
              at: at * second,
              length: characters,
              ms: second,
            }));
          const seen = {
            ...none,
            sentAt: sentAt.map((at) => at * second),
            handed: handed.map(([at, characters]) => ({ at: at * second, length: characters })),
          };
          const unmeasured = unmeasuredPrompts(composed, seen);
          assert.ok(unmeasured.length >= composed.length - handed.length - sentAt.length, 'none is lost');
          for (let characters = 1; characters <= 4; characters += 1) {
            const ofLength = (prompts: readonly { length: number }[]): number =>
              prompts.filter((each) => each.length === characters).length;
            const taken = ofLength(composed) - ofLength(unmeasured);
            assert.ok(taken <= ofLength(seen.handed) + sentAt.length);
          }
          const after = Math.min(...seen.handed.map(({ at }) => at), ...seen.sentAt) - second;
          assert.ok(
            composed.every((each) => each.at >= after || unmeasured.includes(each)),
            'nor from before',
          );
        },
      ),
    );
  });

  it('is none of one session into which everything that was handed over was pasted, in any order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(100), fc.nat(1000), fc.integer({ min: 1, max: 3 })), { maxLength: 8 }),
        (all) => {
          const handed = all.map(([at, , characters]) => ({ at: at * second, length: characters }));
          const composed = all
            .map(([at, later, characters], index) => ({
              id: `p${index}`,
              since: 0,
              at: (at + later) * second,
              length: characters,
              ms: second,
            }))
            .toSorted((a, b) => a.at - b.at);
          assert.deepEqual(unmeasuredPrompts(composed, { ...none, handed }), []);
        },
      ),
    );
  });
});

describe('The length of a prompt', () => {
  for (const [name, text, length] of [
    ['is none of an empty one', ' \r\n', 0],
    ['is without the blanks around it', '\n Port it \n', 7],
    ['is the same with the line ends of any system', 'a\r\nb\rc\nd', 7],
  ] as const) {
    it(name, () => assert.equal(handedLength(text), length));
  }
});
