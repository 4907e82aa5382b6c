// Builds what ships: the extension, its workers, the command line and the two pages.
import { copyFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { context } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'info',
  legalComments: 'none',
};
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  outdir: 'dist',
  external: ['vscode'],
  // Its main file asks for its parts in a way that a bundle can't hold.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
};

const builds = [
  { ...node, entryPoints: { extension: 'src/extension.ts', snapshotWorker: 'src/store/snapshotWorker.ts' } },
  {
    ...node,
    entryPoints: {
      scanWorker: 'src/agents/scanWorker.ts',
      transcriptWorker: 'src/agents/transcriptWorker.ts',
    },
  },
  { ...node, entryPoints: { cli: 'src/cli.ts' }, banner: { js: '#!/usr/bin/env node' } },
  {
    ...shared,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    outdir: 'dist/webview',
    entryPoints: { report: 'webview/report/main.ts', record: 'webview/record/main.ts' },
  },
];

if (production && existsSync('dist')) {
  await rm('dist', { recursive: true });
}
for (const options of builds) {
  const build = await context(options);
  if (watch) {
    await build.watch();
  } else {
    await build.rebuild();
    await build.dispose();
  }
}
await copyFile('node_modules/sql.js/dist/sql-wasm.wasm', 'dist/sql-wasm.wasm');
