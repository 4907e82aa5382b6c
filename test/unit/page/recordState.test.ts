import assert from 'node:assert/strict';
import { recordStateSchema } from '../../../src/core/page/protocol';
import { noProposals } from '../../../src/core/page/proposalsView';
import { buildRecordState } from '../../../src/core/page/recordState';
import type { RunningSession } from '../../../src/core/task/runningSession';
import { daySumsOf } from '../../../src/core/record/daySums';
import type { DaySums, StoreStatus } from '../../../src/core/record/recordStore';
import { untouchedDayText } from '../../../src/core/task/untouchedDayText';
import type { DayTextFields } from '../../../src/core/task/dayText';
import type { Span } from '../../../src/core/task/span';
import type { ClosedTask, Measurement, Task } from '../../../src/core/task/task';
import { closedTask, measurement, openTask } from '../../fixtures/tasks';
import { noInbox } from '../../webview/states';
import { timeline } from '../../webview/timelineStates';

const ready: StoreStatus = { kind: 'ready', problems: [] };
const nothing: Measurement = {
  aiMs: 0,
  wallClockMs: 0,
  supervisoryMs: 0,
  aiEvidence: 'measured',
  supervisionEvidence: 'measured',
};

interface Ports {
  readonly status?: StoreStatus;
  readonly closed?: Readonly<Record<string, readonly ClosedTask[]>>;
  readonly open?: readonly Task[];
  readonly current?: string;
  readonly running?: readonly RunningSession[];
  readonly measured?: Measurement;
  /** Busy spans in minutes, by task. */
  readonly busy?: Readonly<Record<string, readonly (readonly [start: number, end: number])[]>>;
  readonly texts?: DayTextFields;
}

/** Ports that answer from the given values, as the real ones answer from the stored ones. */
function ports({
  status = ready,
  closed = {},
  open = [],
  current,
  running = [],
  measured = nothing,
  busy = {},
  texts = untouchedDayText,
}: Ports) {
  const sums = (day: string): DaySums => ({
    ...daySumsOf(day, []),
    tasks: closed[day]?.length ?? 0,
  });
  return {
    store: {
      status,
      openTasks: () => open,
      closedTasks: (day: string) => closed[day] ?? [],
      daySums: (before?: string) =>
        Object.keys(closed)
          .sort()
          .filter((day) => before === undefined || day < before)
          .map(sums),
      dayText: () => texts,
      session: () => undefined,
      sessionsOfTasks: () => [],
      spansOfTask: (taskId: string): Span[] =>
        (busy[taskId] ?? []).map(([start, end], index) => ({
          id: `${taskId} ${index}`,
          taskId,
          sessionId: taskId,
          kind: 'agent',
          start: start * 60_000,
          end: end * 60_000,
          evidence: 'measured',
        })),
    },
    currentTaskId: current,
    running,
    measurement: () => measured,
  };
}

const shown = {
  times: { of: () => new Map() },
  timeline: undefined,
  inbox: () => noInbox,
  proposals: noProposals,
  now: Date.UTC(2026, 3, 19, 12),
  zone: 'Europe/Berlin',
  dayStart: '04:00',
  rowDecimals: 1 as const,
  example: false,
  digest: null,
  dayLabel: (day: string) => `the day ${day}`,
  undoLabel: null,
};

