import * as l10n from '@vscode/l10n';
import type { StoreStatus } from '../../core/record/recordStore';
import { NoFolderError } from './appendFile';

/** What a failed write means for the user, and what they can do. */
export function writeFailure(error: unknown, directory: string): Extract<StoreStatus, { kind: 'failing' }> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof NoFolderError) {
    return failing(
      l10n.t('{0} is not a folder, so nothing new can be recorded.', error.path),
      l10n.t('Move it away, then try again.'),
    );
  }
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return failing(
        l10n.t('The disk is full, so nothing new can be recorded.'),
        l10n.t('Free some space, then try again.'),
      );
    case 'EROFS':
      return failing(
        l10n.t('The record is on a read-only disk, so nothing new can be recorded.'),
        l10n.t('Make {0} writable, then try again.', directory),
      );
    case 'EACCES':
    case 'EPERM':
      return failing(
        l10n.t("You don't have permission to write to the record's folder, so nothing new can be recorded."),
        l10n.t('Allow writing to {0}, then try again.', directory),
      );
    case 'EMFILE':
    case 'ENFILE':
      return failing(
        l10n.t('Too many files are open, so nothing new can be recorded.'),
        l10n.t('Close some programs, then try again.'),
      );
    default:
      return failing(
        l10n.t(
          'A new entry could not be written to the disk ({0}), so it was not recorded.',
          code === '' ? String(error) : code,
        ),
        l10n.t('Check the disk that holds {0}, then try again.', directory),
      );
  }
}

function failing(message: string, nextStep: string): Extract<StoreStatus, { kind: 'failing' }> {
  return { kind: 'failing', message, nextStep };
}
