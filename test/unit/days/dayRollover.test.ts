import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CurrentDay, type DayCounting } from '../../../src/core/days/currentDay';
import { dayAround, dayBounds } from '../../../src/core/days/day';
import { DayRollover } from '../../../src/core/days/dayRollover';
import { berlin, bounds, countedDays } from '../../fixtures/countedDays';

const second = 1000;
const minute = 60_000;
const hour = 60 * minute;

interface Timer {
  /** By the timers' own clock, which stands still while the machine sleeps. */
  readonly due: number;
  readonly work: () => void;
}

/** A day with listeners, on a wall clock that can be set and timers that setting it does not affect. */
function turning(now: number, counting: DayCounting = berlin) {
  let uptime = 0;
  const timers = new Set<Timer>();
  const settings = { ...counting };
  let questions = 0;
  const days = new CurrentDay(
    () => settings,
    (moment, zone, dayStart) => {
      questions += 1;
      return dayAround(moment, zone, dayStart);
    },
  );
  const told: number[] = [];
  const wall = { now };
  const turn = new DayRollover({
    today: days,
    clock: () => wall.now,
    after: (ms, work) => {
      const timer = { due: uptime + ms, work };
      timers.add(timer);
      return { dispose: () => timers.delete(timer) };
    },
  });
  turn.onDidTurn(() => told.push(wall.now));
  /** Lets time pass, awake. */
  const pass = (ms: number): void => {
    const until = uptime + ms;
    const due = (): Timer | undefined =>
      [...timers].filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due)[0];
    for (let next = due(); next !== undefined; next = due()) {
      timers.delete(next);
      wall.now += next.due - uptime;
      uptime = next.due;
      next.work();
    }
    wall.now += until - uptime;
    uptime = until;
  };
  return { turn, wall, settings, told, timers, pass, questions: () => questions };
}

describe('The day rollover', () => {
  for (const [name, date, hours, counting] of countedDays) {
    it(`is reported once, at the end of ${name}, and at the end of the next`, () => {
      const { start, end } = dayBounds(date, counting.timeZone, counting.dayStart);
      assert.equal(end - start, hours * hour);
      const world = turning(start, counting);
      assert.deepEqual(bounds(world.turn.today()), { start, end });
      world.pass(end - start - 1);
      assert.deepEqual(world.told, []);
      world.pass(1);
      assert.deepEqual(world.told, [end]);
      assert.equal(world.turn.today().start, end);
      world.pass(30 * hour);
      assert.deepEqual(world.told, [end, end + 24 * hour]);
      assert.equal(world.questions(), 3, 'the calendar was asked once a day');
      assert.equal(world.timers.size, 1);
    });
  }

  const midnight = dayBounds('2026-06-01', berlin.timeZone, berlin.dayStart).end;

  it('is not awaited before somebody looks: no timer starts and the calendar is not asked', () => {
    const world = turning(midnight - hour);
    world.turn.countingChanged();
    world.pass(2 * hour);
    assert.deepEqual([world.told, world.timers.size, world.questions()], [[], 0, 0]);
    world.turn.watch();
    world.turn.watch();
    assert.equal(world.timers.size, 1);
  });

  it('is reported a second later if the timer came a little early', () => {
    const world = turning(midnight - 30 * second);
    world.turn.watch();
    world.wall.now -= 1;
    world.pass(30 * second);
    assert.deepEqual(world.told, []);
    world.pass(second);
    assert.deepEqual(world.told, [midnight + second - 1]);
  });

  it('is reported within a minute after the machine slept through it', () => {
    const world = turning(midnight - hour);
    world.turn.watch();
    world.pass(90 * second);
    world.wall.now += 9 * hour;
    world.pass(minute);
    assert.equal(world.told.length, 1);
    world.pass(10 * hour);
    assert.equal(world.told.length, 1);
  });

  it('is reported to everybody, even if somebody has asked for the new day before', () => {
    const world = turning(midnight - minute / 2);
    world.turn.watch();
    world.wall.now += minute / 2;
    assert.equal(world.turn.today().start, midnight);
    assert.deepEqual(world.told, []);
    world.pass(minute / 2);
    assert.equal(world.told.length, 1);
  });

  it('is reported within a minute when the clock is set back over it, and again at midnight', () => {
    const world = turning(midnight + 10 * second);
    world.turn.watch();
    world.wall.now -= 30 * minute;
    world.pass(minute);
    assert.equal(world.told.length, 1);
    assert.equal(world.turn.today().end, midnight);
    world.pass(hour);
    assert.deepEqual(world.told.slice(1), [midnight]);
  });

  for (const [name, change, told] of [
    ['another zone', { timeZone: 'Asia/Tokyo' }, 1],
    ['another start of the day', { dayStart: '04:00' }, 1],
    ['another name of the same zone', { timeZone: 'Europe/Oslo' }, 0],
    ['nothing of the kind', {}, 0],
  ] as const) {
    it(`is ${told === 1 ? '' : 'not '}reported when ${name} is set, and the end of the resulting day is awaited`, () => {
      const world = turning(midnight - 12 * hour);
      world.turn.watch();
      Object.assign(world.settings, change);
      world.turn.countingChanged();
      assert.equal(world.told.length, told);
      const { end } = world.turn.today();
      world.pass(20 * hour);
      assert.deepEqual(world.told.slice(told), [end]);
      assert.equal(world.timers.size, 1);
    });
  }

  it('is no longer reported once it is disposed, before somebody looked or after', () => {
    for (const look of [true, false]) {
      const world = turning(midnight - hour);
      if (look) {
        world.turn.watch();
      }
      world.turn.dispose();
      world.turn.watch();
      world.turn.countingChanged();
      world.pass(2 * hour);
      assert.deepEqual([world.told, world.timers.size], [[], 0]);
    }
  });

  it('has been reported within a minute, whatever happened to the clock and the settings', () => {
    const counting = fc.record({
      timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Apia', 'America/St_Johns', 'Africa/Cairo'),
      dayStart: fc.constantFrom('00:00', '02:30', '23:59'),
    });
    const happening = fc.oneof(
      fc.record({ passMs: fc.nat(30 * hour) }),
      fc.record({ setMs: fc.integer({ min: -30 * hour, max: 30 * hour }) }),
      fc.record({ counting }),
    );
    const start = fc.integer({ min: Date.UTC(2026, 2, 27), max: Date.UTC(2026, 2, 31) });
    fc.assert(
      fc.property(start, counting, fc.array(happening, { maxLength: 8 }), (now, first, happenings) => {
        const world = turning(now, first);
        let shown = bounds(world.turn.today());
        world.turn.onDidTurn(() => {
          const { timeZone, dayStart } = world.settings;
          const next = bounds(dayAround(world.wall.now, timeZone, dayStart));
          assert.notDeepEqual(next, shown, 'reported nothing');
          shown = next;
        });
        for (const each of happenings) {
          if ('passMs' in each) {
            world.pass(each.passMs);
          } else if ('setMs' in each) {
            world.wall.now += each.setMs;
          } else {
            Object.assign(world.settings, each.counting);
            world.turn.countingChanged();
          }
          world.pass(minute);
          const { timeZone, dayStart } = world.settings;
          const day = dayAround(world.wall.now, timeZone, dayStart);
          // A change less than the shortest wait ago may not have been reported yet.
          if (world.wall.now - day.start >= second) {
            assert.deepEqual(bounds(day), shown);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
