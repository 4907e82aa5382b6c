import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const chunkBytes = 64 * 1024;

/** The bytes of a file from `start` to `end`, or to its end if that is before. @throws the file system's error. */
export async function* chunksOf(path: string, start: number, end: number): AsyncGenerator<Buffer> {
  // Otherwise a pipe without a writer would never open.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const chunkAt = async (position: number): Promise<Buffer> => {
    const length = Math.min(chunkBytes, end - position);
    if (length <= 0) {
      return Buffer.alloc(0);
    }
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await file.read(buffer, 0, length, position);
    return buffer.subarray(0, bytesRead);
  };
  try {
    // Both at once: while a window starts, its thread is busy and each answer has to wait for it.
    const [found, first] = await Promise.allSettled([file.stat(), chunkAt(start)]);
    if (!valueOf(found).isFile()) {
      throw new Error("it isn't a file");
    }
    let position = start;
    for (let chunk = valueOf(first); chunk.length > 0; chunk = await chunkAt(position)) {
      position += chunk.length;
      yield chunk;
    }
  } finally {
    // Nobody waits for that.
    file.close().catch(() => undefined);
  }
}

/** @throws why there is none. */
function valueOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') {
    throw settled.reason;
  }
  return settled.value;
}
