import * as l10n from '@vscode/l10n';
import { addDays, isDay } from '../days/day';
import { shown } from './durationText';
import { parsed, rejected, type Parsed } from './parsed';

/** A day up to today: YYYY-MM-DD, `today` or `yesterday`. */
export function parseDay(text: string, today: string): Parsed<string> {
  const word = text.trim().toLowerCase();
  if (word === '') {
    return rejected(l10n.t('The day is missing. Enter it as {0}, today or yesterday.', today));
  }
  if (word === 'today') {
    return parsed(today);
  }
  if (word === 'yesterday') {
    return parsed(addDays(today, -1));
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(word) && !isDay(word)) {
    return rejected(l10n.t('{0} is not in the calendar. Enter a day such as {1}.', word, today));
  }
  if (!isDay(word)) {
    return rejected(l10n.t('“{0}” is not a day. Enter it as {1}, today or yesterday.', shown(text), today));
  }
  return word > today
    ? rejected(l10n.t('{0} is in the future. The latest possible day is today, {1}.', word, today))
    : parsed(word);
}
