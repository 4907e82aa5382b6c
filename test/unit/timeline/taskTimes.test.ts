import assert from 'node:assert/strict';
import type { AgentSession } from '../../../src/core/task/agentSession';
import type { Span } from '../../../src/core/task/span';
import { TimesOfTasks } from '../../../src/core/timeline/taskTimes';
import { timesText } from '../../../src/core/timeline/timesText';
import { closedTask, measurement } from '../../fixtures/tasks';
import { minute, session, span, supervision } from './timelineWorld';

const measured = closedTask(8, 38, 4, { id: 'task-1' }, { measured: measurement });

function timesOf(spans: readonly Span[], sessions: readonly AgentSession[] = [session('session-1')]) {
  let asked = 0;
  const times = new TimesOfTasks({
    spansOfTask: (id) => (id === 'task-1' ? spans : []),
    sessionsOfTasks: (ids) => {
      asked += 1;
      return sessions.filter(({ taskId }) => taskId !== null && ids.includes(taskId));
    },
    session: (id) => sessions.find((each) => each.id === id),
  });
  return { times, of: () => times.of([measured]).get('task-1'), asked: () => asked };
}

describe('times of a task', () => {
  it('are how long each of its sessions waited, and how long the user was measured typing', () => {
    const { of } = timesOf(
      [
        span(0, 10),
        span(14, 20),
        span(22, 30),
        span(0, 5, { sessionId: 'session-2' }),
        span(10, 12, { sessionId: 'session-2' }),
        supervision(10, 12),
        supervision(11, 13),
        supervision(40, 41, { evidence: 'recovered' }),
        supervision(12, 16, { evidence: 'estimated' }),
      ],
      [session('session-1'), session('session-2', { agent: 'codex', mode: 'transcript' })],
    );
    assert.deepEqual(of(), { waitedMs: 11 * minute, typedMs: 4 * minute });
  });

  it('know no wait where no session is of a kind that waits, and none at all of imported work', () => {
    const batch = timesOf([span(0, 10), span(20, 30)], [session('session-1', { mode: 'batch' })]);
    assert.deepEqual(batch.of(), { waitedMs: null, typedMs: 0 });
    assert.deepEqual(timesOf([span(0, 10), span(20, 30)], []).of(), { waitedMs: null, typedMs: 0 });
    assert.deepEqual(timesOf([span(0, 10)]).of(), { waitedMs: 0, typedMs: 0 });
    assert.equal(timesOf([]).of(), undefined);
    const { times } = timesOf([span(0, 10)]);
    assert.equal(times.of([closedTask(8, 38, 4, { id: 'task-1' })]).size, 0);
  });

  it('know the session of earlier work that has gone on to another task', () => {
    const moved = session('session-1', { taskId: 'task-2' });
    assert.deepEqual(timesOf([span(0, 10), span(15, 20)], [moved]).of(), {
      waitedMs: 5 * minute,
      typedMs: 0,
    });
  });

  it('ask for sessions only once while the work is the same', () => {
    const { of, asked } = timesOf([span(0, 10), span(15, 20)]);
    assert.deepEqual(
      [of(), of()].map((times) => times?.waitedMs),
      [5 * minute, 5 * minute],
    );
    assert.equal(asked(), 1);
  });

  it('are told with the minutes that the row has', () => {
    const row = { aiMinutes: 38, supervisoryMinutes: 4 };
    const told = (change: Partial<Parameters<typeof timesText>[0]>) =>
      timesText({
        ...row,
        supervisionEvidence: 'measured',
        waitedMs: 11 * minute,
        typedMs: 4 * minute,
        ...change,
      });
    assert.equal(told({}), 'Agent 38 min · waited for you 11 min · you typed 4 min');
    assert.equal(told({ waitedMs: null }), 'Agent 38 min · you typed 4 min');
    assert.equal(told({ waitedMs: 0 }), 'Agent 38 min · waited for you 0 min · you typed 4 min');
    assert.equal(told({ waitedMs: 1 }), 'Agent 38 min · waited for you 1 min · you typed 4 min');
    const estimated = { supervisionEvidence: 'estimated' as const, waitedMs: null };
    assert.equal(told({ ...estimated, typedMs: 0 }), 'Agent 38 min · you supervised 4 min');
    assert.equal(
      told({ ...estimated, typedMs: 90_000 }),
      'Agent 38 min · you supervised 4 min, typing 2 min of it',
    );
    const edited = { supervisionEvidence: 'edited' as const, waitedMs: null, typedMs: 5 * minute };
    assert.equal(told(edited), 'Agent 38 min · you supervised 4 min', 'no part is more than the whole');
  });
});
