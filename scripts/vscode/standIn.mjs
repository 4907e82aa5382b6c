#!/usr/bin/env node
// @ts-check
// Stands in for the desktop `code` executable where VS Code cannot be downloaded: takes the same
// arguments, runs code-server with a headless browser, and exits with the test run's exit code.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NextStepError, runScript } from './nextStepError.mjs';
import { exitCode } from './runProgram.mjs';
import { openSharedWindow, sharedBrowserPlace } from './sharedWindow.mjs';
import { parseStandInArguments } from './standInArguments.mjs';
import { findStandIn } from './standInInstallation.mjs';
import { spawnServerCommand, startServer, windowOrigin, workbenchAddress } from './standInServer.mjs';
import { linkTestedExtensions } from './testedExtensions.mjs';

await runScript(async () => {
  const installation = findStandIn();
  if (!installation) {
    throw new NextStepError('The VS Code stand-in is not installed. Run `npm test` or `npm start` once.');
  }
  const args = parseStandInArguments(process.argv.slice(2));
  if (args.version) {
    const product = JSON.parse(
      fs.readFileSync(path.join(installation.codeServer, 'lib/vscode/product.json'), 'utf8'),
    );
    console.log(`${product.version}\n${product.commit}\n${process.arch}`);
    return;
  }
  const temporaryDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'stand-in-'));
  const options = {
    installation,
    temporaryDirectory,
    builtInExtensions: linkTestedExtensions(installation),
    development: args.developmentPaths.length > 0 || args.testsPath !== undefined,
    userDataDirectory: args.userDataDirectory ?? path.join(temporaryDirectory, 'user-data'),
    extensionsDirectory: args.extensionsDirectory ?? path.join(temporaryDirectory, 'extensions'),
    trustsEverything: args.trustsEverything,
    ...(args.logLevel ? { logLevel: args.logLevel } : {}),
  };
  try {
    if (args.extensionsToInstall.length > 0 || args.listExtensions) {
      const install = args.extensionsToInstall.flatMap((extension) => ['--install-extension', extension]);
      const list = args.listExtensions ? ['--list-extensions'] : [];
      process.exitCode = Number(
        await exitCode(spawnServerCommand(options, [...install, ...list, '--force'])),
      );
    } else {
      process.exitCode = await runWindow(options, args);
    }
  } finally {
    fs.rmSync(temporaryDirectory, { recursive: true, force: true, maxRetries: 5 });
  }
  // Sockets of a browser that hangs must not keep the process alive.
  process.exit();
});

/**
 * Runs server and window until the test run, the window or the caller ends.
 *
 * @param {import('./standInServer.mjs').ServerOptions} options
 * @param {import('./standInArguments.mjs').StandInArguments} args
 * @returns {Promise<number>} the exit code
 */
async function runWindow(options, args) {
  const caller = callerEnds();
  const shared = sharedBrowserPlace();
  const server = await startServer({ ...options, ...(shared && { port: shared.serverPort }) });
  try {
    const address = workbenchAddress(windowOrigin, args);
    const window = await (shared
      ? openSharedWindow(shared, { address, profile: options.userDataDirectory })
      : openOwn(options, args, address, server.port));
    try {
      const end = await Promise.race([window.ended, caller, server.ended]);
      return typeof end === 'number' ? end : reported(end);
    } finally {
      await window.close();
    }
  } finally {
    await server.stop();
  }
}

/**
 * @param {import('./standInServer.mjs').ServerOptions} options
 * @param {import('./standInArguments.mjs').StandInArguments} args
 * @param {string} address
 * @param {number} serverPort
 */
async function openOwn(options, args, address, serverPort) {
  // Loaded for it alone: the library that drives browsers takes half a second.
  const { openOwnWindow } = await import('./ownWindow.mjs');
  const browser = {
    installation: options.installation.folder,
    profile: path.join(options.userDataDirectory, 'stand-in-browser'),
    temporaryDirectory: options.temporaryDirectory,
    serverPort,
    debuggingPort: args.debuggingPort,
    windowSize: args.windowSize,
  };
  return openOwnWindow(browser, address, args.testsPath !== undefined);
}

/**
 * Resolves when the caller asks to end, or has ended without asking.
 *
 * @returns {Promise<number>}
 */
function callerEnds() {
  const caller = process.ppid;
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => resolve(130));
    }
    setInterval(() => {
      if (process.ppid !== caller) {
        resolve(1);
      }
    }, 500).unref();
  });
}

/** @param {string} reason */
function reported(reason) {
  console.error(reason);
  return 1;
}
