import { parseDuration, shown } from './durationText';
import { parsed, rejected, type Parsed } from './parsed';
import { roundHalfUp } from './roundHalfUp';

const examples = '40, 40m or 1h 20m';
const mostMinutes = 1_000_000;

/** Whole minutes from 0, as a person types them: `40`, `40m`, `1h 20m`, `1,200`. */
export function parseMinutes(text: string): Parsed<number> {
  // A comma can only be a thousands separator here, since minutes are whole.
  const plain = text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  const duration = parseDuration(plain, 'm', examples);
  if (!duration.ok) {
    return duration;
  }
  const minutes = roundHalfUp(duration.value.minutes, 6);
  if (!Number.isInteger(minutes)) {
    return rejected(`“${shown(text)}” is not a whole number of minutes. Write ${examples}.`);
  }
  if (minutes > mostMinutes) {
    return rejected(`“${shown(text)}” is more than 1,000,000 minutes. Write ${examples}.`);
  }
  return parsed(minutes);
}
