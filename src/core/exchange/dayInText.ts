import { isDay } from '../day';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = String.raw`(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?`;

/** The first day a text names: `2026-04-12`, `April 12, 2026` or `12 April 2026`. */
export function dayInText(text: string): string | undefined {
  const iso = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(text)?.[0];
  if (iso !== undefined && isDay(iso)) {
    return iso;
  }
  const [, nameFirst, dayAfter, yearAfter] =
    new RegExp(String.raw`\b${month}\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b`, 'iu').exec(text) ?? [];
  if (nameFirst !== undefined) {
    return written(yearAfter, nameFirst, dayAfter);
  }
  const [, dayBefore, nameLast, yearLast] =
    new RegExp(String.raw`\b(\d{1,2})(?:st|nd|rd|th)?\s+${month},?\s+(\d{4})\b`, 'iu').exec(text) ?? [];
  return nameLast === undefined ? undefined : written(yearLast, nameLast, dayBefore);
}

function written(year = '', name: string, day = ''): string | undefined {
  const number = monthNames.indexOf(name.toLowerCase()) + 1;
  const text = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : undefined;
}
