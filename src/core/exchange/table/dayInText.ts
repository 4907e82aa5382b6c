import { isDay } from '../../days/day';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = String.raw`(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,7}\.?`;
const isoDay = /(?<!\d)(\d{4})[-/](\d{2})[-/](\d{2})(?!\d)/u;
const dottedDay = /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/u;
const nameFirst = new RegExp(
  String.raw`\b${month}[ \t]{1,4}(\d{1,2})(?:st|nd|rd|th)?,?[ \t]{1,4}(\d{4})\b`,
  'iu',
);
const nameLater = new RegExp(
  String.raw`\b(\d{1,2})(?:st|nd|rd|th|\.)?[ \t]{1,4}${month},?[ \t]{1,4}(\d{4})\b`,
  'iu',
);
const mostCharacters = 5000;

/** The first day a text names: `2026-04-12`, `April 12, 2026`, `12 April 2026` or `12.4.2026`. */
export function dayInText(whole: string): string | undefined {
  const text = whole.slice(0, mostCharacters);
  const found = [
    order(isoDay, text, 1, 2, 3),
    order(nameFirst, text, 3, 1, 2),
    order(nameLater, text, 3, 2, 1),
    order(dottedDay, text, 3, 2, 1),
  ].filter((each) => each !== undefined);
  return found.sort((a, b) => a.at - b.at)[0]?.day;
}

function order(pattern: RegExp, text: string, year: number, monthAt: number, dayAt: number) {
  const match = pattern.exec(text);
  const name = match?.[monthAt]?.toLowerCase() ?? '';
  const number = /^\d/.test(name) ? name : String(monthNames.indexOf(name) + 1);
  const day = `${match?.[year]}-${number.padStart(2, '0')}-${(match?.[dayAt] ?? '').padStart(2, '0')}`;
  return match !== null && isDay(day) ? { at: match.index, day } : undefined;
}

const comparing =
  /\b(?:compar\w{0,6}|vs|versus|against|since|after|before|than|yesterday|previous\w{0,2}|last|earlier|until|unlike)\b/iu;

/** The day that a heading is about; a day it only compares with doesn't count. */
export function dayOfHeading(heading: string): string | undefined {
  const text = heading
    .slice(0, 1000)
    .replace(/\([^()]*\)/gu, (inner) => (comparing.test(inner) ? '' : inner));
  const at = comparing.exec(text)?.index;
  return dayInText(at === undefined ? text : text.slice(0, at));
}
