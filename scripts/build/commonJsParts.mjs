// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { transform } from 'esbuild';

/**
 * Writes an entry that is split at its `import()`s as CommonJS: esbuild splits ECMAScript modules only, and VS Code
 * loads an extension's CommonJS fastest. What several parts share stays in one file, so each module is there once.
 *
 * @type {import('esbuild').Plugin}
 */
export const commonJsParts = {
  name: 'commonJsParts',
  setup(build) {
    const { minify, target } = build.initialOptions;
    Object.assign(build.initialOptions, { format: 'esm', splitting: true, write: false });
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const file of outputFiles) {
        const isScript = file.path.endsWith('.js');
        const text = isScript ? await asCommonJs(file.text, { minify, target }) : file.text;
        fs.mkdirSync(path.dirname(file.path), { recursive: true });
        fs.writeFileSync(file.path, text);
      }
    });
  },
};

/**
 * @param {string} text
 * @param {import('esbuild').TransformOptions} options
 */
async function asCommonJs(text, options) {
  const { code } = await transform(text, {
    ...options,
    format: 'cjs',
    platform: 'node',
    // Becomes `require`, which needs no second loader.
    supported: { 'dynamic-import': false },
    sourcemap: text.includes('//# sourceMappingURL=data:') ? 'inline' : false,
    logLevel: 'error',
  });
  return code;
}
