import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, 'corpus');

function folderOf(target: string): string {
  return join(folder, target.replaceAll(/[^a-zA-Z0-9]+/g, '-'));
}

/** Inputs that once failed, which must not do so again. */
export function corpusOf(target: string): readonly Buffer[] {
  const own = folderOf(target);
  return existsSync(own) ? readdirSync(own).map((name) => readFileSync(join(own, name))) : [];
}

/** Keeps an input for good. @returns the file it is kept in */
export function keepInCorpus(target: string, input: Buffer): string {
  const own = folderOf(target);
  mkdirSync(own, { recursive: true });
  const path = join(own, createHash('sha256').update(input).digest('hex').slice(0, 16));
  writeFileSync(path, input);
  return path;
}