describe('buildRecordState', () => {
  it('passes its own schema for an empty store and for a full day', () => {
    const empty = buildRecordState({ ...shown, ...ports({}), day: undefined });
    const full = buildRecordState({
      ...shown,
      ...ports({
        closed: {
          '2026-04-19': [closedTask(40, 20, 2, {}, { measured: measurement, tokensEvidence: 'measured' })],
        },
        open: [openTask({ id: 'open' })],
        measured: measurement,
      }),
      day: undefined,
    });
    assert.deepEqual(recordStateSchema.parse(empty), empty);
    assert.deepEqual(recordStateSchema.parse(full), full);
  });

  it('has the times of its tasks, and the timeline of the shown day where the page wants it', () => {
    const closed = { '2026-04-19': [closedTask(40, 20, 2, { id: 'a' }), closedTask(1, 20, 2, { id: 'b' })] };
    const times = { of: () => new Map([['a', { waitedMs: 660_000, typedMs: 120_000 }]]) };
    const build = (day: string | undefined) =>
      buildRecordState({
        ...shown,
        ...ports({ closed }),
        times,
        timeline: (each) => ({ ...timeline, tasks: [{ id: 'a', title: each }] }),
        day,
      });
    const state = build(undefined);
    assert.deepEqual(
      state.rows.map(({ id, waitedMs, typedMs }) => [id, waitedMs, typedMs]),
      [
        ['a', 660_000, 120_000],
        ['b', null, null],
      ],
    );
    assert.deepEqual(
      [state, build('2026-04-12')].map((each) => each.timeline?.tasks[0]?.title),
      ['2026-04-19', '2026-04-12'],
    );
    assert.deepEqual(recordStateSchema.parse(state), state);
  });

  it('shows an empty record what a filled day looks like, with figures that are recomputed from its rows', () => {
    const asked = { ...shown, example: true, day: undefined };
    const { example, rows, totals, findings } = buildRecordState({ ...asked, ...ports({}) });
    assert.ok(example);
    assert.deepEqual([rows, totals.tasks, findings], [[], 0, []], 'it counts nowhere');
    assert.deepEqual(
      example.rows.map(({ leverageFactor, supervisoryLeverageFactor }) => [
        leverageFactor,
        supervisoryLeverageFactor,
      ]),
      example.rows.map(({ estimate, aiMinutes, supervisoryMinutes }) => [
        ((estimate?.hours ?? 0) * 60) / aiMinutes,
        ((estimate?.hours ?? 0) * 60) / supervisoryMinutes,
      ]),
    );
    const sampled = example.rows;
    const sum = (of: (row: (typeof sampled)[number]) => number) =>
      sampled.reduce((all, row) => all + of(row), 0);
    const hours = sum(({ estimate }) => estimate?.hours ?? 0);
    const minutes = sum(({ aiMinutes }) => aiMinutes);
    assert.deepEqual(
      [example.totals.tasks, example.totals.humanHours, example.totals.aiMinutes],
      [3, hours, minutes],
    );
    assert.equal(example.totals.leverageFactor, (hours * 60) / minutes);
    assert.deepEqual(recordStateSchema.parse(buildRecordState({ ...asked, ...ports({}) })).example, example);
  });

  it('shows it no longer once a task was closed, where the user hid it, or while nothing can be read', () => {
    const asked = { ...shown, example: true, day: undefined };
    const anyDay = { closed: { '2025-01-01': [closedTask(40, 20, 2)] } };
    assert.equal(buildRecordState({ ...asked, ...ports(anyDay) }).example, null);
    assert.equal(buildRecordState({ ...asked, example: false, ...ports({}) }).example, null);
    const failing: StoreStatus = {
      kind: 'failing',
      message: 'The disk is full.',
      nextStep: 'Free some space.',
    };
    for (const status of [failing, { kind: 'opening' } as const]) {
      assert.equal(buildRecordState({ ...asked, ...ports({ status }) }).example, null);
    }
    assert.notEqual(buildRecordState({ ...asked, ...ports({ open: [openTask()] }) }).example, null);
  });

  it('has the analysis as the user arranged it: what is hidden is marked, own text among the rest', () => {
    const closed = { '2026-04-19': [closedTask(40, 20, 2), closedTask(1, 20, 2)] };
    const texts = { hidden: ['totals'], order: ['own', 'provenance'], own: 'A good start.\n\nMore soon.' };
    const state = buildRecordState({ ...shown, ...ports({ closed, texts }), day: undefined });
    assert.equal(state.ownText, texts.own);
    assert.deepEqual(
      state.findings.map(({ kind, title, hidden }) => [kind, title, hidden]),
      [
        ['headline', 'Headline', false],
        ['totals', 'Totals', true],
        ['distribution', 'Distribution', false],
        ['own', 'Your Text', false],
        ['provenance', 'Sources', false],
      ],
    );
    assert.deepEqual(state.findings[3]?.sentences, ['A good start.', 'More soon.']);
  });

  it('shows today by the zone and the start of the day when no day is asked for', () => {
    const beforeDayStart = Date.UTC(2026, 3, 19, 1, 59);
    const state = buildRecordState({ ...shown, ...ports({}), now: beforeDayStart, day: undefined });
    assert.equal(state.today, '2026-04-18');
    assert.equal(state.day, '2026-04-18');
    assert.equal(state.dayLabel, 'the day 2026-04-18');
  });

  const first = closedTask(1, 10, 1, { id: 'first' });
  const second = closedTask(1, 8, 1, { id: 'second' });
  const busy = {
    first: [
      [0, 4],
      [10, 16],
    ],
    second: [[2, 10.5]],
  } as const;

  for (const [name, closed, expected] of [
    ['is the union over the tasks of the day', [first, second], 16],
    ['is that of one task if the others have no AI minutes', [first, closedTask(1, 0, 1)], 10],
    ['is unknown if a task has no spans', [first, closedTask(1, 5, 1, { id: 'elsewhere' })], null],
    [
      'is unknown if a figure was edited',
      [first, closedTask(1, 8, 1, { id: 'second' }, { aiEvidence: 'edited' })],
      null,
    ],
    ['is unknown if nothing was measured', [], null],
  ] as const) {
    it(`has a wall clock that ${name}`, () => {
      const parts = ports({ closed: { '2026-04-19': closed }, busy });
      assert.equal(
        buildRecordState({ ...shown, ...parts, day: undefined }).totals.wallClockMinutes,
        expected,
      );
    });
  }

  it('leads to the nearest recorded days on either side and never past today', () => {
    const closed = {
      '2026-04-02': [],
      '2026-04-10': [],
      '2026-04-15': [],
      '2026-04-19': [],
      '2026-04-25': [],
    };
    const around = (day: string) => {
      const { previousDay, nextDay } = buildRecordState({ ...shown, ...ports({ closed }), day });
      return [previousDay, nextDay];
    };
    const cases: [string, [string | null, string | null]][] = [
      ['2026-04-01', [null, '2026-04-02']],
      ['2026-04-02', [null, '2026-04-10']],
      ['2026-04-12', ['2026-04-10', '2026-04-15']],
      ['2026-04-15', ['2026-04-10', '2026-04-19']],
      ['2026-04-19', ['2026-04-15', null]],
      ['2026-04-30', ['2026-04-25', null]],
    ];
    for (const [day, expected] of cases) {
      assert.deepEqual(around(day), expected, day);
    }
  });

  it('ranks the rows, keeps their measurements, and represents absent values as null', () => {
    const state = buildRecordState({
      ...shown,
      ...ports({
        closed: {
          '2026-04-19': [
            closedTask(null, 0, 3, { id: 'no minutes' }),
            closedTask(10, 60, 2, { id: 'ten' }, { aiEvidence: 'edited', measured: measurement }),
            closedTask(40, 60, 2, { id: 'forty' }),
          ],
        },
      }),
      day: undefined,
    });
    assert.deepEqual(
      state.rows.map((row) => [row.number, row.id, row.leverageFactor, row.tokens]),
      [
        [1, 'forty', 40, null],
        [2, 'ten', 10, null],
        [3, 'no minutes', null, null],
      ],
    );
    assert.deepEqual(state.rows[1]?.measured, measurement);
    assert.equal(state.totals.humanHours, 50);
    assert.equal(state.totals.leverageFactor, 25);
    assert.equal(state.totals.tokens, null);
  });

  it('gives each open task its own sessions and marks the current one', () => {
    const session = (sessionId: string, taskId: string | null): RunningSession => ({
      sessionId,
      taskId,
      agent: 'claude',
      mode: 'interactive',
      startedAt: 5,
      state: 'busy',
      busyMs: 7,
    });
    const { openTasks } = buildRecordState({
      ...shown,
      ...ports({
        open: [openTask({ id: 'one' }), openTask({ id: 'two' })],
        current: 'two',
        running: [session('a', 'two'), session('b', null), session('c', 'one'), session('d', 'two')],
        measured: measurement,
      }),
      day: undefined,
    });
    assert.deepEqual(
      openTasks.map(({ id, current, sessions, aiMs }) => [
        id,
        current,
        sessions.map((each) => each.id),
        aiMs,
      ]),
      [
        ['one', false, ['c'], measurement.aiMs],
        ['two', true, ['a', 'd'], measurement.aiMs],
      ],
    );
  });

  it('words the problems with files, and passes a failure on unchanged', () => {
    const problems: StoreStatus = {
      kind: 'ready',
      problems: [{ file: 'a.jsonl', problem: { kind: 'lineDamaged', line: 3 } }],
    };
    const failing: StoreStatus = {
      kind: 'failing',
      message: 'The disk is full.',
      nextStep: 'Free some space.',
    };
    const storeOf = (status: StoreStatus) =>
      buildRecordState({ ...shown, ...ports({ status }), day: undefined }).store;
    assert.deepEqual(storeOf(problems), {
      kind: 'ready',
      problems: ["a.jsonl: Line 3 is damaged; what can't be read was left out."],
    });
    assert.deepEqual(storeOf(failing), failing);
  });
});
