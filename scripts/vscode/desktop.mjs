// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { findOnPath } from './runProgram.mjs';

const patienceMs = 5_000;

const installedPlaces = [
  '/usr/share/code/code',
  '/Applications/Visual Studio Code.app/Contents/MacOS/Electron',
  path.join(process.env.LOCALAPPDATA ?? '', 'Programs/Microsoft VS Code/Code.exe'),
];

/** True where a desktop program can open a window, if need be on a virtual display. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

/**
 * @returns {string | undefined} the program itself; the `code` on PATH is a script that returns at once
 */
export function findInstalledDesktop() {
  return installedPlaces.find((place) => fs.existsSync(place));
}

/**
 * Downloads VS Code into the cache, unless the first answer takes longer than a few seconds.
 *
 * @returns {Promise<string | undefined>} the executable, or undefined where the download is out of reach
 */
export function downloadDesktop() {
  console.log('Looking for a VS Code to download …');
  const script = path.join(import.meta.dirname, 'downloadDesktop.mjs');
  const download = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve) => {
    /** @type {string | undefined} */
    let executable;
    let output = '';
    const patience = setTimeout(() => download.kill(), patienceMs);
    download.stdout.on('data', (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      if (/^(downloading|foundMatchingInstall)/m.test(output)) {
        clearTimeout(patience);
      }
      if (/^(retrying|failed)/m.test(output)) {
        download.kill();
      }
      executable = /^executable (.+)\n/m.exec(output)?.[1];
      output = output.slice(-4_000);
    });
    download.once('close', () => {
      clearTimeout(patience);
      resolve(executable);
    });
  });
}

/** True where `startVirtualDisplay` can work. */
export function hasVirtualDisplay() {
  return findOnPath('Xvfb') !== undefined;
}

/**
 * Starts an X server that shows nothing.
 *
 * @returns {Promise<{ display: string, stop: () => void }>}
 */
export function startVirtualDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3]?.once('data', (/** @type {Buffer} */ number) => {
      resolve({ display: `:${number.toString().trim()}`, stop: () => server.kill() });
    });
  });
}
