import type { ProseToken } from './proseTokens';

const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const small = new Map<string, number>([
  ...units.map((word, value) => [word, value] as const),
  ...tens.flatMap((word, value) => (word === '' ? [] : [[word, value * 10] as const])),
  ['dozen', 12],
]);
const large = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['million', 1_000_000],
]);
/** Before "one" they make it a pronoun. */
const pointing = new Set(
  'this that the each every which any no another other only last first next former latter same'.split(' '),
);

/** A whole number up to 99 in words; undefined beyond, where writers use digits. */
export function inNumberWords(value: number): string | undefined {
  if (!Number.isInteger(value) || value < 0 || value > 99) {
    return undefined;
  }
  const unit = units[value % 10] ?? '';
  return value < 20
    ? units[value]
    : `${tens[Math.floor(value / 10)] ?? ''}${value % 10 === 0 ? '' : `-${unit}`}`;
}

/** Joins the words of each number into one token, and digits with a following "million" or "thousand". */
export function withNumberWords(tokens: readonly ProseToken[]): ProseToken[] {
  const joined: ProseToken[] = [];
  for (let at = 0; at < tokens.length;) {
    const found = spelledNumber(tokens, at) ?? scaledDigits(tokens, at);
    if (found === undefined) {
      const token = tokens[at];
      if (token !== undefined) {
        joined.push(token);
      }
      at += 1;
    } else {
      joined.push(found.token);
      at = found.next;
    }
  }
  return joined;
}

interface Found {
  readonly token: ProseToken;
  readonly next: number;
}

function scaledDigits(tokens: readonly ProseToken[], at: number): Found | undefined {
  const [token, scale] = [tokens[at], tokens[at + 1]];
  const number = token?.number;
  const factor = scale?.text === 'm' ? undefined : large.get(scale?.text ?? '');
  if (token === undefined || scale === undefined || number?.suffix !== '' || factor === undefined) {
    return undefined;
  }
  return {
    token: {
      ...token,
      end: scale.end,
      number: { ...number, value: number.value * factor, step: number.step * factor, end: scale.end },
    },
    next: at + 2,
  };
}

function spelledNumber(tokens: readonly ProseToken[], from: number): Found | undefined {
  const first = tokens[from];
  if (first?.kind !== 'word' || first.possessive === true) {
    return undefined;
  }
  if (
    first.text === 'single' &&
    /^(?:minute|supervisory|ai|hour|prompting)$/.test(tokens[from + 1]?.text ?? '')
  ) {
    const number = { value: 1, step: 1, end: first.end, inWords: true, suffix: '' };
    return { token: { ...first, kind: 'number', number }, next: from + 1 };
  }
  let [at, total, current, isNumber] = [from, 0, 0, false];
  let last = 0;
  const article =
    first.text === 'a' && (tokens[from + 1]?.text === 'hundred' || tokens[from + 1]?.text === 'dozen');
  if (article) {
    [at, current] = [from + 1, tokens[from + 1]?.text === 'dozen' ? 0 : 1];
  }
  for (;;) {
    const token = tokens[at];
    const value = token?.kind === 'word' ? small.get(token.text) : undefined;
    const scale = token?.kind === 'word' ? large.get(token.text) : undefined;
    if (value !== undefined && (!isNumber || fits(value, last))) {
      current += value;
      last = value;
    } else if (scale !== undefined && (isNumber || article)) {
      current = Math.max(1, current) * scale;
      last = scale;
      if (scale > 100) {
        total += current;
        current = 0;
      }
    } else {
      break;
    }
    isNumber = true;
    at += 1;
    const [next, second] = [tokens[at], tokens[at + 1]];
    const follows = second?.kind === 'word' && small.has(second.text);
    if (
      next?.text === '-' &&
      !next.spaced &&
      second?.spaced === false &&
      follows &&
      last >= 20 &&
      last < 100
    ) {
      at += 1;
    } else if (next?.text === 'and' && follows && last >= 100) {
      at += 1;
    }
  }
  const end = tokens[at - 1];
  if (!isNumber || end === undefined || isPronoun(tokens, from, at)) {
    return undefined;
  }
  const number = { value: total + current, step: 1, end: end.end, inWords: true, suffix: '' };
  return { token: { ...first, kind: 'number', end: end.end, number }, next: at };
}

/** "Forty" takes "seven", "hundred" takes "forty". */
function fits(value: number, last: number): boolean {
  return last >= 100 ? value < last : last >= 20 && value < 10 && value > 0;
}

function isPronoun(tokens: readonly ProseToken[], from: number, next: number): boolean {
  const isOne = next === from + 1 && tokens[from]?.text === 'one';
  const before = tokens[from - 1];
  const isCounted = /^(?:minute|supervisory|task|row|hour|ai|agent|entry)$/.test(tokens[next]?.text ?? '');
  return isOne && before?.kind === 'word' && pointing.has(before.text) && !isCounted;
}
