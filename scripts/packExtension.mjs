// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { runQuietly } from './vscode/runProgram.mjs';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Compiles and packs the extension as it is published, unless the variable PACKED_EXTENSION names it: packing makes
 * `dist` anew, from which others may be running.
 *
 * @returns {Promise<string>} the VSIX
 */
export async function packExtension() {
  const packed = process.env.PACKED_EXTENSION;
  if (packed) {
    return packed;
  }
  const vsix = path.join(root, 'out/packed/leverage-record.vsix');
  fs.mkdirSync(path.dirname(vsix), { recursive: true });
  console.log('Packing the extension …');
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const args = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    vsix,
  ];
  await runQuietly(process.execPath, [vsce, ...args], { cwd: root });
  return vsix;
}
