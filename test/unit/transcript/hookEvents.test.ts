import assert from 'node:assert/strict';
import {
  array,
  assert as check,
  constantFrom,
  integer,
  property,
  record,
  shuffledSubarray,
} from 'fast-check';
import { describe, it } from 'mocha';
import {
  aiMs,
  busyIntervals,
  type AgentTranscript,
  type TranscriptTurn,
} from '../../../src/core/transcript/sessions/agentTranscript';
import {
  hookEventNames,
  withHookEvents,
  type HookEvent,
  type HookEventName,
} from '../../../src/core/transcript/hooks/hookEvents';
import { lengthOf } from '../../../src/core/transcript/intervals';
import { noUsage } from '../../../src/core/transcript/usageTable';

/** Seconds, to be read at a glance. */
type Row = readonly [event: HookEventName, at: number, more?: { ran?: number; notice?: string }];

const session = 's';

describe('A turn with hook events', () => {
  const rows: readonly {
    readonly name: string;
    readonly events: readonly Row[];
    /** Busy time in seconds; the transcript's turn is [100, 160), guessed busy in [100, 130). */
    readonly busy: readonly (readonly [number, number])[];
    readonly evidence: 'measured' | 'estimated';
  }[] = [
    {
      name: 'is busy from its prompt to its stop',
      events: [
        ['UserPromptSubmit', 99],
        ['Stop', 161],
      ],
      busy: [[99, 161]],
      evidence: 'measured',
    },
    {
      name: 'ends with a failure too',
      events: [
        ['UserPromptSubmit', 99],
        ['StopFailure', 150],
      ],
      busy: [[99, 150]],
      evidence: 'measured',
    },
    {
      name: 'ends with its session',
      events: [
        ['UserPromptSubmit', 99],
        ['SessionEnd', 165],
      ],
      busy: [[99, 165]],
      evidence: 'measured',
    },
    {
      name: 'is not busy from a request to the start of the tool',
      events: [
        ['UserPromptSubmit', 100],
        ['PermissionRequest', 110],
        ['PostToolUse', 145, { ran: 5 }],
        ['Stop', 160],
      ],
      busy: [
        [100, 110],
        [140, 160],
      ],
      evidence: 'measured',
    },
    {
      name: 'takes the notification if there is no request, and asks once if there are both',
      events: [
        ['UserPromptSubmit', 100],
        ['PermissionRequest', 110],
        ['Notification', 116, { notice: 'permission_prompt' }],
        ['PostToolUse', 140, { ran: 0 }],
        ['Notification', 150, { notice: 'permission_prompt' }],
        ['Stop', 160],
      ],
      busy: [
        [100, 110],
        [140, 150],
      ],
      evidence: 'measured',
    },
    {
      name: 'waits on while a tool ends that ran before the request',
      events: [
        ['UserPromptSubmit', 100],
        ['PermissionRequest', 110],
        ['PostToolUse', 120, { ran: 15 }],
        ['PostToolUse', 145, { ran: 5 }],
        ['Stop', 160],
      ],
      busy: [
        [100, 110],
        [140, 160],
      ],
      evidence: 'measured',
    },
    {
      name: 'waits until the tool has ended if an older version gives no duration',
      events: [
        ['UserPromptSubmit', 100],
        ['PermissionRequest', 110],
        ['PostToolUseFailure', 145],
        ['Stop', 160],
      ],
      busy: [
        [100, 110],
        [145, 160],
      ],
      evidence: 'measured',
    },
    {
      name: 'waits for an answer until it is there, whatever the tool says how long it ran',
      events: [
        ['UserPromptSubmit', 100],
        ['PreToolUse', 110],
        ['PermissionRequest', 110],
        ['PostToolUse', 150, { ran: 40 }],
        ['Stop', 160],
      ],
      busy: [
        [100, 110],
        [150, 160],
      ],
      evidence: 'measured',
    },
    {
      name: 'does not wait when it has long stopped',
      events: [
        ['UserPromptSubmit', 100],
        ['Notification', 120, { notice: 'idle_prompt' }],
        ['Stop', 160],
        ['Notification', 170, { notice: 'permission_prompt' }],
      ],
      busy: [[100, 160]],
      evidence: 'measured',
    },
    {
      name: 'ends where the transcript does after an Esc',
      events: [['UserPromptSubmit', 99]],
      busy: [[99, 160]],
      evidence: 'estimated',
    },
    {
      name: 'ends where the transcript does after an Esc in a session left open for hours',
      events: [
        ['UserPromptSubmit', 99],
        ['SessionEnd', 9_000],
      ],
      busy: [[99, 160]],
      evidence: 'estimated',
    },
    {
      name: 'does not count a dialog that Esc closed',
      events: [
        ['UserPromptSubmit', 100],
        ['PermissionRequest', 120],
      ],
      busy: [[100, 120]],
      evidence: 'estimated',
    },
    {
      name: 'continues if another hook refused its stop',
      events: [
        ['UserPromptSubmit', 100],
        ['Stop', 130],
        ['Stop', 161],
      ],
      busy: [[100, 161]],
      evidence: 'measured',
    },
    {
      name: 'continues if a second prompt came during it',
      events: [
        ['UserPromptSubmit', 100],
        ['UserPromptSubmit', 130],
        ['Stop', 161],
      ],
      busy: [[100, 161]],
      evidence: 'measured',
    },
    {
      name: 'is unchanged if hooks came after its prompt',
      events: [
        ['PostToolUse', 120],
        ['Stop', 161],
      ],
      busy: [[100, 130]],
      evidence: 'estimated',
    },
    {
      name: 'is unchanged if the only prompt is from another time',
      events: [
        ['UserPromptSubmit', 50],
        ['Stop', 161],
      ],
      busy: [[100, 130]],
      evidence: 'estimated',
    },
    {
      name: 'does not end before it began when the clock was set back',
      events: [
        ['UserPromptSubmit', 100],
        ['Stop', 40],
      ],
      busy: [[100, 160]],
      evidence: 'estimated',
    },
    {
      name: 'is nothing but a wait if it stops in it at once',
      events: [
        ['UserPromptSubmit', 100],
        ['PermissionRequest', 100],
        ['Stop', 161],
      ],
      busy: [],
      evidence: 'measured',
    },
  ];
  for (const { name, events, busy, evidence } of rows) {
    it(name, () => {
      const [turn] = withHookEvents(transcript([[100, 160]]), events.map(eventOf)).turns;
      assert.deepEqual(
        turn?.busy.map(({ start, end }) => [start / 1_000, end / 1_000]),
        busy,
      );
      assert.equal(turn?.evidence, evidence);
    });
  }

  it('does not reach into the next one, and leaves turns without events alone', () => {
    const events: readonly Row[] = [
      ['UserPromptSubmit', 100],
      ['UserPromptSubmit', 300],
      ['Stop', 350],
      ['Stop', 480],
    ];
    const timed = withHookEvents(
      transcript([
        [100, 160],
        [300, 340],
        [400, 500],
      ]),
      events.map(eventOf),
    );
    assert.deepEqual(
      timed.turns.map(({ start, end, evidence, source }) => [start / 1_000, end / 1_000, evidence, source]),
      [
        [100, 160, 'estimated', 'events'],
        [300, 350, 'measured', 'events'],
        [400, 500, 'estimated', 'gaps'],
      ],
    );
  });

  it('keeps the duration the agent wrote if the machine slept during it', () => {
    const slept = transcript([[100, 9_000]], 'written');
    const events: readonly Row[] = [
      ['UserPromptSubmit', 100],
      ['Stop', 9_000],
    ];
    assert.deepEqual(withHookEvents(slept, events.map(eventOf)).turns, slept.turns);
  });

  it('is not one of another session or another agent', () => {
    const own = transcript([[100, 160]]);
    const events = [eventOf(['UserPromptSubmit', 99]), eventOf(['Stop', 161])];
    assert.equal(
      withHookEvents(
        own,
        events.map((each) => ({ ...each, session: 'other' })),
      ),
      own,
    );
    const codex = { ...own, agent: 'codex' };
    assert.equal(withHookEvents(codex, events), codex);
    assert.equal(withHookEvents(own, []), own);
  });
});

