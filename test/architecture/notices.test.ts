import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The notices of the whole command line and of the pages, made as at packaging, without writing a bundle. */
const program = `
  import { build } from 'esbuild';
  import { bundledPackages } from './scripts/release/bundledPackages.mjs';
  import { thirdPartyNotices } from './scripts/release/thirdPartyNotices.mjs';
  const { metafile } = await build({
    entryPoints: ['src/cli.ts'], bundle: true, platform: 'node', write: false, metafile: true, logLevel: 'error',
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  });
  const pages = await build({
    entryPoints: ['webview/report/main.ts', 'webview/record/main.ts', 'webview/history/main.ts'], bundle: true, format: 'iife', outdir: 'out',
    write: false, metafile: true, logLevel: 'error',
  });
  const packages = bundledPackages(process.cwd(), [metafile, pages.metafile], ['node_modules/sql.js/dist/sql-wasm.wasm']);
  console.log(JSON.stringify({ packages, notices: thirdPartyNotices(packages) }));
`;

interface Made {
  readonly packages: readonly {
    readonly name: string;
    readonly license: string;
    readonly licenseText: string;
  }[];
  readonly notices: string;
}

describe('the notices of third parties', () => {
  let made: Made;
  before(() => {
    made = JSON.parse(
      execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' }),
    );
  });

  it('name every package that a bundle has something of, with its licence', () => {
    const names = made.packages.map(({ name }) => name);
    for (const name of ['sql.js', 'zod', 'lit-html', 'd3-scale']) {
      assert.ok(names.includes(name), `${name} is missing among ${names.join(', ')}`);
    }
    for (const { name, licenseText } of made.packages) {
      assert.match(licenseText, /copyright/i, name);
      assert.ok(made.notices.includes(licenseText), name);
    }
  });

  it('name nothing that only builds or tests', () => {
    const names = new Set(made.packages.map(({ name }) => name));
    for (const tool of ['esbuild', 'mocha', 'typescript', 'playwright-core', 'fast-check']) {
      assert.ok(existsSync(join('node_modules', tool)) && !names.has(tool), tool);
    }
    assert.ok(names.size < readdirSync('node_modules').length / 4);
  });
});
