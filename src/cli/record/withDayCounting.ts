import { parseArgs } from 'node:util';
import { isZone } from '../../core/days/day';
import { isDayStart } from '../../core/days/dayStart';
import type { CommandEnvironment, OwnDays, PlainEnvironment } from '../input/commandEnvironment';
import { findDataFolder } from './dataFolder';
import type { SubcommandName } from '../input/helpTexts';
import { UsageError } from '../input/usageError';

/**
 * The environment for counting days as in the record: as the options say, else as the editor counts them, else from
 * midnight in the process's zone.
 * @throws {UsageError} for an invalid zone or day start.
 */
export function withDayCounting(
  command: SubcommandName,
  args: readonly string[],
  environment: PlainEnvironment,
  own: OwnDays,
): CommandEnvironment {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      'time-zone': { type: 'string' },
      'day-start': { type: 'string' },
    },
    allowPositionals: true,
    strict: false,
  });
  const zone = text(values['time-zone']);
  const dayStart = text(values['day-start']);
  if (zone !== undefined && !isZone(zone)) {
    throw new UsageError(`--time-zone needs a zone such as Europe/Berlin, not “${zone.slice(0, 40)}”.`);
  }
  if (dayStart !== undefined && !isDayStart(dayStart)) {
    throw new UsageError(`--day-start needs a time such as 04:00, not “${dayStart.slice(0, 40)}”.`);
  }
  const counting = command === 'scan' ? undefined : countingOf(text(values['data']), environment, own);
  if (own.zoneProblem !== undefined && zone === undefined && counting === undefined) {
    environment.remark(own.zoneProblem);
  }
  return {
    ...environment,
    zone: zone ?? counting?.timeZone ?? own.zone,
    dayStart: dayStart ?? counting?.dayStart ?? own.dayStart,
  };
}

function countingOf(data: string | undefined, environment: PlainEnvironment, own: OwnDays) {
  try {
    const folder = findDataFolder(data, { ...environment, remark: () => undefined });
    return own.readDayCounting(folder);
  } catch {
    // Without a record there is nothing to count; opening it reports what is wrong.
    return undefined;
  }
}

/** The command itself reports a missing value. */
function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
