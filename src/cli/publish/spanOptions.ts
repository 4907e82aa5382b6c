import { periodOf, periodUnits } from '../../core/findings/finding/period';
import type { PublishedSpan } from '../../core/publish/selection/publishedSpan';
import { parseDay } from '../../core/typed/parseDay';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { oneOf, understood, type GivenOptions } from '../input/commandOptions';
import { askedDay, dayOptions, todayOf } from '../input/dayOptions';
import { UsageError } from '../input/usageError';

export const spanOptions = {
  ...dayOptions,
  from: 'string',
  to: 'string',
  all: 'boolean',
  period: 'string',
} as const;

const periods = periodUnits.filter((unit) => unit !== 'days');

/** The days that are meant: one, its week or month, a range, or all; those of a project are all unless days are given. */
export function askedSpan(options: GivenOptions, environment: CommandEnvironment): PublishedSpan {
  const bound = (name: 'from' | 'to') => {
    const text = options.text(name);
    return text === undefined ? undefined : understood(name, parseDay(text, todayOf(options, environment)));
  };
  const [from, to, period] = [bound('from'), bound('to'), options.text('period')];
  const isRange = from !== undefined || to !== undefined;
  refuseContradictions(options, isRange);
  if (from !== undefined && to !== undefined && from > to) {
    throw new UsageError(`--from ${from} is after --to ${to}. Swap them.`);
  }
  const isAll = options.isOn('all') || (options.text('project') !== undefined && !isDayGiven(options));
  if (isRange || isAll) {
    return { from, to };
  }
  const day = askedDay(options, environment);
  return period === undefined ? { from: day, to: day } : periodOf(day, oneOf('period', period, periods));
}

function isDayGiven(options: GivenOptions): boolean {
  return options.text('day') !== undefined || options.text('period') !== undefined;
}

function refuseContradictions(options: GivenOptions, isRange: boolean): void {
  if ((isRange || options.isOn('all')) && isDayGiven(options)) {
    throw new UsageError(
      '--day and --period are for one day or what it lies in; --from, --to and --all are for any others. Give one or the other.',
    );
  }
  if (options.isOn('all') && isRange) {
    throw new UsageError("--all means every day, so it can't be combined with --from or --to.");
  }
}
