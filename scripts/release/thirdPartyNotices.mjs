// @ts-check

const codicons = `Visual Studio Code - Codicons (icons drawn in the pages)
Copyright (c) Microsoft Corporation
Creative Commons Attribution 4.0 International
https://creativecommons.org/licenses/by/4.0/`;

/**
 * What the licences of bundled packages ask to go with them.
 *
 * @param {readonly import('./bundledPackages.mjs').BundledPackage[]} packages
 */
export function thirdPartyNotices(packages) {
  const rule = '-'.repeat(80);
  const entries = packages.map(
    ({ name, version, license, licenseText }) => `${name} ${version} (${license})\n\n${licenseText}`,
  );
  return [
    'Leverage Record contains the following third-party software.',
    ...entries,
    'SQLite (within sql.js)\n\nIn the public domain.',
    codicons,
  ]
    .join(`\n\n${rule}\n\n`)
    .concat('\n');
}
