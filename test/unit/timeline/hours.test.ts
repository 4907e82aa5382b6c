import assert from 'node:assert/strict';
import { dayBounds } from '../../../src/core/days/day';
import { hourTicks, shownHours, timeOfDay } from '../../../src/core/timeline/hours';
import { dayStart, minute, span, supervision, timelineOf } from './timelineWorld';

const hour = 60 * minute;

function dayIn(date: string, zone: string) {
  const day = dayBounds(date, zone, '00:00');
  return { day, view: timelineOf({ spans: [], day, zone }) };
}

describe('hours of a timeline', () => {
  it('are those around everything on it, within the day', () => {
    const shown = (...spans: Parameters<typeof timelineOf>[0]['spans'][number][]) => {
      const hours = shownHours(timelineOf({ spans }), 0);
      return hours && [hours.start, hours.end].map((at) => (at - dayStart) / hour);
    };
    assert.equal(shown(), undefined);
    assert.deepEqual(shown(span(545, 570)), [9, 10]);
    assert.deepEqual(shown(span(540, 600)), [9, 10]);
    assert.deepEqual(shown(span(540, 600), supervision(481, 482), span(1020, 1021)), [8, 18]);
    assert.deepEqual(shown(span(-30, 1470)), [0, 24]);
  });

  it('reach up to now while anything grows', () => {
    const view = timelineOf({
      spans: [span(540, 550)],
      now: 550,
      running: [
        {
          sessionId: 'session-1',
          taskId: 'task-1',
          agent: 'claude',
          mode: 'interactive',
          startedAt: dayStart,
          state: 'busy',
          busyMs: 0,
        },
      ],
    });
    assert.equal(shownHours(view, dayStart + 550 * minute)?.end, dayStart + 10 * hour);
    assert.equal(shownHours(view, dayStart + 610 * minute)?.end, dayStart + 11 * hour);
  });

  it('are named by the clock of the zone, also on the days on which that changes', () => {
    const labels = (date: string, zone: string, most = 30): readonly string[] => {
      const { day, view } = dayIn(date, zone);
      return hourTicks(day, view, most).map(({ label }) => label);
    };
    assert.deepEqual(labels('2026-03-29', 'Europe/Berlin').slice(0, 4), ['00:00', '01:00', '03:00', '04:00']);
    assert.equal(labels('2026-03-29', 'Europe/Berlin').length, 24);
    const autumn = labels('2026-10-25', 'Europe/Berlin');
    assert.deepEqual(autumn.slice(0, 5), ['00:00', '01:00', '02:00', '02:00', '03:00']);
    assert.equal(autumn.length, 26);
    assert.deepEqual(labels('2026-04-19', 'Asia/Kathmandu', 9), [
      '00:00',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      '00:00',
    ]);
    // The clock goes forward by half an hour at two.
    assert.deepEqual(labels('2026-10-04', 'Australia/Lord_Howe').slice(0, 5), [
      '00:00',
      '01:00',
      '03:00',
      '04:00',
      '05:00',
    ]);
  });

  it('are few enough for the space there is', () => {
    const { day, view } = dayIn('2026-04-19', 'UTC');
    for (const most of [3, 5, 9, 13, 25]) {
      const ticks = hourTicks(day, view, most);
      assert.ok(ticks.length <= most + 1 && ticks.length >= 3, `${most}: ${ticks.length}`);
    }
  });

  it('tell the time of a moment before and after a change of the clock', () => {
    const { day, view } = dayIn('2026-10-25', 'Europe/Berlin');
    assert.equal(timeOfDay(day.start + 2.5 * hour, view), '02:30');
    assert.equal(timeOfDay(day.start + 3.5 * hour, view), '02:30');
    assert.equal(timeOfDay(day.start + 4.5 * hour, view), '03:30');
    assert.equal(timeOfDay(day.end, view), '00:00');
  });
});
