import { evenTime, isZone } from '../../core/days/day';
import { changesOfYear, offsetByRule, type PosixRule } from './posixRule';

/** Tried first, since several zones follow a rule and these are well known. */
const wellKnown = [
  'Europe/Berlin',
  'Europe/London',
  'Europe/Athens',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Anchorage',
  'America/Halifax',
  'America/St_Johns',
  'Australia/Sydney',
  'Australia/Adelaide',
  'Pacific/Auckland',
  'Asia/Kolkata',
  'Asia/Tokyo',
];

/** The IANA zone that follows a rule this year and next; undefined if none does. */
export function zoneOfRule(rule: PosixRule, now: number): string | undefined {
  if (rule.summer === undefined) {
    const fixed = fixedZone(rule.standard);
    if (fixed !== undefined) {
      return fixed;
    }
  }
  const year = new Date(now).getUTCFullYear();
  const moments = [year, year + 1].flatMap((each) => [
    ...changesOfYear(rule, each).flatMap((change) => [change - 1, change]),
    ...[0, 2, 4, 6, 8, 10].map((month) => Date.UTC(each, month, 15)),
  ]);
  const candidates = [...wellKnown, ...Intl.supportedValuesOf('timeZone')];
  return (
    candidates.find((zone) =>
      moments.every((ms) => evenTime(ms, zone).offsetMs === offsetByRule(rule, ms) * 1000),
    ) ?? (rule.summer === undefined ? offsetZone(rule.standard) : undefined)
  );
}

/** The zone of a UTC offset; in its name the sign is reversed. */
function fixedZone(offset: number): string | undefined {
  const hours = offset / 3600;
  return offset === 0
    ? 'UTC'
    : Number.isInteger(hours) && hours >= -12 && hours <= 14
      ? `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`
      : undefined;
}

/** `+05:45` */
export function offsetZone(offset: number): string | undefined {
  const minutes = Math.abs(offset) / 60;
  const text = [Math.floor(minutes / 60), minutes % 60]
    .map((each) => String(each).padStart(2, '0'))
    .join(':');
  const zone = `${offset < 0 ? '-' : '+'}${text}`;
  return isZone(zone) ? zone : undefined;
}
