import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/**
 * Opens a file to be read. A pipe or a device in its place would be waited for without end.
 *
 * @throws where it isn't a regular file that may be read.
 */
export function openRegularFile(path: string): number {
  // Not on Windows, which has no such files.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  if (fstatSync(descriptor).isFile()) {
    return descriptor;
  }
  closeSync(descriptor);
  throw new Error(`${path} is no regular file.`);
}

/** @throws where it isn't a regular file that may be read. */
export function readRegularFile(path: string): Buffer {
  const descriptor = openRegularFile(path);
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
