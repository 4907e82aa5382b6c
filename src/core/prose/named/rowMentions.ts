import type { RecordRow } from '../../record/dayRecord';
import type { ProseToken } from '../text/proseTokens';
import type { ScopeMention } from './scopeMention';

const rangeWords = /^(?:[-–—−]|to|through)$/;
const listWords = /^(?:,|and|&|plus)$/;
const mostListed = 200;

/** "row 12", "rows 1–10", "rows 1, 2 and 4". */
export function rowMentions(tokens: readonly ProseToken[], rows: readonly RecordRow[]): ScopeMention[] {
  const found: ScopeMention[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const word = tokens[at]?.text;
    if (tokens[at]?.kind === 'word' && (word === 'row' || word === 'rows')) {
      const { numbers, last } = numbersAfter(tokens, at);
      const named = numbers.map((number) => rows[number - 1]);
      if (numbers.length > 0) {
        const known = named.filter((row) => row !== undefined);
        found.push({
          kind: 'rows',
          first: at,
          last,
          sets: known.length === named.length ? [known] : [],
          sure: true,
        });
        at = last;
      }
    }
  }
  return found;
}

function numbersAfter(
  tokens: readonly ProseToken[],
  from: number,
): { readonly numbers: readonly number[]; readonly last: number } {
  const numbers: number[] = [];
  let last = from;
  for (let at = from + 1; at < tokens.length && numbers.length < mostListed;) {
    const number = rowNumber(tokens[at]);
    if (number === undefined) {
      break;
    }
    const to = rangeWords.test(tokens[at + 1]?.text ?? '') ? rowNumber(tokens[at + 2]) : undefined;
    if (to !== undefined && to > number && to - number < mostListed) {
      for (let each = number; each <= to; each += 1) {
        numbers.push(each);
      }
      last = at + 2;
    } else {
      numbers.push(number);
      last = at;
    }
    at = last + 1;
    while (listWords.test(tokens[at]?.text ?? '') && at < last + 3) {
      at += 1;
    }
    if (at === last + 1) {
      break;
    }
  }
  return { numbers, last };
}

function rowNumber(token: ProseToken | undefined): number | undefined {
  const number = token?.number;
  const isRow = number !== undefined && number.suffix === '' && number.step === 1 && number.value >= 1;
  return isRow ? number.value : undefined;
}
