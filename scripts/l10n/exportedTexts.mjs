// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { format } from 'prettier';

/** The command line speaks English only; see CONTRIBUTING.md. */
const english = /^src\/cli(?:\.ts$|\/)/;

const l10nImport = "import * as l10n from '@vscode/l10n';\n";

/**
 * Every text that the sources put into words by `l10n.t`, as `l10n/bundle.l10n.json` holds them.
 *
 * @param {string} root of the project
 */
export async function exportedTexts(root) {
  const sources = ['src', 'webview']
    .flatMap((folder) => sourcesUnder(root, folder))
    .filter((each) => !english.test(each))
    .map((each) => fs.readFileSync(path.join(root, each), 'utf8'))
    .filter((source) => source.includes('l10n.t('));
  // As one file: the exporter compiles its questions anew for each import of each file, a tenth of a second each. Some
  // sources don't import `l10n` but take it as a parameter, since they also write what is published.
  const whole = l10nImport + sources.map((source) => source.replace(l10nImport, '')).join('\n');
  const texts = await getL10nJson([{ extension: '.ts', contents: whole }]);
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
