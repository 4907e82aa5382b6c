#!/usr/bin/env node
// @ts-check
// Stands in for the desktop `code` executable where VS Code cannot be downloaded: takes the same
// arguments, runs code-server with a headless browser, and exits with the test run's exit code.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { keepBrowserCache, takeBrowserCache } from './browserCache.mjs';
import { findChromium } from './chromium.mjs';
import { NextStepError, runScript } from './nextStepError.mjs';
import { exitCode } from './runProgram.mjs';
import { parseStandInArguments } from './standInArguments.mjs';
import { findStandIn } from './standInInstallation.mjs';
import { spawnServerCommand, startServer, workbenchAddress } from './standInServer.mjs';

const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A second window in front must not put the first one's timers to sleep.
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

// The same in each run whatever the port, since what a browser compiled is kept by address.
const origin = 'http://vscode.localhost:8000';

// Lines that the workbench itself writes on each start and that say nothing about a test run.
const workbenchNoise =
  /^(Ignoring fetching additional builtin|Updating additional builtin|Resolv(ing|ed) connection token|Creating a socket|\[reconnection-grace-time\]|\[Service Worker\]|\[AgentHost|\[RemoteAgentHost|\[AccountPolicyGate\]|%c?\s*(INFO|WARN))/;

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
 * Runs server and browser until the test run, the window or the caller ends.
 *
 * @param {import('./standInServer.mjs').ServerOptions} options
 * @param {import('./standInArguments.mjs').StandInArguments} args
 * @returns {Promise<number>} the exit code
 */
async function runWindow(options, args) {
  const caller = callerEnds();
  const server = await startServer(options);
  const profile = path.join(options.userDataDirectory, 'stand-in-browser');
  const { folder } = options.installation;
  const generation = takeBrowserCache(folder, profile);
  const browser = await startBrowser(options, args, profile, server.port);
  try {
    await browser.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    /** @type {Promise<number>} */
    const testsEnd = new Promise((resolve) => {
      void browser.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => resolve(code));
    });
    await browser.exposeFunction('codeAutomationLog', printLog);
    const page = browser.pages()[0] ?? (await browser.newPage());
    /** @type {Promise<number | string>} the exit code, or the reason why there is none */
    const windowEnds = new Promise((resolve) => {
      page.once('crash', () => resolve('The workbench page crashed.'));
      page.once('close', () => resolve(args.testsPath ? 'The workbench page closed.' : 0));
    });
    await page.goto(workbenchAddress(origin, args));
    const end = await Promise.race([testsEnd, windowEnds, caller, server.ended]);
    return typeof end === 'number' ? end : reported(end);
  } finally {
    const closed = browser.close().then(() => true);
    if (await Promise.race([closed, wait(3_000, false)]).catch(() => false)) {
      keepBrowserCache(folder, profile, generation + 1);
    }
    await server.stop();
  }
}

/**
 * @param {import('./standInServer.mjs').ServerOptions} options
 * @param {import('./standInArguments.mjs').StandInArguments} args
 * @param {string} profile
 * @param {number} port where the server answers
 */
function startBrowser(options, args, profile, port) {
  const executablePath = findChromium();
  if (!executablePath) {
    throw new NextStepError(
      'The VS Code stand-in needs Chromium; install it or name it in the variable CHROMIUM.',
    );
  }
  return chromium.launchPersistentContext(profile, {
    executablePath,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    viewport: null,
    env: {
      ...process.env,
      XDG_CONFIG_HOME: path.join(options.temporaryDirectory, 'browser-config'),
      XDG_CACHE_HOME: path.join(options.temporaryDirectory, 'browser-cache'),
    },
    args: [
      ...browserArguments,
      `--host-resolver-rules=MAP vscode.localhost 127.0.0.1:${port}`,
      `--window-size=${args.windowSize ?? '1280,800'}`,
      ...(args.debuggingPort ? [`--remote-debugging-port=${args.debuggingPort}`] : []),
    ],
  });
}

/**
 * @param {string} type
 * @param {readonly unknown[]} args printf style, as for console.log
 */
function printLog(type, args) {
  if (workbenchNoise.test(String(args[0]))) {
    return;
  }
  const stream = type === 'error' || type === 'warn' ? process.stderr : process.stdout;
  stream.write(`${format(...args)}\n`);
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
