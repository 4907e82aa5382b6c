// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { format } from 'prettier';

/** The command line speaks English only; see CONTRIBUTING.md. */
const english = /^src\/cli(?:\.ts$|\/)/;

/**
 * Every text that the sources put into words by `l10n.t`, as `l10n/bundle.l10n.json` holds them.
 *
 * @param {string} root of the project
 */
export async function exportedTexts(root) {
  const paths = ['src', 'webview'].flatMap((folder) => sourcesUnder(root, folder));
  const texts = await getL10nJson(
    paths
      .filter((each) => !english.test(each))
      .map((each) => fs.readFileSync(path.join(root, each), 'utf8'))
      .filter((source) => source.includes('l10n.t('))
      // Some take `l10n` as a parameter, since they also write what is published.
      .map((source) => ({ extension: '.ts', contents: `import * as l10n from '@vscode/l10n';\n${source}` })),
  );
  const sorted = Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return format(JSON.stringify(sorted), { parser: 'json', printWidth: 110 });
}

/**
 * @param {string} root
 * @param {string} folder
 */
function sourcesUnder(root, folder) {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')));
}
