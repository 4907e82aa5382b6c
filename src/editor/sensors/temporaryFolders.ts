import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Where programs put their temporary files, also by the name behind a link or a short name of Windows. */
export function temporaryFolders(): readonly string[] {
  const named = [tmpdir(), '/tmp', process.env['CLAUDE_CODE_TMPDIR'] ?? ''];
  return [...new Set(named.flatMap((folder) => [folder, realName(folder)]))].filter((each) => each !== '');
}

function realName(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return '';
  }
}
