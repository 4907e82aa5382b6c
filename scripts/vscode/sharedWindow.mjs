// @ts-check
import http from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * Where a VS Code that is started finds a browser for its windows.
 *
 * @typedef {object} SharedBrowserPlace
 * @property {string} socket takes requests for windows
 * @property {number} serverPort where the windows expect their server
 * @property {number} debuggingPort
 */

/** @returns {SharedBrowserPlace | undefined} that of the variable STAND_IN_BROWSER; without one a window has its own */
export function sharedBrowserPlace() {
  const place = process.env.STAND_IN_BROWSER;
  return place ? JSON.parse(place) : undefined;
}

/**
 * Opens a window in a browser that `startSharedBrowser` started.
 *
 * @param {SharedBrowserPlace} place
 * @param {{ address: string, profile: string }} wanted
 * @returns {Promise<import('./ownWindow.mjs').OpenWindow>}
 */
export async function openSharedWindow({ socket }, wanted) {
  const answer = await asked(socket, 'POST', JSON.stringify(wanted));
  const ended = text(answer).catch(() => 'The browser ended.');
  if (answer.statusCode !== 200) {
    throw new Error(await ended);
  }
  return {
    ended,
    close: async () => {
      await asked(socket, 'DELETE', '');
    },
  };
}

/**
 * @param {string} socketPath
 * @param {string} method
 * @param {string} body
 * @returns {Promise<import('node:http').IncomingMessage>} once its head is there
 */
function asked(socketPath, method, body) {
  return new Promise((resolve, reject) => {
    http.request({ socketPath, method }, resolve).once('error', reject).end(body);
  });
}
