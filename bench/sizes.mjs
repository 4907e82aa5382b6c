// @ts-check
// Packages the extension and weighs it.
import { execSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const limitBytes = 2 * 1024 * 1024;

// Its own output would drown the figures; where it fails, the error holds it.
execSync('npm run package', { cwd: root, stdio: 'pipe' });

const files = [
  ...scriptsIn('dist'),
  ...scriptsIn('dist/webview'),
  'dist/sql-wasm.wasm',
  'leverage-record.vsix',
];
const sizeOf = (/** @type {string} */ file) => fs.statSync(path.join(root, file)).size;
const vsix = sizeOf('leverage-record.vsix');

/** @type {import('./outcome').Outcome} */
const outcome = {
  title: 'Sizes as shipped',
  head: ['file', 'kB'],
  rows: files.map((file) => [file, kilobytes(sizeOf(file))]),
  goals: [
    {
      name: 'size of the VSIX',
      figure: `${kilobytes(vsix)} kB`,
      limit: `≤ ${kilobytes(limitBytes)} kB`,
      met: vsix <= limitBytes,
    },
  ],
  notes: ['Minified, without source maps; 1 kB is 1,024 bytes. The VSIX is compressed.'],
};
fs.writeFileSync(process.env.BENCH_OUTCOME ?? '/dev/stdout', JSON.stringify(outcome));

/** @param {string} folder */
function scriptsIn(folder) {
  const names = fs.readdirSync(path.join(root, folder)).filter((name) => /\.(?:js|css)$/u.test(name));
  return names.map((name) => `${folder}/${name}`);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return (bytes / 1024).toLocaleString('en-US', { maximumFractionDigits: 1, minimumFractionDigits: 1 });
}
