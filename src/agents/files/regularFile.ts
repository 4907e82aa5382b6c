import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/**
 * Opens a file for reading. A pipe or a device in its place would block forever.
 *
 * @throws if it isn't a readable regular file.
 */
export function openRegularFile(path: string): number {
  // Windows has no such files.
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  if (fstatSync(descriptor).isFile()) {
    return descriptor;
  }
  closeSync(descriptor);
  throw new Error(`${path} isn't a regular file.`);
}

/** @throws if it isn't a readable regular file. */
export function readRegularFile(path: string): Buffer {
  const descriptor = openRegularFile(path);
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
