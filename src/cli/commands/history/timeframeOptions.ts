import type { HistoryQuestion } from '../../../core/history/historyQuery';
import { timeframes } from '../../../core/history/historyQuery';
import type { RecordBounds } from '../../../core/history/timeframe';
import { parseDay } from '../../../core/typed/parseDay';
import type { CommandEnvironment } from '../../input/commandEnvironment';
import { oneOf, understood, type GivenOptions } from '../../input/commandOptions';
import { askedDay, dayOptions, todayOf } from '../../input/dayOptions';
import { UsageError } from '../../input/usageError';

export const timeframeOptions = { ...dayOptions, timeframe: 'string', from: 'string', to: 'string' } as const;

type AskedTimeframe = Pick<HistoryQuestion, 'timeframe' | 'anchor' | 'custom'>;

const units = timeframes.filter((each) => each !== 'custom');

/**
 * The timeframe that the options ask for, once it is known what is recorded.
 * @param usual where none is given
 * @throws {UsageError} for options that contradict each other
 */
export function askedTimeframe(
  options: GivenOptions,
  environment: CommandEnvironment,
  usual: (typeof units)[number],
): (recorded: RecordBounds | undefined) => AskedTimeframe {
  const today = todayOf(options, environment);
  const [from, to] = [bound('from'), bound('to')];
  if (from === undefined && to === undefined) {
    const timeframe = oneOf('timeframe', options.text('timeframe') ?? usual, units);
    const anchor = askedDay(options, environment);
    return () => ({ timeframe, anchor, custom: null });
  }
  if (options.text('timeframe') !== undefined || options.text('day') !== undefined) {
    throw new UsageError(
      '--from and --to are for any days; --timeframe and --day are for a week, a month or the like. Give one or the other.',
    );
  }
  if (from !== undefined && to !== undefined && from > to) {
    throw new UsageError(`--from ${from} is after --to ${to}. Swap them.`);
  }
  return (recorded) => {
    const end = to ?? today;
    return { timeframe: 'custom', anchor: null, custom: { from: from ?? recorded?.began ?? end, to: end } };
  };

  function bound(name: 'from' | 'to'): string | undefined {
    const text = options.text(name);
    return text === undefined ? undefined : understood(name, parseDay(text, today));
  }
}
