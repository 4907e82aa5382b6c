import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const chunkBytes = 64 * 1024;

/** The bytes of a file from `start` to `end`, or to its end if that is before. @throws the file system's error. */
export async function* chunksOf(path: string, start: number, end: number): AsyncGenerator<Buffer> {
  // Otherwise a pipe without a writer would never open.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!(await file.stat()).isFile()) {
      throw new Error("it isn't a file");
    }
    for (let position = start; position < end;) {
      const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, end - position));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) {
        return;
      }
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
