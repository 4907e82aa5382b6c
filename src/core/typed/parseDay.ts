import { addDays, isDay } from '../days/day';
import { shown } from './durationText';
import { parsed, rejected, type Parsed } from './parsed';

/** A day up to today: YYYY-MM-DD, `today` or `yesterday`. */
export function parseDay(text: string, today: string): Parsed<string> {
  const word = text.trim().toLowerCase();
  if (word === '') {
    return rejected(`There is no day. Write it as ${today}, today or yesterday.`);
  }
  if (word === 'today') {
    return parsed(today);
  }
  if (word === 'yesterday') {
    return parsed(addDays(today, -1));
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(word) && !isDay(word)) {
    return rejected(`${word} is not in the calendar. Write a day such as ${today}.`);
  }
  if (!isDay(word)) {
    return rejected(`“${shown(text)}” is not a day. Write it as ${today}, today or yesterday.`);
  }
  return word > today
    ? rejected(`${word} is still to come. The latest day is today, ${today}.`)
    : parsed(word);
}
