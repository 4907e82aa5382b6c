import { shown } from './durationText';
import { parsed, rejected, type Parsed } from './parsed';
import { roundHalfUp } from '../record/roundHalfUp';

const examples = '4129000, 4,129,000, 250k or 4.1M';
const mostTokens = 1_000_000_000_000;
const multipliers: Readonly<Record<string, number>> = {
  '': 1,
  k: 1_000,
  m: 1_000_000,
  b: 1_000_000_000,
};

/** A count of tokens as a person types it; undefined for an empty text, which means that none are known. */
export function parseTokens(text: string): Parsed<number | undefined> {
  const trimmed = text.trim();
  if (trimmed === '') {
    return parsed(undefined);
  }
  const match =
    /^(\d{1,3}(?:[,\s_]\d{3})+|\d+)([.]\d+)?\s*([kmb]?)$/iu.exec(trimmed) ??
    /^(\d+)(,\d{1,2})\s*([kmb])$/iu.exec(trimmed);
  if (match === null) {
    return rejected(problemWith(trimmed));
  }
  const [, whole = '', fraction = '', suffix = ''] = match;
  const amount = Number(whole.replace(/[,\s_]/gu, '') + fraction.replace(',', '.'));
  const tokens = roundHalfUp(amount * (multipliers[suffix.toLowerCase()] ?? 1), 6);
  if (!Number.isInteger(tokens)) {
    return rejected(`“${shown(text)}” is not a whole number of tokens. Write ${examples}.`);
  }
  if (tokens > mostTokens) {
    return rejected(`“${shown(text)}” is more than a trillion tokens. Write ${examples}.`);
  }
  return parsed(tokens);
}

function problemWith(text: string): string {
  return /^[-−–]\s*\d/.test(text)
    ? `“${shown(text)}” is negative. Write ${examples}.`
    : `“${shown(text)}” is not a number of tokens. Write ${examples}, or leave it empty.`;
}
