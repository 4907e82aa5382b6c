import assert from 'node:assert/strict';
import { dayOf } from '../../../src/core/days/day';
import { isDigestDue, weeklyDigest, weekOf } from '../../../src/core/digest/weeklyDigest';
import { dayTotals } from '../../../src/core/record/dayRecord';
import { english } from '../../../src/core/texts/texts';
import type { ClosedTask, Task } from '../../../src/core/task/task';
import { daysStore } from '../../fixtures/daysStore';
import { closedTask } from '../../fixtures/tasks';

let made = 0;
function task(day: string, hours: number, aiMinutes: number, fields: Partial<Task> = {}): ClosedTask {
  made += 1;
  return closedTask(hours, aiMinutes, 2, { id: `task-${made}`, title: `Task ${made}`, ...fields }, { day });
}

function storeOf(tasks: readonly ClosedTask[]) {
  const days = new Map<string, ClosedTask[]>();
  for (const each of tasks) {
    days.set(each.closing.day, [...(days.get(each.closing.day) ?? []), each]);
  }
  return daysStore(days);
}

describe('The week that a window looks back at', () => {
  for (const [day, week] of [
    ['2026-11-30', '2026-11-30'],
    ['2026-12-06', '2026-11-30'],
    ['2026-12-07', '2026-12-07'],
    ['2027-01-01', '2026-12-28'],
    ['2028-02-29', '2028-02-28'],
  ] as const) {
    it(`is told by its Monday: ${day} lies in that of ${week}`, () => assert.equal(weekOf(day), week));
  }

  it('begins when the user’s day does, also where clocks are changed on its eve', () => {
    const at = (time: string) => weekOf(dayOf(Date.parse(time), 'Europe/Berlin', '04:00'));
    // Clocks go forward on Sunday 29 March and back on Sunday 25 October 2026.
    assert.equal(at('2026-03-30T03:59:59+02:00'), '2026-03-23');
    assert.equal(at('2026-03-30T04:00:00+02:00'), '2026-03-30');
    assert.equal(at('2026-10-26T03:59:59+01:00'), '2026-10-19');
    assert.equal(at('2026-10-26T04:00:00+01:00'), '2026-10-26');
  });
});

describe('The digest of last week', () => {
  it('is due until any window has taken that of the week', () => {
    assert.equal(isDigestDue('2026-11-30', []), true);
    assert.equal(isDigestDue('2026-12-06', ['2026-11-23']), true);
    assert.equal(isDigestDue('2026-11-30', ['2026-11-23', '2026-11-30']), false);
    assert.equal(isDigestDue('2026-12-06', ['2026-11-30']), false);
    assert.equal(isDigestDue('2026-12-07', ['2026-11-30']), true);
  });

  it('is not due again where a clock was set back, and due all the same where one ran years ahead', () => {
    assert.equal(isDigestDue('2026-11-29', ['2026-11-30']), false);
    assert.equal(isDigestDue('2026-11-23', ['2026-11-30']), false);
    assert.equal(isDigestDue('2026-11-30', ['2036-06-02']), true);
    assert.equal(isDigestDue('2026-11-30', ['2036-06-02', '2026-11-30']), false);
  });

  const lastWeek = [
    task('2026-11-23', 10, 20, { category: 'Feature' }),
    task('2026-11-29', 20, 30, { category: 'Feature' }),
    task('2026-11-25', 2, 10, { private: true }),
  ];
  const weekBefore = [task('2026-11-22', 5, 60), task('2026-11-16', 1, 60)];
  const thisWeek = [task('2026-11-30', 1, 1)];

  it('sums the tasks of Monday to Sunday, private ones too, and those of the week before', () => {
    const digest = weeklyDigest('2026-12-02', storeOf([...weekBefore, ...lastWeek, ...thisWeek]), english);
    assert.ok(digest);
    assert.deepEqual(digest.period, { unit: 'week', from: '2026-11-23', to: '2026-11-29' });
    assert.equal(digest.lastDay, '2026-11-29');
    assert.deepEqual(digest.totals, dayTotals(lastWeek));
    assert.deepEqual(digest.before, dayTotals(weekBefore));
    assert.equal(digest.totals.leverageFactor, 32);
  });

  it('says one or two things that the figures do not, from the findings of the week', () => {
    const { sentences } =
      weeklyDigest('2026-11-30', storeOf([...weekBefore, ...lastWeek]), english) ?? assert.fail('no digest');
    assert.deepEqual(sentences.slice(0, 1), [
      'The category “Feature” has 2 tasks: 30 human hours in 50 AI minutes and 4 supervisory minutes, which is 36.0x (supervisory 450.0x), single tasks from 30.0x to 40.0x.',
    ]);
    assert.ok(sentences.length <= 2);
  });

  it('compares with the last recorded week by name where the one before has no record', () => {
    const digest = weeklyDigest('2026-11-30', storeOf([task('2026-11-04', 5, 60), ...lastWeek]), english);
    assert.equal(digest?.before, null);
    assert.match(
      digest?.sentences[0] ?? '',
      /^Against the week of 2026-11-02, the leverage factor rose from 5\.0x/,
    );
  });

  it('is none if last week has no record, whatever there is besides', () => {
    assert.equal(weeklyDigest('2026-11-30', storeOf([]), english), null);
    assert.equal(weeklyDigest('2026-11-30', storeOf([...weekBefore, ...thisWeek]), english), null);
  });
});
