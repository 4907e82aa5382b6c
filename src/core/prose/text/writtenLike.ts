import { roundHalfUp } from '../../figures/roundHalfUp';
import { inNumberWords } from './numberWords';
import type { Quantity } from './quantities';

/**
 * The record's figure in the form of the text's: as many decimals, grouped or not, in words, with the same sign after
 * it. Undefined where a figure in that form would not be right: after "nearly", or as a fraction.
 */
export function writtenLike(
  written: string,
  figure: number,
  { qualifier, unit, value, step }: Pick<Quantity, 'qualifier' | 'unit' | 'value' | 'step'>,
): string | undefined {
  if (
    (qualifier !== 'exact' && qualifier !== 'precise' && qualifier !== 'about' && qualifier !== 'reached') ||
    unit === 'duration'
  ) {
    return undefined;
  }
  const [digits = ''] = /^[\d.,]+/.exec(written) ?? [];
  if (digits === '') {
    const words = /^\p{L}[\p{L}-]*$/u.test(written) ? inNumberWords(roundHalfUp(figure, 0)) : undefined;
    return words !== undefined && /^\p{Lu}/u.test(written)
      ? `${words.charAt(0).toUpperCase()}${words.slice(1)}`
      : words;
  }
  const number = Number(digits.replaceAll(',', ''));
  const scale = number === 0 ? 1 : value / number;
  const decimals = Math.max(0, Math.round(-Math.log10(step / scale)));
  const rounded = roundHalfUp(figure / scale, Math.min(decimals, 6)).toFixed(Math.min(decimals, 6));
  const [whole = '', fraction] = rounded.split('.');
  const isGrouped = digits.includes(',') || (number < 1000 && whole.length > 3);
  const grouped = isGrouped ? groupedDigits(whole) : whole;
  return `${fraction === undefined ? grouped : `${grouped}.${fraction}`}${written.slice(digits.length)}`;
}

function groupedDigits(whole: string): string {
  const parts: string[] = [];
  for (let end = whole.length; end > 0; end -= 3) {
    parts.push(whole.slice(Math.max(0, end - 3), end));
  }
  return parts.toReversed().join(',');
}
