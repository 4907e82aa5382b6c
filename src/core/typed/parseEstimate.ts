import * as l10n from '@vscode/l10n';
import { parseDuration, shown, type DurationUnit } from './durationText';
import { parsed, rejected, type Parsed } from './parsed';
import { roundHalfUp } from '../figures/roundHalfUp';
import type { EstimatedHours } from '../task/task';

const mostHours = 1_000_000;

/**
 * Hours as a user types them: `12`, `1.5h`, `90m`, `2d` (8 hours per day), `1w` (40 hours), `1h 30m`, `1-3h`.
 * The value of a range is its midpoint. Hours keep four decimals, so a printed row shows all of them.
 */
export function parseEstimate(text: string): Parsed<EstimatedHours> {
  return parseEstimateIn(text, 'h');
}

/** @param bareUnit of a number without a unit */
export function parseEstimateIn(text: string, bareUnit: DurationUnit): Parsed<EstimatedHours> {
  // Longer texts are no estimate, and are not searched for a range.
  const ends = text.length > 200 ? undefined : rangeEnds(text.trim().replace(/\s+/gu, ' '));
  if (ends === undefined) {
    return parseHours(text, bareUnit);
  }
  const high = parseDuration(ends.high, bareUnit, examples());
  if (!high.ok) {
    return high;
  }
  // In `1-3d` and `1-2h 30m` the first unit belongs to both ends; in `30m-45` the low end's.
  const typedLow = parseDuration(ends.low, bareUnit, examples());
  const low = parseHours(ends.low, high.value.firstUnit ?? bareUnit);
  const highHours = parseHours(ends.high, (typedLow.ok ? typedLow.value.unit : undefined) ?? bareUnit);
  if (!low.ok || !highHours.ok) {
    return low.ok ? highHours : low;
  }
  return rangeOf(text, low.value.hours, highHours.value.hours);
}

function rangeOf(text: string, lowHours: number, highHours: number): Parsed<EstimatedHours> {
  if (lowHours > highHours) {
    return rejected(
      l10n.t('“{0}” is in reverse order. Enter the lower end first, such as 1-3h.', shown(text)),
    );
  }
  if (lowHours === highHours) {
    return parsed({ hours: lowHours });
  }
  return parsed({ hours: roundHalfUp((lowHours + highHours) / 2, 4), lowHours, highHours });
}

function parseHours(text: string, bareUnit: DurationUnit): Parsed<{ readonly hours: number }> {
  const duration = parseDuration(text, bareUnit, examples());
  if (!duration.ok) {
    return duration;
  }
  const hours = roundHalfUp(duration.value.minutes / 60, 4);
  if (hours === 0) {
    return rejected(l10n.t('An estimate must be more than 0 hours. Enter {0}.', examples()));
  }
  if (hours > mostHours) {
    return rejected(l10n.t('“{0}” is more than 1,000,000 hours. Enter {1}.', shown(text), examples()));
  }
  return parsed({ hours });
}

function examples(): string {
  return l10n.t('12, 1.5h, 90m, 2d, 1h 30m or a range such as 1-3h');
}

/** @returns undefined if the text is no range; a dash before the first amount is a sign, not a range */
function rangeEnds(text: string): { readonly low: string; readonly high: string } | undefined {
  const match = /^([^\s\-–—−].*?) ?(?:[-–—−]|\bto\b) ?(.+)$/u.exec(text);
  if (match === null || /\de$/i.test(match[1] ?? '')) {
    return undefined;
  }
  return { low: match[1] ?? '', high: match[2] ?? '' };
}
