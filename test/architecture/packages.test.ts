import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { plainElements } from '../../scripts/build/plainElements.mjs';
import { filesUnder, projectRoot, textOf } from './projectFiles';

const sources = ['src', 'webview'].flatMap((folder) => filesUnder(folder, '.ts'));

/** 1 kB is 1,024 bytes. */
const mostKB = 160;

describe('The packages that are bundled', () => {
  it('have the small build of zod in them, without the words of all its languages, which its object `z` drags along', () => {
    const importers = sources.filter((path) => textOf(path).includes("from 'zod"));
    assert.ok(importers.length > 0);
    const dragging = importers.filter(
      (path) => !/^import (\* as z|\{ config \}|type \{[^}]+\}) from 'zod\/mini';$/m.test(textOf(path)),
    );
    assert.deepEqual(dragging, []);
  });

  it('have no container of FAST in a page, which a button asks for nothing', async () => {
    const { metafile } = await build({
      absWorkingDir: projectRoot,
      entryPoints: ['webview/record/main.ts', 'webview/report/main.ts', 'webview/history/main.ts'],
      bundle: true,
      write: false,
      outdir: 'built',
      format: 'iife',
      metafile: true,
      logLevel: 'silent',
      plugins: [plainElements],
    });
    const shipped = Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    );
    assert.ok(shipped.some((path) => path.endsWith('fast-foundation/dist/esm/button/button.js')));
    assert.deepEqual(
      shipped.filter((path) => /fast-foundation\/dist\/esm\/(di|design-system)\//.test(path)),
      [],
    );
  });
});

describe('The script of the record page', () => {
  it(`is at most ${mostKB} kB, as it is loaded each time the page is opened`, async () => {
    const { outputFiles } = await build({
      absWorkingDir: projectRoot,
      entryPoints: ['webview/record/main.ts'],
      bundle: true,
      minify: true,
      write: false,
      outdir: 'built',
      format: 'iife',
      target: 'es2022',
      legalComments: 'none',
      logLevel: 'silent',
      plugins: [plainElements],
    });
    const sizes = outputFiles.flatMap(({ path, contents }) =>
      path.endsWith('.js') ? [contents.length] : [],
    );
    assert.equal(sizes.length, 1);
    assert.ok(
      sizes.every((size) => size > 0 && size <= mostKB * 1024),
      `${sizes.join(', ')} bytes`,
    );
  });
});
