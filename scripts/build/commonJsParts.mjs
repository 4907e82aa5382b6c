// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { build as bundle, transform } from 'esbuild';

/**
 * Writes an entry that is split at its `import()`s as CommonJS: esbuild splits ECMAScript modules only, and VS Code
 * loads an extension's CommonJS fastest. What several parts share is there once. What the entry needs at once is in its
 * own file, since each further file costs a start milliseconds; parts that are loaded later find it there.
 *
 * @type {import('esbuild').Plugin}
 */
export const commonJsParts = {
  name: 'commonJsParts',
  setup(build) {
    const { minify, target, entryPoints } = build.initialOptions;
    const entrySources = Object.values(entryPoints ?? {});
    Object.assign(build.initialOptions, { format: 'esm', splitting: true, write: false, metafile: true });
    build.onEnd(async ({ outputFiles = [], metafile }) => {
      const outputs = metafile?.outputs ?? {};
      const texts = new Map(outputFiles.map((file) => [file.path, file.text]));
      const written = new Map();
      for (const [output, { entryPoint }] of Object.entries(outputs)) {
        if (entryPoint !== undefined && entrySources.includes(entryPoint)) {
          const parts = partsNeededAtOnce(output, outputs);
          written.set(path.resolve(output), await withParts(path.resolve(output), parts, texts));
          parts.forEach((part) => written.set(part, takenFromEntry(path.resolve(output), part)));
        }
      }
      for (const [file, text] of texts) {
        const isScript = file.endsWith('.js');
        const found = written.get(file) ?? text;
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, isScript ? await asCommonJs(found, { minify, target }) : found);
      }
    });
  },
};

/**
 * The files that an output imports, directly or not, other than by `import()`.
 *
 * @param {string} output
 * @param {import('esbuild').Metafile['outputs']} outputs
 * @param {Set<string>} found
 */
function partsNeededAtOnce(output, outputs, found = new Set()) {
  for (const { kind, path: part } of outputs[output]?.imports ?? []) {
    if (kind === 'import-statement' && part in outputs && !found.has(path.resolve(part))) {
      found.add(path.resolve(part));
      partsNeededAtOnce(part, outputs, found);
    }
  }
  return found;
}

/**
 * The entry as one module with its parts, each of which it exports whole under `parts`.
 *
 * @param {string} entry
 * @param {ReadonlySet<string>} parts
 * @param {ReadonlyMap<string, string>} texts
 */
async function withParts(entry, parts, texts) {
  const names = [...parts].map((part) => path.basename(part));
  const whole = [
    `export * from './${path.basename(entry)}';`,
    ...names.map((name, index) => `import * as part${index} from './${name}';`),
    `export const parts = { ${names.map((name, index) => `'${name}': part${index}`).join(', ')} };`,
  ];
  const { outputFiles } = await bundle({
    stdin: { contents: whole.join('\n'), resolveDir: path.dirname(entry) },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    sourcemap: texts.get(entry)?.includes(inlineMap) ? 'inline' : false,
    logLevel: 'error',
    plugins: [
      {
        name: 'writtenParts',
        setup(build) {
          build.onResolve({ filter: /.*/ }, ({ path: name, resolveDir, kind }) => {
            const file = path.resolve(resolveDir, name);
            return kind !== 'dynamic-import' && (file === entry || parts.has(file))
              ? { path: file }
              : { path: name, external: true };
          });
          build.onLoad({ filter: /.*/ }, ({ path: file }) => ({
            contents: texts.get(file) ?? '',
            resolveDir: path.dirname(file),
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}

const inlineMap = '//# sourceMappingURL=data:';

/**
 * @param {string} entry
 * @param {string} part
 */
function takenFromEntry(entry, part) {
  return `module.exports = require('./${path.basename(entry)}').parts['${path.basename(part)}'];`;
}

/**
 * Asks for the editor's API once and uses it as it is. Of a module that is imported whole, each import copies the
 * members, hundreds of them, behind a getter each, which takes longer than all else that a start evaluates.
 *
 * @param {string} text
 */
function withEditorItself(text) {
  /** @type {string[]} */
  const names = [];
  const rest = text.replaceAll(/\bimport\s*\*\s*as\s+([\w$]+)\s+from\s*"vscode";/g, (_, name) => {
    names.push(name);
    return '';
  });
  const [first, ...others] = names;
  const asked = [`${first} = require("vscode")`, ...others.map((name) => `${name} = ${first}`)];
  return first === undefined ? text : `const ${asked.join(', ')};${rest}`;
}

/**
 * @param {string} text
 * @param {import('esbuild').TransformOptions} options
 */
async function asCommonJs(text, options) {
  const { code } = await transform(withEditorItself(text), {
    ...options,
    format: 'cjs',
    platform: 'node',
    // Becomes `require`, which needs no second loader.
    supported: { 'dynamic-import': false },
    sourcemap: text.includes(inlineMap) ? 'inline' : false,
    logLevel: 'error',
  });
  return code;
}
