import type { RecordRow } from './dayRecord';
import { absent } from '../figures/format';
import { isolated } from '../texts/isolatedText';
import { roundHalfUp } from '../figures/roundHalfUp';
import { flatTitle } from '../texts/flatTitle';
import { parseTitle } from '../typed/parseTitle';
import type { Texts } from '../texts/texts';

const longestName = 40;

/** Short enough for a sentence, and one line whatever the title contains. */
export function namedRow({ task }: RecordRow): string {
  const title = parseTitle(task.title);
  return `“${isolated(flatTitle(title.ok ? title.value : absent, longestName))}”`;
}

/** Never rounds a part to 0 or to 100 percent. */
export function percent(part: number, whole: number, l10n: Texts): string {
  const text = roundHalfUp((part * 100) / whole, 1).toFixed(1);
  if (part > 0 && text === '0.0') {
    return l10n.t('less than 0.1%');
  }
  return part < whole && text === '100.0' ? l10n.t('more than 99.9%') : `${text}%`;
}
