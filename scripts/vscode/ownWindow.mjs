// @ts-check
import { format } from 'node:util';
import { startWindowBrowser } from './windowBrowser.mjs';

// Lines that the workbench itself writes on each start and that say nothing about a test run.
const workbenchNoise =
  /^(Ignoring fetching additional builtin|Updating additional builtin|Resolv(ing|ed) connection token|Creating a socket|\[reconnection-grace-time\]|\[Service Worker\]|\[AgentHost|\[RemoteAgentHost|\[AccountPolicyGate\]|\[chat-stt\]|Timed out waiting for authentication provider|%c?\s*(INFO|WARN))/;

/**
 * @typedef {object} OpenWindow
 * @property {Promise<number | string>} ended the exit code of a test run or of a closed window, or the reason why there
 * is none
 * @property {() => Promise<void>} close
 */

/**
 * Opens a window in a browser of its own.
 *
 * @param {import('./windowBrowser.mjs').BrowserOptions} options
 * @param {string} address
 * @param {boolean} runsTests
 * @returns {Promise<OpenWindow>}
 */
export async function openOwnWindow(options, address, runsTests) {
  const { context, close } = await startWindowBrowser(options);
  try {
    /** @type {Promise<number>} */
    const testsEnd = new Promise((resolve) => {
      void context.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => resolve(code));
    });
    await context.exposeFunction('codeAutomationLog', printLog);
    const page = context.pages()[0] ?? (await context.newPage());
    /** @type {Promise<number | string>} */
    const windowEnds = new Promise((resolve) => {
      page.once('crash', () => resolve('The workbench page crashed.'));
      page.once('close', () => resolve(runsTests ? 'The workbench page closed.' : 0));
    });
    await page.goto(address);
    return { ended: Promise.race([testsEnd, windowEnds]), close };
  } catch (error) {
    await close();
    throw error;
  }
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
