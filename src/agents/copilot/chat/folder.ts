import { dirname, join, posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOfWindows } from '../../../core/folders/isOfWindows';
import { parsedObject } from '../../json/jsonValues';
import { longestPath, shortText } from '../../json/shortText';
import { smallFile } from '../../files/smallFile';
import type { TranscriptFile } from '../../reading/transcriptReader';

/** The folder of the workspace whose storage holds a chat, or the folder of its workspace file. */
export function workspaceFolder({ path }: TranscriptFile): string | null {
  // Its transcripts are one folder deeper than its chats.
  for (const storage of [dirname(dirname(path)), dirname(dirname(dirname(path)))]) {
    const about = smallFile(join(storage, 'workspace.json'));
    const bytes = Buffer.from(about ?? '');
    const place = parsedObject(bytes, 0, bytes.length);
    const folder = shortText(place?.['folder'], longestPath);
    const workspace = shortText(place?.['workspace'], longestPath);
    if (folder !== undefined) {
      return pathOf(folder);
    }
    if (workspace !== undefined) {
      const file = pathOf(workspace);
      return file === null ? null : (isOfWindows(file) ? win32 : posix).dirname(file);
    }
  }
  return null;
}

/** Written as on the system that the URI is from, which may not be this one. */
function pathOf(uri: string): string | null {
  try {
    if (!uri.startsWith('file:')) {
      return uri;
    }
    const { hostname, pathname } = new URL(uri);
    return fileURLToPath(uri, { windows: hostname !== '' || /^\/[a-z](?::|%3a)/i.test(pathname) });
  } catch {
    return null;
  }
}
