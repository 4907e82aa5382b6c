import * as l10n from '@vscode/l10n';
import { parseEstimate } from './parseEstimate';
import { parsed, rejected, type Parsed } from './parsed';

/** Hours that comparable work really took, as a user types them; undefined for an empty text: unknown. */
export function parseRealEffort(text: string): Parsed<number | undefined> {
  if (text.trim() === '') {
    return parsed(undefined);
  }
  const read = parseEstimate(text);
  if (!read.ok) {
    return read;
  }
  return read.value.lowHours === undefined
    ? parsed(read.value.hours)
    : rejected(l10n.t('What it really took is one amount, such as 12 or 1h 30m, and no range.'));
}
