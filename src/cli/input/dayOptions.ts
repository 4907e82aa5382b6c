import { dayOf, isDay, latestDay } from '../../core/days/day';
import type { RecordStore } from '../../core/record/recordStore';
import { parseDay } from '../../core/typed/parseDay';
import type { CommandEnvironment } from './commandEnvironment';
import { recordOptions, understood, type GivenOptions } from './commandOptions';

export const dayOptions = { ...recordOptions, day: 'string' } as const;

/** Today, as days are counted in the record. */
export function todayOf(_options: GivenOptions, environment: CommandEnvironment): string {
  return dayOf(environment.now(), environment.zone, environment.dayStart);
}

/** A day given by the user. It may be in the future; `mustHaveCome` checks that once the record is open. */
export function askedDay(options: GivenOptions, environment: CommandEnvironment): string {
  const today = todayOf(options, environment);
  const text = options.text('day')?.trim();
  return text === undefined ? today : isDay(text) ? text : understood('day', parseDay(text, today));
}

/**
 * A day in the future here may have begun elsewhere, and a clock may have been ahead, so anything recorded is shown.
 * @throws {UsageError} for an empty day that hasn't begun anywhere.
 */
export function mustHaveCome(
  day: string,
  store: Pick<RecordStore, 'closedTasks'>,
  options: GivenOptions,
  environment: CommandEnvironment,
): void {
  if (day > latestDay(environment.now()) && store.closedTasks(day).length === 0) {
    understood('day', parseDay(day, todayOf(options, environment)));
  }
}

/** A day that something can be recorded on: up to today. */
export function dayOption(options: GivenOptions, environment: CommandEnvironment): string {
  const today = todayOf(options, environment);
  const text = options.text('day');
  return text === undefined ? today : understood('day', parseDay(text, today));
}
