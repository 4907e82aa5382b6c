import { blank } from './maskedInline';

/** A word, number, date or sign of a sentence, at its place in the sentence's text. */
export interface ProseToken {
  /** `gap`: something that is no prose, or a figure of another kind, such as a clock time or a version. */
  readonly kind: 'word' | 'number' | 'date' | 'mark' | 'gap';
  /** In lower case; a word without its possessive ending, a date as YYYY-MM-DD or MM-DD. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether a space precedes it. */
  readonly spaced: boolean;
  readonly possessive?: boolean;
  readonly capital?: boolean;
  readonly number?: WrittenNumber;
}

export interface WrittenNumber {
  readonly value: number;
  /** The size of a step of its last digit: 0.1 for 63.7, 100,000 for 9.5 million. */
  readonly step: number;
  /** Where the figure itself ends; a sign such as x may follow. */
  readonly end: number;
  readonly inWords: boolean;
  /** Written right after it: x, %, h, min … */
  readonly suffix: string;
}

const spaces = /\s+/y;
const digits = /\d[\d.,]*/y;
const letters = /\p{L}[\p{L}\p{M}\p{N}'’]*/uy;
const isoDate = /\d{4}-\d{2}-\d{2}(?![\d-])/y;
const clockTime = /\d{1,2}:\d{2}(?::\d{2})?/y;
const gapRun = /\0+/y;
const suffixes = new Set(
  'x × % h hr hrs hour hours m min mins minute minutes w d k th st nd rd pp pts'.split(' '),
);

export function proseTokens(text: string): ProseToken[] {
  const tokens: ProseToken[] = [];
  let at = 0;
  let spaced = true;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const add = (token: Omit<ProseToken, 'start' | 'spaced'>) => {
    tokens.push({ start: at, spaced, ...token });
    at = token.end;
    spaced = false;
  };
  while (at < text.length) {
    const blankRun = text.charAt(at) <= ' ' || text.charAt(at) === '\u00a0' ? take(spaces) : undefined;
    if (blankRun !== undefined) {
      at += blankRun.length;
      spaced = true;
      continue;
    }
    const first = text.charAt(at);
    const isDigit = first >= '0' && first <= '9';
    const gap = first === blank ? take(gapRun) : isDigit ? take(clockTime) : undefined;
    const date = isDigit ? take(isoDate) : undefined;
    const number = isDigit ? take(digits) : undefined;
    const word = isDigit ? undefined : take(letters);
    if (gap !== undefined) {
      add({ kind: 'gap', text: '', end: at + gap.length });
    } else if (date !== undefined) {
      add({ kind: 'date', text: date, end: at + date.length });
    } else if (number !== undefined) {
      add(numberToken(text, at, number));
    } else if (word !== undefined) {
      const possessive = /['’]s?$/.test(word);
      add({
        kind: 'word',
        text: word
          .toLowerCase()
          .replace(/['’]s?$/, '')
          .replaceAll('’', "'"),
        end: at + word.length,
        possessive,
        capital: /^\p{Lu}/u.test(word),
      });
    } else {
      const mark = String.fromCodePoint(text.codePointAt(at) ?? 0);
      add({ kind: 'mark', text: mark, end: at + mark.length });
    }
  }
  return tokens;
}

function numberToken(text: string, at: number, run: string): Omit<ProseToken, 'start' | 'spaced'> {
  const figure = run.replace(/[.,]{1,9}$/, '');
  const end = at + figure.length;
  const suffix = /^(?:[×%]|\p{L}{1,8})/u.exec(text.slice(end, end + 9))?.[0] ?? '';
  const after = text.slice(end + suffix.length, end + suffix.length + 1);
  const value = valueOfDigits(figure);
  const isForeign =
    value === undefined ||
    (suffix !== '' && !suffixes.has(suffix.toLowerCase())) ||
    /[\p{L}\p{N}]/u.test(after) ||
    '$€£#'.includes(text.charAt(at - 1) || ' ') ||
    (suffix === '' && /^:\d/.test(text.slice(end, end + 2)));
  if (isForeign) {
    const rest = /^[\p{L}\p{N}.,:-]{0,30}[\p{L}\p{N}]/u.exec(text.slice(end, end + 31))?.[0] ?? '';
    return { kind: 'gap', text: '', end: end + rest.length };
  }
  const decimals = figure.split('.')[1]?.length ?? 0;
  const isThousands = suffix.toLowerCase() === 'k';
  return {
    kind: 'number',
    text: figure,
    end: end + suffix.length,
    number: {
      value: isThousands ? value * 1000 : value,
      step: 10 ** -decimals * (isThousands ? 1000 : 1),
      end,
      inWords: false,
      suffix: suffix.toLowerCase(),
    },
  };
}

/** @returns undefined if it is no plain number: a version, an address, a number of another country's form */
function valueOfDigits(figure: string): number | undefined {
  const isPlain = /^(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,5})(?:\.\d{1,6})?$/.test(figure);
  return isPlain ? Number(figure.replaceAll(',', '')) : undefined;
}
