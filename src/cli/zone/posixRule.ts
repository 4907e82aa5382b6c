/** When the clock changes each year, with the time in seconds from the start of the day, local time. */
export interface RuleChange {
  readonly dayOfYear: (year: number) => number;
  readonly seconds: number;
}

/** A POSIX TZ rule such as `CET-1CEST,M3.5.0,M10.5.0/3`. Offsets are seconds east of UTC. */
export interface PosixRule {
  readonly standard: number;
  readonly summer?: { readonly offset: number; readonly start: RuleChange; readonly end: RuleChange };
}

const name = String.raw`(?:[A-Za-z]{3,20}|<[A-Za-z0-9+-]{1,20}>)`;
const time = String.raw`[+-]?\d{1,3}(?::\d{2}(?::\d{2})?)?`;
const change = String.raw`(?:J\d{1,3}|\d{1,3}|M\d{1,2}\.\d\.\d)(?:\/${time})?`;
const pattern = new RegExp(
  String.raw`^${name}(?<standard>${time})(?:${name}(?<summer>${time})?(?:,(?<start>${change}),(?<end>${change}))?)?$`,
  'u',
);
const hasSummer = new RegExp(String.raw`^${name}${time}(?<summerName>${name})`, 'u');
/** The C library's default if a rule names none: the United States' changes. */
const usualStart = 'M3.2.0';
const usualEnd = 'M11.1.0';

/** @returns undefined if the text isn't such a rule. */
export function parsePosixRule(text: string): PosixRule | undefined {
  const found = pattern.exec(text)?.groups;
  if (found === undefined) {
    return undefined;
  }
  const standard = -secondsOf(found['standard'] ?? '');
  if (Math.abs(standard) > 24 * 3600) {
    return undefined;
  }
  if (!hasSummer.test(text)) {
    return { standard };
  }
  const start = changeOf(found['start'] ?? usualStart);
  const end = changeOf(found['end'] ?? usualEnd);
  const offset = found['summer'] === undefined ? standard + 3600 : -secondsOf(found['summer']);
  return start && end && { standard, summer: { offset, start, end } };
}

/** Seconds east of UTC at that time. */
export function offsetByRule({ standard, summer }: PosixRule, ms: number): number {
  if (summer === undefined) {
    return standard;
  }
  const seconds = ms / 1000;
  const year = new Date(ms + standard * 1000).getUTCFullYear();
  const start = momentOf(summer.start, year) - standard;
  const end = momentOf(summer.end, year) - summer.offset;
  const isSummer = start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end;
  return isSummer ? summer.offset : standard;
}

/** The two changes of a year, in epoch milliseconds. */
export function changesOfYear({ standard, summer }: PosixRule, year: number): number[] {
  return summer === undefined
    ? []
    : [momentOf(summer.start, year) - standard, momentOf(summer.end, year) - summer.offset].map(
        (seconds) => seconds * 1000,
      );
}

/** In seconds of local time. */
function momentOf({ dayOfYear, seconds }: RuleChange, year: number): number {
  return Date.UTC(year, 0, 1) / 1000 + dayOfYear(year) * 86_400 + seconds;
}

function changeOf(text: string): RuleChange | undefined {
  const [day = '', at = '2'] = text.split('/');
  const seconds = secondsOf(at);
  if (day.startsWith('J')) {
    const number = Number(day.slice(1));
    // Counts from 1, never including February 29.
    const dayOfYear = (year: number) => number - 1 + (isLeap(year) && number >= 60 ? 1 : 0);
    return number >= 1 && number <= 365 ? { dayOfYear, seconds } : undefined;
  }
  if (!day.startsWith('M')) {
    const number = Number(day);
    return number <= 365 ? { dayOfYear: () => number, seconds } : undefined;
  }
  const [month = 0, week = 0, weekday = 0] = day.slice(1).split('.').map(Number);
  return month >= 1 && month <= 12 && week >= 1 && week <= 5 && weekday <= 6
    ? { dayOfYear: (year) => weekdayOfMonth(year, month, week, weekday), seconds }
    : undefined;
}

/** Week 5 is the last one. */
function weekdayOfMonth(year: number, month: number, week: number, weekday: number): number {
  const first = Date.UTC(year, month - 1, 1);
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const toFirst = (weekday - new Date(first).getUTCDay() + 7) % 7;
  const wanted = toFirst + (week - 1) * 7;
  const day = wanted < daysInMonth ? wanted : wanted - 7;
  return (first - Date.UTC(year, 0, 1)) / 86_400_000 + day;
}

function isLeap(year: number): boolean {
  return new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
}

function secondsOf(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/u, '').split(':').map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}
