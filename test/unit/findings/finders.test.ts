import assert from 'node:assert/strict';
import { dayFindings, type FindingKind } from '../../../src/core/findings/findings';
import { dayRecord } from '../../../src/core/record/dayRecord';
import type { SessionMode } from '../../../src/core/task/agentSession';
import type { ClosedTask, Estimate } from '../../../src/core/task/task';
import { english } from '../../../src/core/texts/texts';
import { daysStore } from '../../fixtures/daysStore';
import { sessionOf } from '../../fixtures/publishingStore';
import { closedTask, measurement } from '../../fixtures/tasks';
import { span } from '../timeline/timelineWorld';

const day = '2026-04-19';

function said(kind: FindingKind, tasks: readonly ClosedTask[], store = daysStore(new Map([[day, tasks]]))) {
  const found = dayFindings(dayRecord(day, tasks), english, store, { includePrivate: true });
  return found.find((each) => each.kind === kind)?.sentences ?? [];
}

describe('what is said of waiting', () => {
  /** A task, each of whose sessions works for a minute before and after each wait. */
  const work = (id: string, waits: readonly number[], mode: SessionMode = 'interactive') => {
    let at = 0;
    const spans = [0, ...waits].map((wait) => {
      at += wait + 1;
      return span(at - 1, at, { taskId: id, sessionId: `${id}-claude` });
    });
    const task = closedTask(8, 20, 2, { id, title: `Task ${id}` }, { measured: measurement });
    return { task, spans, session: { ...sessionOf(id, 'claude'), mode } };
  };
  const saidOf = (...all: readonly ReturnType<typeof work>[]) => {
    const tasks = all.map(({ task }) => task);
    const spans = all.flatMap((each) => each.spans);
    const sessions = all.map(({ session }) => session);
    return said('waiting', tasks, daysStore(new Map([[day, tasks]]), spans, sessions));
  };

  it('is how long agents waited at least, and for which task the longest', () => {
    assert.deepEqual(saidOf(work('a', [5, 61, 7]), work('b', [36]), work('c', [], 'batch')), [
      'The agents of 2 tasks waited at least 48 minutes for their user, not counting gaps of more than an hour.',
      'Those of “Task b” (row 2) waited longest: 36 minutes, 75.0% of it.',
    ]);
    assert.deepEqual(saidOf(work('a', [1])), [
      'The agents of “Task a” (row 1) waited at least 1 minute for their user.',
    ]);
    assert.equal(saidOf(work('a', [5]), work('b', [5])).length, 1, 'none is the longest');
  });

  it('is nothing if none waited, or nothing says so', () => {
    assert.deepEqual(saidOf(work('a', []), work('b', [61]), work('c', [5], 'batch')), []);
    assert.deepEqual(said('waiting', [closedTask(8, 20, 2)]), []);
  });
});

describe('what is said of proposed estimates', () => {
  const proposed = (
    confirmed: number | null,
    hours: number,
    change: Partial<Estimate> = {},
    reviewed = true,
  ) =>
    closedTask(confirmed, 20, 2, {
      proposed: { proposalId: 'p', estimate: { hours, by: 'opus', at: 0, ...change }, reviewed },
    });
  const five = [proposed(1, 2), proposed(2, 2), proposed(3, 2), proposed(4, 2), proposed(10, 2)];

  it('is how the confirmed hours compare with them, once there are enough', () => {
    assert.deepEqual(said('confirmedEstimates', five), [
      'For 5 tasks that “opus” proposed, the confirmed hours are 1.5 times the proposed ones in the median, and 1 to 2 times for the middle half.',
    ]);
    assert.deepEqual(said('confirmedEstimates', five.slice(1)), []);
  });

  it('counts neither what nobody looked at nor what has no estimate', () => {
    assert.deepEqual(
      said('confirmedEstimates', [...five.slice(1), proposed(1, 1, {}, false), proposed(null, 1)]),
      [],
    );
  });

  it('is also how many lie within the range, if several had one', () => {
    const range = { lowHours: 1, highHours: 3 };
    const ranged = [proposed(1, 2, range), proposed(3.5, 2, range), ...five.slice(2)];
    assert.deepEqual(said('confirmedEstimates', ranged).slice(1), [
      'They lie within 1 of the 2 ranges that “opus” proposed.',
    ]);
    assert.equal(said('confirmedEstimates', [proposed(1, 2, range), ...five.slice(1)]).length, 1);
  });
});

describe('what is said of a task that is ahead of all before', () => {
  const earlier = (...hours: readonly number[]) =>
    new Map(hours.map((each, index) => [`2026-04-0${index + 1}`, [closedTask(each, 60, 6)]] as const));
  const after = (days: ReadonlyMap<string, readonly ClosedTask[]>, ...tasks: readonly ClosedTask[]) =>
    said('taskRecords', tasks, daysStore(new Map([...days, [day, tasks]])));
  const named = (title: string, hours: number | null, ai: number, supervision: number) =>
    closedTask(hours, ai, supervision, { title });

  it('is its factor, once two days or more were compared', () => {
    const alpha = named('Alpha', 10, 60, 60);
    assert.deepEqual(after(earlier(5, 9), alpha, named('Bravo', 8, 60, 60)), [
      '“Alpha” (row 1) has a leverage factor of 10.0x, higher than any task recorded before.',
    ]);
    assert.deepEqual(after(earlier(5), alpha), []);
    assert.deepEqual(after(new Map([...earlier(5), ['2026-04-03', [closedTask(null, 60, 6)]]]), alpha), []);
  });

  it('is both factors where both are, each of its own task', () => {
    assert.deepEqual(after(earlier(5, 9), named('Alpha', 10, 60, 60), named('Bravo', 8, 60, 1)), [
      '“Alpha” (row 1) has a leverage factor of 10.0x, higher than any task recorded before.',
      '“Bravo” (row 2) has a supervisory leverage factor of 480.0x, higher than any task recorded before.',
    ]);
  });

  it('is nothing if another equals it, or prints as high', () => {
    const alpha = named('Alpha', 10, 60, 60);
    assert.deepEqual(after(earlier(5, 10), alpha), []);
    assert.deepEqual(after(earlier(5, 9.99), alpha), []);
    assert.deepEqual(after(earlier(5, 9), alpha, named('Bravo', 10, 60, 60)), []);
  });

  it('leaves private tasks out of what is published, on earlier days as well', () => {
    const [secret, open] = [closedTask(50, 60, 6, { private: true }), closedTask(5, 60, 6)];
    const tasks = [named('Alpha', 10, 60, 60)];
    const store = daysStore(
      new Map([
        ['2026-04-01', [secret, open]],
        ['2026-04-02', [open]],
        [day, tasks],
      ]),
    );
    const kinds = (includePrivate: boolean) =>
      dayFindings(dayRecord(day, tasks), english, store, { includePrivate }).map(({ kind }) => kind);
    assert.deepEqual(
      [true, false].map((each) => kinds(each).includes('taskRecords')),
      [false, true],
    );
  });
});

it('a share is the whole although the hours differ in their last binary place', () => {
  const dropped = closedTask(1, 20, 2, { outcome: { kind: 'dropped' } });
  const sentences = said('topTasks', [
    closedTask(238.73 + 0.01, 20, 2),
    ...Array.from({ length: 8 }, () => dropped),
  ]);
  assert.match(sentences.join(' '), /the two largest account for 100\.0% of all/);
});
