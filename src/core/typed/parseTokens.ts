import * as l10n from '@vscode/l10n';
import { shown } from './durationText';
import { parsed, rejected, type Parsed } from './parsed';
import { roundHalfUp } from '../figures/roundHalfUp';

const mostTokens = 1_000_000_000_000;
const multipliers: Readonly<Record<string, number>> = {
  '': 1,
  k: 1_000,
  m: 1_000_000,
  b: 1_000_000_000,
};

/** A token count as a user types it; undefined for an empty text, which means unknown. */
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
    return rejected(l10n.t('“{0}” is not a whole number of tokens. Enter {1}.', shown(text), examples()));
  }
  if (tokens > mostTokens) {
    return rejected(l10n.t('“{0}” is more than a trillion tokens. Enter {1}.', shown(text), examples()));
  }
  return parsed(tokens);
}

function problemWith(text: string): string {
  return /^[-−–]\s*\d/.test(text)
    ? l10n.t('“{0}” is negative. Enter {1}.', shown(text), examples())
    : l10n.t('“{0}” is not a number of tokens. Enter {1}, or leave it empty.', shown(text), examples());
}

function examples(): string {
  return l10n.t('4129000, 4,129,000, 250k or 4.1M');
}
