import * as l10n from '@vscode/l10n';
import type { SkipReason } from '../source/skipReason';

/** A reason in the language of the window; it follows a count and `×`. */
export function skipText(reason: SkipReason): string {
  return texts[reason]();
}

const texts: Readonly<Record<SkipReason, () => string>> = {
  'malformed line': () => l10n.t('malformed line'),
  'invalid UTF-8': () => l10n.t('invalid UTF-8'),
  'line too long': () => l10n.t('line too long'),
  'nested too deeply': () => l10n.t('nested too deeply'),
  'file too large': () => l10n.t('file too large'),
  'compressed file that only Node.js 22.15 or newer can read': () =>
    l10n.t('compressed file that only Node.js 22.15 or newer can read'),
  'unknown record': () => l10n.t('unknown record'),
  'more than one file may hold': () => l10n.t('more than one file may hold'),
  'unreadable record': () => l10n.t('unreadable record'),
  'name too long': () => l10n.t('name too long'),
  'missing time': () => l10n.t('missing time'),
  'time in the future': () => l10n.t('time in the future'),
  'unreadable file': () => l10n.t('unreadable file'),
  'session that could not be put together': () => l10n.t('session that could not be put together'),
  'unreadable folder': () => l10n.t('unreadable folder'),
  'symlink loop': () => l10n.t('symlink loop'),
  'too many files': () => l10n.t('too many files'),
  'file not yet scanned (run Scan Agent History to continue)': () =>
    l10n.t('file not yet scanned (run Scan Agent History to continue)'),
};
