// @ts-check
import path from 'node:path';
import { parseArgs } from 'node:util';

/**
 * @typedef {object} StandInArguments
 * @property {string | undefined} open the folder or .code-workspace file to open
 * @property {readonly string[]} developmentPaths
 * @property {string | undefined} testsPath
 * @property {string | undefined} userDataDirectory
 * @property {string | undefined} extensionsDirectory
 * @property {string | undefined} debuggingPort
 * @property {string | undefined} windowSize `width,height`
 * @property {string | undefined} logLevel
 * @property {readonly string[]} extensionsToInstall
 * @property {boolean} listExtensions
 * @property {boolean} trustsEverything
 * @property {boolean} version
 */

const text = /** @type {const} */ ({ type: 'string' });
const texts = /** @type {const} */ ({ type: 'string', multiple: true });
const flag = /** @type {const} */ ({ type: 'boolean' });

/**
 * Understands what test runners and our journeys pass to desktop VS Code. Other arguments, such as
 * --no-sandbox, concern Electron alone and are let through without effect.
 *
 * @param {readonly string[]} args
 * @returns {StandInArguments}
 */
export function parseStandInArguments(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: texts,
      extensionTestsPath: text,
      'user-data-dir': text,
      'extensions-dir': text,
      'remote-debugging-port': text,
      'window-size': text,
      'install-extension': texts,
      'list-extensions': flag,
      'disable-workspace-trust': flag,
      'folder-uri': text,
      log: text,
      version: flag,
    },
  });
  const folderUri = string(values['folder-uri']);
  const open = folderUri ? new URL(folderUri).pathname : positionals[0];
  return {
    open: absolute(open),
    developmentPaths: strings(values.extensionDevelopmentPath).map((folder) => path.resolve(folder)),
    testsPath: absolute(string(values.extensionTestsPath)),
    userDataDirectory: absolute(string(values['user-data-dir'])),
    extensionsDirectory: absolute(string(values['extensions-dir'])),
    debuggingPort: string(values['remote-debugging-port']),
    windowSize: string(values['window-size']),
    logLevel: string(values.log),
    extensionsToInstall: strings(values['install-extension']),
    listExtensions: values['list-extensions'] === true,
    trustsEverything: values['disable-workspace-trust'] === true,
    version: values.version === true,
  };
}

/** @param {string | undefined} file */
function absolute(file) {
  return file === undefined ? undefined : path.resolve(file);
}

/** @param {unknown} value */
function string(value) {
  return typeof value === 'string' ? value : undefined;
}

/** @param {unknown} value */
function strings(value) {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
