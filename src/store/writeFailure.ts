import type { StoreStatus } from '../core/record/recordStore';
import { NoFolderError } from './appendFile';

/** What a failed write means for the person, and what they can do. */
export function writeFailure(error: unknown, directory: string): Extract<StoreStatus, { kind: 'failing' }> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof NoFolderError) {
    return failing(
      `There is no folder at ${error.path} but something else, so nothing new can be recorded.`,
      'Move it away, then try again.',
    );
  }
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return failing('The disk is full, so nothing new can be recorded.', 'Free some space, then try again.');
    case 'EROFS':
      return failing(
        'The record is on a disk that can only be read, so nothing new can be recorded.',
        `Make ${directory} writable, then try again.`,
      );
    case 'EACCES':
    case 'EPERM':
      return failing(
        'You may not write to the folder of the record, so nothing new can be recorded.',
        `Allow writing to ${directory}, then try again.`,
      );
    case 'EMFILE':
    case 'ENFILE':
      return failing(
        'Too many files are open, so nothing new can be recorded.',
        'Close some programs, then try again.',
      );
    default:
      return failing(
        `The disk did not take a new entry (${code === '' ? String(error) : code}), so it was not recorded.`,
        `Check the disk that holds ${directory}, then try again.`,
      );
  }
}

function failing(message: string, nextStep: string): Extract<StoreStatus, { kind: 'failing' }> {
  return { kind: 'failing', message, nextStep };
}
