// @ts-check
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { keepBrowserCache, takeBrowserCache } from './browserCache.mjs';
import { findChromium } from './chromium.mjs';
import { NextStepError } from './nextStepError.mjs';
import { windowOrigin } from './standInServer.mjs';

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

const patienceMs = 3_000;

/**
 * @typedef {object} BrowserOptions
 * @property {string} installation where what browsers compiled is kept
 * @property {string} profile the folder of the browser's user data
 * @property {string} temporaryDirectory
 * @property {number} serverPort where the server of the windows answers
 * @property {string | undefined} debuggingPort
 * @property {string | undefined} windowSize `width,height`
 */

/**
 * Starts a headless browser for windows of the stand-in.
 *
 * @param {BrowserOptions} options
 * @returns {Promise<{ context: import('playwright-core').BrowserContext, close: () => Promise<void> }>}
 */
export async function startWindowBrowser(options) {
  const { installation, profile } = options;
  const generation = takeBrowserCache(installation, profile);
  const context = await launch(options);
  try {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: windowOrigin });
  } catch (error) {
    await context.close();
    throw error;
  }
  const close = async () => {
    const closed = context.close().then(() => true);
    if (await Promise.race([closed, wait(patienceMs, false)]).catch(() => false)) {
      keepBrowserCache(installation, profile, generation + 1);
    }
  };
  return { context, close };
}

/** @param {BrowserOptions} options */
function launch({ profile, temporaryDirectory, serverPort, debuggingPort, windowSize }) {
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
      XDG_CONFIG_HOME: path.join(temporaryDirectory, 'browser-config'),
      XDG_CACHE_HOME: path.join(temporaryDirectory, 'browser-cache'),
    },
    args: [
      ...browserArguments,
      `--host-resolver-rules=MAP vscode.localhost 127.0.0.1:${serverPort}`,
      `--window-size=${windowSize ?? '1280,800'}`,
      ...(debuggingPort ? [`--remote-debugging-port=${debuggingPort}`] : []),
    ],
  });
}
