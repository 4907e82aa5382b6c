import assert from 'node:assert/strict';
import type { Observation } from '../../../src/core/tracker/observation';
import { track } from '../../../src/core/tracker/track';
import { untracked, type TrackerState } from '../../../src/core/tracker/trackerState';
import type { StartedProgram } from '../../../src/recorder/programs/terminalPrograms';
import { TerminalPrograms } from '../../../src/recorder/programs/terminalPrograms';
import { defaultRules } from '../../fixtures/trackerRules';

const agent: StartedProgram = { terminal: 'pid 1', agent: 'claude', mode: 'interactive', folder: '/w' };

/**
 * A real tracker, whose sessions are asked for as `terminal: task`.
 * @param betweenLooks how long it takes from one look at the clock to the next
 */
function terminals(currentTaskId: string | undefined, betweenLooks = 0) {
  let state: TrackerState = untracked;
  let ids = 0;
  const newId = () => `id${++ids}`;
  const kinds: Observation['kind'][] = [];
  const look = () => (made.now += betweenLooks);
  const made = {
    now: 1_000_000,
    kinds,
    sessions: () => [...state.sessions.values()].map(({ terminal, taskId }) => `${terminal}: ${taskId}`),
    only: () => {
      const [session, another] = state.sessions.values();
      assert.ok(session && !another);
      return session;
    },
    observe: (observation: Observation): void => {
      kinds.push(observation.kind);
      state = track(state, observation, look(), { rules: defaultRules, newId }).state;
    },
    /** As an observation reaches the tracker in a window. */
    see: (observation: Observation): void => {
      programs.follow(observation);
      made.observe(observation);
    },
    endWithTask: (): void => {
      const { sessionId } = made.only();
      programs.release(sessionId);
      made.observe({ kind: 'session-stopped', sessionId });
    },
  };
  const programs = new TerminalPrograms({
    tracking: {
      get sessions() {
        return state.sessions;
      },
      observe: made.observe,
    },
    clock: look,
    newId,
    rules: () => defaultRules,
    currentTaskId: () => currentTaskId,
  });
  return { ...made, world: made, programs };
}

const working = { kind: 'working', terminal: 'pid 1' } as const;

describe('Programs in terminals', () => {
  for (const [name, current, expected] of [
    ['for the current task', 'T', 'pid 1: T'],
    ['for no task while there is none', undefined, 'pid 1: null'],
  ] as const) {
    it(`start ${name}`, () => {
      const { programs, sessions } = terminals(current);
      programs.started(agent);
      assert.deepEqual(sessions(), [expected]);
    });
  }

  it('that run to their end work from the very moment their session starts', () => {
    const { programs, only } = terminals('T', 1);
    programs.started({ ...agent, mode: 'batch' });
    const { startedAt, condition } = only();
    assert.ok(condition.kind === 'busy');
    assert.equal(condition.span.start, startedAt);
  });

  it('go with a prompt to its task: moved where they had none, otherwise as a new session', () => {
    const { programs, sessions, only, kinds } = terminals(undefined);
    programs.started(agent);
    const first = only().sessionId;
    programs.promptSent('pid 1', 'T');
    assert.deepEqual([sessions(), only().sessionId], [['pid 1: T'], first]);
    programs.promptSent('pid 1', 'T');
    assert.equal(only().sessionId, first);
    programs.promptSent('pid 1', 'U');
    assert.deepEqual(sessions(), ['pid 1: U']);
    assert.notEqual(only().sessionId, first);
    assert.deepEqual(kinds, [
      'session-started',
      'session-moved',
      'prompt-sent',
      'prompt-sent',
      'session-stopped',
      'session-started',
      'prompt-sent',
    ]);
    assert.equal(only().sentAt?.length, 1, 'only the last was for this session');
  });

  it('are nothing to a prompt for a terminal in which no agent is known', () => {
    const { programs, sessions, kinds } = terminals('T');
    programs.promptSent('pid 7', 'T');
    assert.deepEqual([sessions(), kinds], [[], []]);
  });

  it('that were released begin a session with their next turn, not with the rest of the turn they were in', () => {
    const { programs, world, sessions, see, endWithTask } = terminals('T');
    programs.started(agent);
    endWithTask();
    for (let look = 0; look < 5; look += 1) {
      world.now += defaultRules.bridgeMs;
      see(working);
    }
    assert.deepEqual(sessions(), []);
    world.now += defaultRules.bridgeMs + 1;
    see(working);
    assert.deepEqual(sessions(), ['pid 1: T']);
  });

  it('that were released begin a session at once when they are sent a prompt', () => {
    const { programs, sessions, endWithTask } = terminals('T');
    programs.started(agent);
    endWithTask();
    programs.promptSent('pid 1', 'U');
    assert.deepEqual(sessions(), ['pid 1: U']);
  });

  it('that are out of sight since a reload stay so as another session, until their end is seen', () => {
    for (const endSession of [() => undefined, (made: ReturnType<typeof terminals>) => made.endWithTask()]) {
      const made = terminals('T');
      made.programs.started(agent);
      made.observe({ kind: 'terminal-suspended', terminal: 'pid 1' });
      endSession(made);
      made.programs.promptSent('pid 1', 'U');
      assert.deepEqual([made.sessions(), made.only().condition.kind], [['pid 1: U'], 'suspended']);
    }
  });

  for (const ending of [
    { kind: 'session-ended', terminal: 'pid 1', exitCode: 0 },
    { kind: 'terminal-closed', terminal: 'pid 1' },
  ] as const) {
    it(`that were released are forgotten with ${ending.kind}`, () => {
      const { programs, world, sessions, see, endWithTask } = terminals('T');
      programs.started(agent);
      endWithTask();
      see(ending);
      world.now += 60_000;
      see(working);
      programs.promptSent('pid 1', 'U');
      assert.deepEqual(sessions(), []);
    });
  }

  it('go on as another session of their task from the moment their transcript changed', () => {
    const { programs, world, only } = terminals('T');
    programs.started(agent);
    const { sessionId } = only();
    world.now += 5000;
    programs.succeed(sessionId, world.now - 2000);
    const next = only();
    assert.deepEqual([next.taskId, next.terminal, next.startedAt], ['T', 'pid 1', world.now - 2000]);
    assert.notEqual(next.sessionId, sessionId);
  });

  it('are left alone where the session is not known, or runs in no terminal', () => {
    const { programs, observe, kinds, only } = terminals('T');
    programs.succeed('nobody', 0);
    programs.release('nobody');
    const place = { agent: 'claude', folder: null, taskId: 'T', terminal: null };
    observe({ kind: 'session-started', sessionId: 'hand', mode: 'manual', ...place });
    programs.succeed('hand', 0);
    assert.deepEqual([only().sessionId, kinds], ['hand', ['session-started']]);
  });
});
