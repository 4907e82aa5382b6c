// @ts-check
import fs from 'node:fs';
import path from 'node:path';

/** By package, for those that ship without the text of their licence: as its repository has it, in `licences`. */
const licences = new Map([
  ['@vscode/l10n', 'vscode-l10n.txt'],
  ['@microsoft/fast-element', 'fast.txt'],
  ['@microsoft/fast-foundation', 'fast.txt'],
  ['@microsoft/fast-web-utilities', 'fast.txt'],
]);

/**
 * A package of which something is in a bundle.
 *
 * @typedef {object} BundledPackage
 * @property {string} name
 * @property {string} version
 * @property {string} license as its package.json names it
 * @property {string} licenseText
 */

/**
 * The packages that esbuild really put into the bundles, by name: what tree shaking left out is not among them.
 *
 * @param {string} root of the project
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @param {readonly string[]} copied files below node_modules that ship as they are
 * @returns {readonly BundledPackage[]}
 * @throws {Error} where a package has no licence to go with it
 */
export function bundledPackages(root, metafiles, copied) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs: each }) =>
      Object.entries(each).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])),
    ),
  );
  const folders = new Set([...inputs, ...copied].flatMap((input) => packageFolder(input) ?? []));
  return [...folders].sort().map((folder) => described(path.join(root, folder)));
}

/**
 * @param {string} input with forward slashes
 * @returns {string | undefined} the folder of the package, for the innermost of several
 */
export function packageFolder(input) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

/**
 * @param {string} folder
 * @returns {BundledPackage}
 */
function described(folder) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const files = fs.readdirSync(folder);
  const textOf = (/** @type {RegExp} */ pattern) =>
    files
      .filter((each) => pattern.test(each))
      .map((each) => fs.readFileSync(path.join(folder, each), 'utf8').trim());
  const own = textOf(/^(?:licen[cs]e|copying)(?:[.-](?:md|txt|mit))?$/i);
  // A package that was bundled itself names there what is in it.
  const within = textOf(/^(?:third.?party)?.?notices?(?:\.(?:md|txt))?$/i);
  const licenseText = [
    ...(own.length > 0 ? own : [licenseInReadme(folder) || licenseOfRepository(name)]),
    ...within,
  ].join('\n\n');
  if (typeof license !== 'string' || !licenseText) {
    throw new Error(`${name} is bundled, but its licence text was not found in ${folder}.`);
  }
  return { name, version, license, licenseText };
}

/**
 * Some packages keep their licence at the end of the readme.
 *
 * @param {string} folder
 * @returns {string}
 */
function licenseInReadme(folder) {
  const readme = fs.readdirSync(folder).find((each) => /^readme\.md$/i.test(each));
  const text = readme === undefined ? '' : fs.readFileSync(path.join(folder, readme), 'utf8');
  return /^#+ licen[cs]e\s*\n([\s\S]+)/im.exec(text)?.[1]?.trim() ?? '';
}

/**
 * The licence of a package that ships without its text, kept here as its repository has it.
 *
 * @param {string} name
 * @returns {string}
 */
function licenseOfRepository(name) {
  const file = licences.get(name);
  return file === undefined
    ? ''
    : fs.readFileSync(path.join(import.meta.dirname, 'licences', file), 'utf8').trim();
}