const anyEvent = record({
  event: constantFrom(...hookEventNames),
  at: integer({ min: -50, max: 1_000 }),
  ran: integer({ min: 0, max: 2_000 }),
  notice: constantFrom('permission_prompt', 'idle_prompt', 'elicitation_dialog'),
}).map(({ event, at, ran, notice }) => eventOf([event, at, { ran, notice }]));

describe('Events of hooks in any order', () => {
  const three = transcript([
    [0, 160],
    [200, 340],
    [341, 800],
  ]);

  it('give the same result, once or twice', () => {
    check(
      property(
        array(anyEvent, { maxLength: 25 }).chain((events) =>
          shuffledSubarray([...events, ...events], { minLength: events.length * 2 }).map((shuffled) => ({
            events,
            shuffled,
          })),
        ),
        ({ events, shuffled }) => {
          assert.deepEqual(withHookEvents(three, shuffled), withHookEvents(three, events));
        },
      ),
    );
  });

  it('never make more than the wall clock nor less than nothing, and no two turns overlap', () => {
    check(
      property(array(anyEvent, { maxLength: 25 }), (events) => {
        const timed = withHookEvents(three, events);
        let reached = -Infinity;
        for (const turn of timed.turns) {
          assert.ok(turn.start >= reached, 'turns overlap');
          assert.ok(
            turn.busy.every(({ start, end }) => start < end && start >= turn.start && end <= turn.end),
          );
          assert.ok(lengthOf(turn.busy) <= turn.end - turn.start);
          reached = turn.end;
        }
        assert.ok(aiMs(timed) >= 0 && aiMs(timed) <= timed.end - timed.start);
        assert.equal(lengthOf(busyIntervals(timed)), lengthOf(timed.turns.flatMap(({ busy }) => busy)));
      }),
      { numRuns: 500 },
    );
  });
});

