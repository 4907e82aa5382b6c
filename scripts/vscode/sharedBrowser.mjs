// @ts-check
// One browser for the windows of one VS Code after the other: its start is a quarter of the work of a window's.
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { freePort, windowOrigin } from './standInServer.mjs';
import { startWindowBrowser } from './windowBrowser.mjs';

// All that a page can keep, and none of what the browser compiled.
const stored = 'cookies,local_storage,indexeddb,websql,service_workers,cache_storage,file_systems';

/**
 * Starts a browser that opens windows for whoever asks, one VS Code at a time.
 *
 * @param {string} installation where what browsers compiled is kept
 * @returns {Promise<{ place: import('./sharedWindow.mjs').SharedBrowserPlace, close: () => Promise<void> }>}
 */
export async function startSharedBrowser(installation) {
  const temporaryDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'stand-in-browser-'));
  const serverPort = await quietPort();
  const debuggingPort = (await freePort(0)) ?? 0;
  const { context, close } = await startWindowBrowser({
    installation,
    profile: path.join(temporaryDirectory, 'profile'),
    temporaryDirectory,
    serverPort,
    debuggingPort: String(debuggingPort),
    windowSize: undefined,
  });
  const socket = path.join(temporaryDirectory, 'windows.sock');
  const windows = new Windows(context);
  const server = http.createServer((request, response) => void windows.answer(request, response));
  await new Promise((resolve) => {
    server.listen(socket, () => resolve(undefined));
  });
  return {
    place: { socket, serverPort, debuggingPort },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await close();
      fs.rmSync(temporaryDirectory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * A free port that stays free while no server has it: systems take those of outgoing connections from above.
 *
 * @returns {Promise<number>}
 */
async function quietPort() {
  const wanted = 20_000 + Math.floor(Math.random() * 10_000);
  return (await freePort(wanted)) ?? quietPort();
}

/** The windows of one VS Code; its profile is told by the folder of its user data. */
class Windows {
  /** @type {string | undefined} whose storage is in the browser */
  #profile;
  #asked = 0;
  /** The number of the request whose window is open; 0 for none. */
  #opened = 0;
  /** One request after the other. */
  #previous = Promise.resolve();

  /** @param {import('playwright-core').BrowserContext} context */
  constructor(context) {
    this.context = context;
  }

  /**
   * A POST opens a window; its answer ends with the reason when the page crashes, and the window is closed when whoever
   * asked is gone. A DELETE closes it and is answered once it is closed.
   *
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async answer(request, response) {
    if (request.method === 'POST') {
      const wanted = JSON.parse(await text(request));
      const number = (this.#asked += 1);
      response.once('close', () => void this.#next(() => this.#left(number)).catch(() => undefined));
      await this.#next(() => this.#open(number, wanted, response)).catch((error) => {
        response.writeHead(500).end(String(error));
      });
    } else {
      await this.#next(() => this.#close());
      response.end();
    }
  }

  /** @param {() => Promise<unknown>} work */
  async #next(work) {
    const done = this.#previous.then(work);
    this.#previous = done.then(
      () => undefined,
      () => undefined,
    );
    await done;
  }

  /**
   * @param {number} number
   * @param {{ address: string, profile: string }} wanted
   * @param {import('node:http').ServerResponse} response
   */
  async #open(number, { address, profile }, response) {
    const page = await this.#close();
    this.#opened = number;
    if (profile !== this.#profile) {
      const devTools = await this.context.newCDPSession(page);
      await devTools.send('Storage.clearDataForOrigin', {
        origin: windowOrigin,
        storageTypes: stored,
      });
      await devTools.detach();
      this.#profile = profile;
    }
    page.once('crash', () => response.end('The workbench page crashed.'));
    await page.goto(address);
    response.writeHead(200);
    response.flushHeaders();
  }

  /** @param {number} number */
  async #left(number) {
    if (number === this.#opened) {
      await this.#close();
    }
  }

  /** Closes all windows. @returns an empty page, without which the browser would end */
  async #close() {
    this.#opened = 0;
    const windows = this.context.pages();
    const page = await this.context.newPage();
    for (const window of windows) {
      await window.close();
    }
    return page;
  }
}
