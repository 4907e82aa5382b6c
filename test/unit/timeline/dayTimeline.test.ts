import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { dayBounds } from '../../../src/core/days/day';
import type { RunningSession } from '../../../src/core/task/runningSession';
import { measurementOf, clipped } from '../../../src/core/task/measurementOf';
import { unionMs } from '../../../src/core/days/interval';
import type { Span } from '../../../src/core/task/span';
import { timelineSchema, type TimelineView } from '../../../src/core/timeline/timelineView';
import { lengthOf } from '../../../src/core/transcript/intervals';
import {
  day,
  dayStart,
  lines,
  minute,
  minutesOf,
  session,
  span,
  supervision,
  timelineOf,
} from './timelineWorld';

const user = ({ user: segments }: TimelineView): readonly string[] =>
  segments.map(({ kind, start, end, taskId }) => `${kind} ${minutesOf(start)}–${minutesOf(end)} ${taskId}`);

const running = (state: RunningSession['state'], fields: Partial<RunningSession> = {}): RunningSession => ({
  sessionId: 'session-1',
  taskId: 'task-1',
  agent: 'claude',
  mode: 'interactive',
  startedAt: dayStart,
  state,
  busyMs: 0,
  ...fields,
});

describe('timeline of a day', () => {
  it('is empty for a day on which nothing was measured', () => {
    const view = timelineOf({ spans: [] });
    assert.deepEqual([view.lanes, view.user, view.tasks, view.most], [[], [], [], null]);
  });

  it('has a lane for each session and task, work of subagents within that of their session', () => {
    const view = timelineOf({
      spans: [
        span(600, 610),
        span(605, 620, { id: 'claude:x:0:background:0', evidence: 'estimated' }),
        span(624, 630),
        span(602, 612, { sessionId: 'session-2', taskId: 'task-2' }),
        span(640, 650, { sessionId: 'session-2', taskId: null }),
      ],
    });
    assert.deepEqual(lines(view), [
      'session-1 task-1: busy 600–620, waiting 620–624, busy 624–630',
      'session-2 task-2: busy 602–612',
      'session-2 : busy 640–650',
    ]);
    assert.deepEqual(
      view.lanes.map(({ agent, taskId, evidence }) => [agent, taskId, evidence]),
      [
        ['claude', 'task-1', 'estimated'],
        ['claude', 'task-2', 'measured'],
        ['claude', null, 'measured'],
      ],
    );
    assert.deepEqual(view.tasks, [
      { id: 'task-1', title: 'Title of task-1' },
      { id: 'task-2', title: 'Title of task-2' },
    ]);
    assert.deepEqual(view.most, { sessions: 2, at: dayStart + 602 * minute });
  });

  it('knows no wait of a batch run, of a clock that was paused, or where no session is known', () => {
    const spans = (sessionId: string | null) => [
      span(600, 610, { sessionId }),
      span(615, 620, { sessionId }),
    ];
    const view = timelineOf({
      spans: [...spans('batch'), ...spans('manual'), ...spans(null)],
      sessions: [session('batch', { mode: 'batch' }), session('manual', { mode: 'manual', agent: 'Cursor' })],
    });
    assert.deepEqual(lines(view), [
      'batch task-1: busy 600–610, busy 615–620',
      'manual task-1: busy 600–610, busy 615–620',
      ' task-1: busy 600–610, busy 615–620',
    ]);
    assert.deepEqual(
      view.lanes.map(({ agent }) => agent),
      ['claude', 'Cursor', null],
    );
  });

  it('is cut at midnight, and a wait over midnight lies on both days', () => {
    const spans = [span(-40, -20), span(-10, 5), span(20, 30), span(1430, 1450)];
    assert.deepEqual(lines(timelineOf({ spans })), [
      'session-1 task-1: busy 0–5, waiting 5–20, busy 20–30, busy 1430–1440',
    ]);
    const wait = [span(-20, -10), span(10, 20)];
    assert.deepEqual(lines(timelineOf({ spans: wait })), ['session-1 task-1: waiting 0–10, busy 10–20']);
    const before = { start: day.start - 24 * 60 * minute, end: day.start };
    assert.deepEqual(lines(timelineOf({ spans: wait, day: before })), [
      'session-1 task-1: busy -20–-10, waiting -10–0',
    ]);
  });

  it('has 23 and 25 hours where the clock changes, with the offset from each moment on', () => {
    for (const [date, hours] of [
      ['2026-03-29', 23],
      ['2026-10-25', 25],
      ['2026-04-19', 24],
    ] as const) {
      const bounds = dayBounds(date, 'Europe/Berlin', '00:00');
      const all = span(0, 0, { start: bounds.start - minute, end: bounds.end + minute });
      const view = timelineOf({ spans: [all], day: bounds, zone: 'Europe/Berlin' });
      const [lane] = view.lanes;
      assert.equal(lane && lengthOf(lane.segments), hours * 60 * minute);
      assert.equal(view.offsets.length, hours === 24 ? 1 : 2);
      assert.equal(view.offsets[0]?.since, bounds.start);
    }
  });

  it('grows while a session works or waits, and shows no wait that has become a break', () => {
    const work = [span(600, 610)];
    const at = (state: RunningSession['state'], now: number, spans: readonly Span[] = work) =>
      lines(timelineOf({ spans, running: [running(state)], now }));
    assert.deepEqual(at('busy', 620, [...work, span(615, 620)]), [
      'session-1 task-1: busy 600–610, waiting 610–615, busy 615–620 …',
    ]);
    assert.deepEqual(at('waiting', 620), ['session-1 task-1: busy 600–610, waiting 610–620 …']);
    assert.deepEqual(at('waiting', 680), ['session-1 task-1: busy 600–610']);
    assert.deepEqual(at('paused', 620), ['session-1 task-1: busy 600–610']);
    assert.deepEqual(at('suspended', 620), ['session-1 task-1: busy 600–610']);
    assert.deepEqual(
      lines(timelineOf({ spans: work, running: [running('waiting', { taskId: 'task-2' })], now: 620 })),
      ['session-1 task-1: busy 600–610'],
      'it waits for the task that it is for now',
    );
  });

  it('knows a running session that isn’t stored yet', () => {
    const codex = running('busy', { agent: 'codex' });
    const view = timelineOf({ spans: [span(1, 2)], sessions: [], running: [codex], now: 2 });
    assert.deepEqual(
      view.lanes.map(({ agent, growing }) => [agent, growing]),
      [['codex', true]],
    );
  });

  it('has the user’s time once: typing that was seen before what is believed', () => {
    const estimated = { evidence: 'estimated' as const };
    const view = timelineOf({
      spans: [
        supervision(10, 20),
        supervision(15, 25, { taskId: 'task-2' }),
        supervision(5, 40, { ...estimated, taskId: 'gone' }),
        supervision(30, 35),
        supervision(38, 50, estimated),
        supervision(-10, 2),
        supervision(1435, 1450, { evidence: 'recovered' }),
      ],
    });
    assert.deepEqual(user(view), [
      'typing 0–2 task-1',
      'composing 5–10 gone',
      'typing 10–20 task-1',
      'typing 20–25 task-2',
      'composing 25–30 gone',
      'typing 30–35 task-1',
      'composing 35–40 gone',
      'composing 40–50 task-1',
      'typing 1435–1440 task-1',
    ]);
    assert.deepEqual(
      view.tasks.map(({ id }) => id),
      ['task-1', 'task-2'],
      'a task that is gone has no title',
    );
  });

  const anySpan = fc
    .record({
      from: fc.integer({ min: -120, max: 1560 }),
      length: fc.integer({ min: 0, max: 90 }),
      sessionId: fc.constantFrom('a', 'b', 'c', 'd', null),
      taskId: fc.constantFrom('task-1', 'task-2', null),
      kind: fc.constantFrom('agent' as const, 'supervision' as const),
      evidence: fc.constantFrom('measured' as const, 'estimated' as const),
    })
    .map(({ from, length, ...fields }) => span(from, from + length, fields));
  const anyDay = fc.array(anySpan, { maxLength: 25 });

  it('never has a lane whose segments overlap, in any record', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1600 }), (spans, now) => {
        const view = timelineOf({ spans, now, running: [running('waiting', { sessionId: 'a' })] });
        assert.deepEqual(timelineSchema.parse(view), view);
        for (const segments of [...view.lanes.map((lane) => lane.segments), view.user]) {
          for (const [index, each] of segments.entries()) {
            assert.ok(each.end > each.start && each.start >= day.start && each.end <= day.end);
            assert.ok(index === 0 || each.start >= (segments[index - 1]?.end ?? 0));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has as much busy time for a task as its AI minutes count, and as much of the user’s as there was', () => {
    fc.assert(
      fc.property(anyDay, (spans) => {
        const view = timelineOf({ spans });
        for (const taskId of ['task-1', 'task-2', null]) {
          const own = clipped(
            spans.filter((each) => each.taskId === taskId),
            day.start,
            day.end,
          );
          const busy = view.lanes
            .filter((lane) => lane.taskId === taskId)
            .flatMap(({ segments }) => segments.filter(({ kind }) => kind === 'busy'));
          assert.equal(lengthOf(busy), measurementOf(own).aiMs);
        }
        const supervised = clipped(
          spans.filter(({ kind }) => kind === 'supervision'),
          day.start,
          day.end,
        );
        assert.equal(lengthOf(view.user), unionMs(supervised));
        const typed = supervised.filter(({ evidence }) => evidence === 'measured');
        assert.equal(lengthOf(view.user.filter(({ kind }) => kind === 'typing')), unionMs(typed));
      }),
      { numRuns: 300 },
    );
  });

  it('finds the most sessions at once as counting each minute does', () => {
    fc.assert(
      fc.property(anyDay, (spans) => {
        const work = spans.filter(({ kind }) => kind === 'agent');
        const busyAt = (at: number): number =>
          new Set(
            work
              .filter(({ start, end }) => start <= at && at < end)
              .map(({ sessionId, taskId }) => sessionId ?? `none ${taskId}`),
          ).size;
        const counts = Array.from({ length: 1440 }, (_, each) => busyAt(day.start + each * minute));
        const most = Math.max(...counts);
        assert.deepEqual(
          timelineOf({ spans }).most,
          most === 0 ? null : { sessions: most, at: day.start + counts.indexOf(most) * minute },
        );
      }),
      { numRuns: 100 },
    );
  });

  it('loses no minute of a wait at midnight: two days have what their time together has', () => {
    fc.assert(
      fc.property(anyDay, (spans) => {
        const noon = (at: number) => ({ start: dayStart + at * minute, end: dayStart + (at + 720) * minute });
        const waited = (bounds: { start: number; end: number }) =>
          timelineOf({ spans, day: bounds }).lanes.reduce(
            (sum, { segments }) => sum + lengthOf(segments.filter(({ kind }) => kind === 'waiting')),
            0,
          );
        assert.equal(waited(noon(0)) + waited(noon(720)), waited(day));
      }),
      { numRuns: 200 },
    );
  });
});
