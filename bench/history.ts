import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { dayNumber, dayOfNumber } from '../src/core/days/dayNumbers';
import { History } from '../src/core/history/history';
import { HistoryIndex } from '../src/core/history/historyIndex';
import { HistoryReader } from '../src/core/history/historyReader';
import { leaderboardMeasures, timeframes } from '../src/core/history/historyQuery';
import { firstQuery, type HistoryQuery } from '../src/core/page/historyProtocol';
import { buildHistoryState, leaderboardRows } from '../src/core/page/historyState';
import { PeriodLabels } from '../src/core/page/periodLabels';
import { byDay, type PastTask } from '../src/core/record/pastTask';
import { openRecordStore } from '../src/store/openRecordStore';
import { generateRecord } from '../test/store/generateRecord';
import { median, milliseconds, quantile, thousands } from './figures';
import { atMost, report } from './outcome';
import { lastDay, scratchFolder, silentLog, wasmBinary } from './recordFolder';

const tasks = 20_000;
const days = 3_000;
const tasksPerDay = Math.ceil(tasks / days);
const runs = 40;
const warmUps = 10;
const computedMs = 30;
const stepMs = 10;

const firstDay = dayNumber(lastDay) - days + 1;

/** Like a real one: a few projects and agents, many titles, factors from under 1x to some hundreds. */
function taskOf(index: number): PastTask {
  return {
    id: `task-${index}`,
    day: dayOfNumber(firstDay + Math.floor((index * days) / tasks)),
    title: `Move the retry rules of request ${index} into their own module`,
    project: index % 17 === 0 ? null : `project ${index % 40}`,
    category: ['feature', 'bug', 'maintenance', null][index % 4] ?? null,
    workstream: `stream ${index % 25}`,
    private: index % 50 === 0,
    estimate:
      index % 90 === 0
        ? null
        : { hours: ((index * 37) % 160) / 4 + 0.25, by: index % 3 === 0 ? 'me' : 'model' },
    outcome: index % 70 === 0 ? { kind: 'dropped' } : null,
    closing: { aiMinutes: (index * 13) % 90, supervisoryMinutes: (index * 7) % 12 },
    agents: index % 5 === 0 ? ['claude', 'codex'] : ['claude'],
    models: ['large', ...(index % 2 === 0 ? ['small'] : [])],
  };
}

interface Asked {
  readonly name: string;
  readonly query: HistoryQuery;
}

const all: HistoryQuery = { ...firstQuery, timeframe: 'all' };
const asked: readonly Asked[] = [
  ...timeframes
    .filter((timeframe) => timeframe !== 'custom')
    .map((timeframe) => ({ name: timeframe, query: { ...all, timeframe } })),
  ...leaderboardMeasures.slice(1).map((by) => ({
    name: `all, by ${by}`,
    query: { ...all, leaderboard: { by, order: 'lowest' as const } },
  })),
  { name: 'all, searched', query: { ...all, search: 'rétry MODULE 99' } },
  { name: 'all, filtered', query: { ...all, filters: { project: ['project 3', null], agent: ['codex'] } } },
];

/** What one question takes again and again. @returns in milliseconds */
function timesOf(work: () => unknown): number[] {
  const times: number[] = [];
  for (let run = 0; run < warmUps + runs; run += 1) {
    const start = performance.now();
    work();
    if (run >= warmUps) {
      times.push(performance.now() - start);
    }
  }
  return times;
}

/** Reading the record of a store step by step: all of it, and the longest step. */
async function reading(): Promise<{ readonly totalMs: number; readonly steps: readonly number[] }> {
  const directory = scratchFolder();
  await generateRecord(directory, { tasks, lastDay, tasksPerDay, measured: true });
  const settings = { directory, now: Date.now, newId: randomUUID, log: silentLog, wasmBinary: wasmBinary() };
  const store = await openRecordStore({ ...settings, watch: false });
  store.daySums();
  const reader = new HistoryReader(store, new HistoryIndex());
  const steps: number[] = [];
  let more = true;
  while (more) {
    const start = performance.now();
    more = reader.step();
    steps.push(performance.now() - start);
  }
  await store.close();
  rmSync(directory, { recursive: true, force: true });
  return { totalMs: steps.reduce((sum, each) => sum + each, 0), steps };
}

async function measure(): Promise<void> {
  const index = new HistoryIndex();
  byDay(Array.from({ length: tasks }, (_, each) => taskOf(each))).forEach((ofDay, day) =>
    index.put(day, ofDay),
  );
  const history = new History(index);
  const labels = new PeriodLabels('en');
  const deps = { history, today: lastDay, labels };
  const stateOf = (query: HistoryQuery) =>
    buildHistoryState({
      ...deps,
      query,
      status: { kind: 'ready', problems: [] },
      revision: 1,
      reading: undefined,
      rowDecimals: 1,
    });
  const computed = timesOf(() => history.answer(all, lastDay));
  const rows = timesOf(() => leaderboardRows({ ...deps, query: all }, 10_000));
  const states = asked.map(({ name, query }) => ({
    name,
    times: timesOf(() => stateOf(query)),
    bytes: JSON.stringify(stateOf(query)).length,
  }));
  const read = await reading();
  report({
    title: 'History of the record',
    head: ['what', 'p50', 'p95', 'state'],
    rows: [
      ['computed, all', milliseconds(median(computed)), milliseconds(quantile(computed, 0.95)), ''],
      ...states.map(({ name, times, bytes }) => [
        `state, ${name}`,
        milliseconds(median(times)),
        milliseconds(quantile(times, 0.95)),
        `${thousands(bytes / 1000)} kB`,
      ]),
      ['rows of the leaderboard', milliseconds(median(rows)), milliseconds(quantile(rows, 0.95)), ''],
      ['a step of reading', milliseconds(median(read.steps)), milliseconds(quantile(read.steps, 0.95)), ''],
      ['reading all, once', milliseconds(read.totalMs), '', ''],
    ],
    goals: [
      atMost(
        `history of ${thousands(tasks)} tasks in ${thousands(days)} days computed, median`,
        median(computed),
        computedMs,
        milliseconds,
      ),
      atMost('a step of reading the record, p95', quantile(read.steps, 0.95), stepMs, milliseconds),
    ],
    notes: [
      `${thousands(tasks)} tasks in ${thousands(days)} days; ${runs} runs of each question after ${warmUps} to warm up.`,
      'Reading is done once after the history is opened, in steps between which the editor goes on; then only days that changed are read.',
    ],
  });
}

void measure();
