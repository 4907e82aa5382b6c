import { chromium, type Browser } from 'playwright-core';
import { ensureChromium } from '../../scripts/vscode/chromium.mjs';

/**
 * Whether this process is a worker of mocha, which runs file after file. What they share ends with the worker: when a
 * process exits, Playwright kills its browsers.
 */
export const isWorker = process.env['MOCHA_WORKER_ID'] !== undefined;
let ofWorker: Promise<Browser> | undefined;

/** A browser for a file of tests; in a worker, one for all its files, whose contexts keep them apart. */
export function openBrowser(): Promise<Browser> {
  return isWorker ? (ofWorker ??= launch()) : launch();
}

export async function leaveBrowser(browser: Browser): Promise<void> {
  if (!isWorker) {
    await browser.close();
  }
}

async function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}
