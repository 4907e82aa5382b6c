import * as l10n from '@vscode/l10n';
import { parseDuration, shown, type DurationUnit } from './durationText';
import { parsed, rejected, type Parsed } from './parsed';
import { roundHalfUp } from '../figures/roundHalfUp';

const mostMinutes = 1_000_000;

/** Whole minutes from 0, as a user types them: `40`, `40m`, `1h 20m`, `1,200`. Seconds are rounded as measured ones are. */
export function parseMinutes(text: string): Parsed<number> {
  return parseMinutesIn(text, 'm');
}

/** @param bareUnit of a number without a unit */
export function parseMinutesIn(text: string, bareUnit: DurationUnit): Parsed<number> {
  if (text.length > 200) {
    return rejected(l10n.t('This is too long for a duration. Enter {0}.', examples()));
  }
  // A comma can only be a thousands separator here, since minutes are whole.
  const plain = text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  const duration = parseDuration(plain, bareUnit, examples());
  if (!duration.ok) {
    return duration;
  }
  const exact = roundHalfUp(duration.value.minutes, 6);
  const isInSeconds = (duration.value.unit ?? bareUnit) === 's';
  const minutes = isInSeconds && exact > 0 ? Math.max(1, roundHalfUp(exact, 0)) : exact;
  if (!Number.isInteger(minutes)) {
    return rejected(l10n.t('“{0}” is not a whole number of minutes. Enter {1}.', shown(text), examples()));
  }
  if (minutes > mostMinutes) {
    return rejected(l10n.t('“{0}” is more than 1,000,000 minutes. Enter {1}.', shown(text), examples()));
  }
  return parsed(minutes);
}

function examples(): string {
  return l10n.t('40, 40m or 1h 20m');
}