function eventOf([event, at, { ran, notice } = {}]: Row): HookEvent {
  return {
    event,
    session,
    folder: '/projects',
    at: at * 1_000,
    ...(ran !== undefined && { ranMs: ran * 1_000 }),
    ...(notice !== undefined && { notice }),
  };
}

function transcript(
  turns: readonly (readonly [start: number, end: number])[],
  source: TranscriptTurn['source'] = 'gaps',
): AgentTranscript {
  const timed = turns.map(([start, end], index): TranscriptTurn => ({
    id: `t${index}`,
    by: 'person',
    start: start * 1_000,
    end: end * 1_000,
    busy: [{ start: start * 1_000, end: Math.min(end, start + 30) * 1_000 }],
    evidence: source === 'gaps' ? 'estimated' : 'measured',
    source,
    continued: false,
  }));
  return {
    agent: 'claude',
    externalId: session,
    folder: '/projects',
    branch: null,
    version: null,
    models: [],
    automated: false,
    forkedFrom: null,
    start: timed[0]?.start ?? 0,
    end: timed.at(-1)?.end ?? 0,
    turns: timed,
    background: [],
    prompts: [],
    usage: noUsage,
    interruptions: 0,
    compactions: 0,
  };
}

describe('Hooks installed in two places', () => {
  it('count once, though they report everything twice, a moment apart', () => {
    const told: readonly (readonly [HookEventName, number, number?])[] = [
      ['UserPromptSubmit', 100_000],
      ['PermissionRequest', 110_000],
      ['PostToolUse', 145_000, 5_000],
      ['Stop', 160_000],
    ];
    const events = told.map(([event, at, ranMs]): HookEvent => ({
      event,
      session,
      folder: null,
      at,
      ...(ranMs !== undefined && { ranMs }),
    }));
    const twice = events.flatMap((each) => [each, { ...each, at: each.at + 40 }]);
    const plain = transcript([[100, 160]]);
    assert.deepEqual(withHookEvents(plain, twice), withHookEvents(plain, events));
  });
});
