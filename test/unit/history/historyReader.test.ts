import assert from 'node:assert/strict';
import { History } from '../../../src/core/history/history';
import { HistoryIndex } from '../../../src/core/history/historyIndex';
import { HistoryReader } from '../../../src/core/history/historyReader';
import { daySumsOf } from '../../../src/core/record/daySums';
import { byDay, type ChangedDays, type PastTask } from '../../../src/core/record/pastTask';
import { asking, pastTask } from '../../fixtures/pastTasks';

/** A store of past tasks that remembers what it was asked. */
class PastStore {
  readonly asked: string[] = [];
  private readonly changed: string[] = [];
  private isAsked = false;
  private readonly days: Map<string, readonly PastTask[]>;

  constructor(tasks: readonly PastTask[]) {
    this.days = new Map(byDay(tasks));
  }

  put(day: string, tasks: readonly PastTask[]): void {
    this.days.set(day, tasks);
    this.changed.push(day);
  }

  daySums() {
    return [...this.days]
      .filter(([, tasks]) => tasks.length > 0)
      .map(([day, tasks]) => daySumsOf(day, tasks))
      .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  }

  pastTasks(from: string, to: string): PastTask[] {
    this.asked.push(`${from} ${to}`);
    return this.daySums().flatMap(({ day }) => (day >= from && day <= to ? (this.days.get(day) ?? []) : []));
  }

  changedDays(since: number | undefined): ChangedDays {
    const days = this.isAsked && since !== undefined ? [...new Set(this.changed.slice(since))] : undefined;
    this.isAsked = true;
    return { mark: this.changed.length, days };
  }
}

function dayOf(number: number): string {
  return new Date(Date.UTC(2026, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);
}

function tasksOn(day: string, count: number): PastTask[] {
  return Array.from({ length: count }, (_, index) => pastTask(day, [1, 60, 1], { id: `${day} ${index}` }));
}

function counted(index: HistoryIndex): number {
  return new History(index).answer(asking(), '2026-12-31').totals.tasks;
}

describe('reading a history', () => {
  it('takes the record in by parts of some 120 tasks, and says how far it is', () => {
    const store = new PastStore(Array.from({ length: 10 }, (_, day) => tasksOn(dayOf(day * 3), 60)).flat());
    const index = new HistoryIndex();
    const reader = new HistoryReader(store, index);
    const seen: unknown[] = [];
    while (reader.step()) {
      seen.push([reader.progress, counted(index)]);
    }
    assert.deepEqual(seen, [
      [{ days: 2, of: 10 }, 120],
      [{ days: 4, of: 10 }, 240],
      [{ days: 6, of: 10 }, 360],
      [{ days: 8, of: 10 }, 480],
    ]);
    assert.equal(reader.progress, undefined);
    assert.equal(counted(index), 600);
  });

  it('has nothing to do for an empty record', () => {
    const reader = new HistoryReader(new PastStore([]), new HistoryIndex());
    assert.equal(reader.step(), false);
    assert.equal(reader.progress, undefined);
  });

  it('reads again only the days that changed', () => {
    const store = new PastStore([...tasksOn(dayOf(0), 1), ...tasksOn(dayOf(1), 2), ...tasksOn(dayOf(9), 3)]);
    const index = new HistoryIndex();
    const reader = new HistoryReader(store, index);
    reader.readAll();
    assert.deepEqual(store.asked, [`${dayOf(0)} ${dayOf(9)}`]);
    store.asked.length = 0;
    reader.readAll();
    assert.deepEqual(store.asked, []);
    store.put(dayOf(1), tasksOn(dayOf(1), 5));
    store.put(dayOf(9), []);
    store.put(dayOf(2), tasksOn(dayOf(2), 1));
    reader.readAll();
    assert.deepEqual(store.asked, [`${dayOf(1)} ${dayOf(2)}`, `${dayOf(9)} ${dayOf(9)}`]);
    assert.equal(counted(index), 1 + 5 + 1);
  });

  it('leaves out what may not be shown', () => {
    const tasks = [pastTask(dayOf(0), [1, 60, 1]), pastTask(dayOf(1), [2, 60, 1], { private: true })];
    const index = new HistoryIndex();
    new HistoryReader(new PastStore(tasks), index, (task) => !task.private).readAll();
    assert.deepEqual(
      index.days().map(({ day }) => day),
      [dayOf(0)],
    );
  });
});
