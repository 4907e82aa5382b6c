// Builds what ships: the extension, its workers, the command line and the pages.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { context } from 'esbuild';
import { commonJsParts } from './scripts/build/commonJsParts.mjs';
import { plainElements } from './scripts/build/plainElements.mjs';
import { bundledPackages } from './scripts/release/bundledPackages.mjs';
import { thirdPartyNotices } from './scripts/release/thirdPartyNotices.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'info',
  // The licences go into one file beside the bundles.
  legalComments: 'none',
  metafile: true,
};
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  outdir: 'dist',
  external: ['vscode'],
  // Its main file asks for its parts in a way that a bundle can't hold.
  alias: {
    'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
    // Its other build reads bundles from files and the network, which nothing here does.
    '@vscode/l10n': '@vscode/l10n/dist/browser.js',
  },
};

/** The server has a bundle of its own: parts that it shared with short commands would grow for it. */
const mcpApart = {
  name: 'mcpApart',
  setup(build) {
    build.onResolve({ filter: /\/mcp\/serveTools$/ }, () => ({ path: './mcpServer.js', external: true }));
  },
};

const builds = [
  {
    ...node,
    entryPoints: { extension: 'src/extension.ts' },
    chunkNames: 'extension-[hash]',
    sourcemap: production ? false : 'inline',
    plugins: [commonJsParts],
  },
  { ...node, entryPoints: { snapshotWorker: 'src/store/snapshot/snapshotWorker.ts' } },
  { ...node, entryPoints: { recordFileWorker: 'src/editor/importing/recordFileWorker.ts' } },
  {
    ...node,
    entryPoints: {
      scanWorker: 'src/agents/scanning/scanWorker.ts',
      transcriptWorker: 'src/agents/threads/transcriptWorker.ts',
    },
  },
  {
    ...node,
    entryPoints: { commandLine: 'src/cli.ts' },
    chunkNames: 'commandLine-[hash]',
    sourcemap: production ? false : 'inline',
    plugins: [commonJsParts, mcpApart],
  },
  { ...node, entryPoints: { uninstalled: 'src/extension/uninstalled.ts' } },
  { ...node, entryPoints: { mcpServer: 'src/cli/mcp/serveTools.ts' } },
  {
    ...node,
    entryPoints: { cli: 'src/cli/launcher.ts' },
    // For Nodes of any age, which are then named as too old.
    target: 'es2015',
    external: ['./commandLine.js'],
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...shared,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    outdir: 'dist/webview',
    entryPoints: {
      report: 'webview/report/main.ts',
      record: 'webview/record/main.ts',
      timeline: 'webview/record/timeline/main.ts',
      chartCopier: 'webview/charts/copier/main.ts',
      history: 'webview/history/main.ts',
    },
    plugins: [plainElements],
  },
];

if (production && existsSync('dist')) {
  await rm('dist', { recursive: true });
}
const metafiles = [];
for (const options of builds) {
  const build = await context(options);
  if (watch) {
    await build.watch();
  } else {
    metafiles.push((await build.rebuild()).metafile);
    await build.dispose();
  }
}
const wasm = 'node_modules/sql.js/dist/sql-wasm.wasm';
await copyFile(wasm, 'dist/sql-wasm.wasm');

if (production) {
  const packages = bundledPackages(import.meta.dirname, metafiles, [wasm]);
  mkdirSync('out', { recursive: true });
  writeFileSync('out/bundledPackages.json', JSON.stringify(packages));
  writeFileSync('dist/ThirdPartyNotices.txt', thirdPartyNotices(packages));
}
