// @ts-check
import { ensureChromium } from './chromium.mjs';
import { canInstallDebianPackages, installDebianPackages } from './debianPackages.mjs';
import {
  downloadDesktop,
  findInstalledDesktop,
  hasDisplay,
  hasVirtualDisplay,
  startVirtualDisplay,
} from './desktop.mjs';
import { ensureStandIn, standInExecutable } from './standInInstallation.mjs';

/**
 * A VS Code that can be started with desktop VS Code's arguments.
 *
 * @typedef {object} RealVSCode
 * @property {string} executable
 * @property {boolean} isStandIn
 * @property {NodeJS.ProcessEnv} env to be added to the environment of what starts it
 * @property {() => void} dispose ends what was started to show it
 */

/**
 * Finds a real VS Code, or gets one: the one named by VSCODE_EXECUTABLE, an installed one, a
 * downloaded one, and where there is neither a display nor a network the stand-in.
 *
 * @returns {Promise<RealVSCode>}
 */
export async function ensureRealVSCode() {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named) {
    return { executable: named, isStandIn: named === standInExecutable, env: {}, dispose: () => {} };
  }
  return (await findDesktop()) ?? (await standIn());
}

/** @returns {Promise<RealVSCode | undefined>} */
async function findDesktop() {
  const installed = hasDisplay() ? findInstalledDesktop() : undefined;
  const executable = installed ?? (await downloadDesktop());
  if (!executable) {
    console.log('VS Code can not be downloaded here; using the stand-in.');
    return undefined;
  }
  if (hasDisplay()) {
    return desktop(executable, {}, () => {});
  }
  if (!hasVirtualDisplay() && canInstallDebianPackages()) {
    await installDebianPackages(['xvfb', 'libgtk-3-0', 'libgbm1', 'libasound2', 'libnss3', 'libxkbfile1']);
  }
  if (!hasVirtualDisplay()) {
    console.log('There is no display and no Xvfb; using the stand-in.');
    return undefined;
  }
  const { display, stop } = await startVirtualDisplay();
  return desktop(executable, { DISPLAY: display }, stop);
}

/**
 * @param {string} executable
 * @param {NodeJS.ProcessEnv} env
 * @param {() => void} dispose
 * @returns {RealVSCode}
 */
function desktop(executable, env, dispose) {
  return { executable, isStandIn: false, env: { ...env, VSCODE_EXECUTABLE: executable }, dispose };
}

/** @returns {Promise<RealVSCode>} */
async function standIn() {
  await ensureStandIn();
  const chromium = await ensureChromium();
  const env = { VSCODE_EXECUTABLE: standInExecutable, CHROMIUM: chromium };
  return { executable: standInExecutable, isStandIn: true, env, dispose: () => {} };
}
