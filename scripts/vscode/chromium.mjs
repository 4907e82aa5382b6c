// @ts-check
import fs from 'node:fs';
import { canInstallDebianPackages, installDebianPackages } from './debianPackages.mjs';
import { NextStepError } from './nextStepError.mjs';
import { findOnPath } from './runProgram.mjs';

const namesOnPath = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];

const knownPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Finds an installed browser of the Chromium family; the variable CHROMIUM names another.
 *
 * @returns {string | undefined} its absolute path
 */
export function findChromium() {
  const named = process.env.CHROMIUM;
  if (named) {
    return named;
  }
  for (const name of namesOnPath) {
    const found = findOnPath(name);
    if (found) {
      return found;
    }
  }
  return knownPlaces.find((place) => fs.existsSync(place));
}

/**
 * Finds a browser, or installs Debian's where that is possible.
 *
 * @returns {Promise<string>}
 * @throws {NextStepError}
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found) {
    return found;
  }
  if (canInstallDebianPackages()) {
    // Without a font of its own a bare machine draws boxes for letters.
    await installDebianPackages(['chromium', 'fonts-dejavu-core']);
  }
  const installed = findChromium();
  if (!installed) {
    throw new NextStepError(
      'No Chromium, Chrome or Edge found. Install one (Debian: sudo apt-get install chromium fonts-dejavu-core) or name it in the variable CHROMIUM.',
    );
  }
  return installed;
}
