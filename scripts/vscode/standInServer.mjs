// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Where windows are, the same in each run whatever the port, since what a browser compiled is kept by address. */
export const windowOrigin = 'http://vscode.localhost:8000';

const startTimeoutMs = 30_000;
const stopTimeoutMs = 3_000;

// Keeps a run quiet and offline; a profile's own settings win.
const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'terminal.integrated.defaultProfile.linux': 'bash',
};

/**
 * @typedef {object} ServerOptions
 * @property {import('./standInInstallation.mjs').StandInInstallation} installation
 * @property {string} userDataDirectory
 * @property {string} extensionsDirectory
 * @property {number} [port] to answer at; without it the profile's own
 * @property {string} temporaryDirectory for sockets and configuration; removed by its owner
 * @property {string} [builtInExtensions] a folder of them instead of all that VS Code brings along
 * @property {boolean} development for windows with a development extension or a test run
 * @property {boolean} [idleTimeout] false for one that waits for its person as long as it takes
 * @property {boolean} [trustsEverything] false asks the person which folders they trust
 * @property {string} [logLevel]
 */

/**
 * @typedef {object} StandInServer
 * @property {string} origin
 * @property {number} port
 * @property {Promise<string>} ended resolves with the reason when the server ends
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the VS Code server on a free local port and waits until it answers.
 *
 * @param {ServerOptions} options
 * @returns {Promise<StandInServer>}
 */
export async function startServer(options) {
  prepareProfile(options.userDataDirectory);
  const port = options.port ?? (await stablePort(options.userDataDirectory));
  const logFile = path.join(options.userDataDirectory, 'stand-in-server.log');
  const output = fs.openSync(logFile, 'w');
  const server = spawn(
    options.installation.node,
    [options.installation.entry, ...serverArguments(options, port)],
    { env: serverEnvironment(options.temporaryDirectory), stdio: ['ignore', output, output], detached: true },
  );
  fs.closeSync(output);
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    server.once('error', (error) => resolve(error.message));
    server.once('exit', (code, signal) => {
      resolve(`the server ended (${code ?? signal}):\n${fs.readFileSync(logFile, 'utf8').slice(-2000)}`);
    });
  });
  const stop = async () => {
    signalGroup(server.pid, 'SIGTERM');
    await Promise.race([ended, wait(stopTimeoutMs, undefined, { ref: false })]);
    signalGroup(server.pid, 'SIGKILL');
  };
  const failure = await Promise.race([ended, answers(port)]);
  if (failure) {
    await stop();
    throw new Error(`The VS Code server did not start: ${failure}`);
  }
  return { origin: `http://127.0.0.1:${port}`, port, ended, stop };
}

/**
 * Runs code-server's command line, for example to install an extension.
 *
 * @param {ServerOptions} options
 * @param {readonly string[]} args
 */
export function spawnServerCommand(options, args) {
  prepareProfile(options.userDataDirectory);
  const { node, entry } = options.installation;
  return spawn(node, [entry, ...profileArguments(options), ...args], {
    env: serverEnvironment(options.temporaryDirectory),
    stdio: 'inherit',
  });
}

/**
 * The address of a workbench window.
 *
 * @param {string} origin
 * @param {{ open?: string, developmentPaths?: readonly string[], testsPath?: string }} window
 */
export function workbenchAddress(origin, { open, developmentPaths = [], testsPath }) {
  const query = new URLSearchParams();
  if (open) {
    query.set(open.endsWith('.code-workspace') ? 'workspace' : 'folder', open);
  } else {
    query.set('ew', 'true');
  }
  const remote = (/** @type {string} */ file) => origin.replace('http:', 'vscode-remote:') + file;
  const payload = developmentPaths.map((folder) => ['extensionDevelopmentPath', remote(folder)]);
  if (testsPath) {
    payload.push(['extensionTestsPath', remote(testsPath)]);
  }
  if (payload.length > 0) {
    query.set('payload', JSON.stringify(payload));
  }
  return `${origin}/?${query}`;
}

/** @param {string} userDataDirectory */
function prepareProfile(userDataDirectory) {
  const file = path.join(userDataDirectory, 'User/settings.json');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const own = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  fs.writeFileSync(file, JSON.stringify({ ...quietSettings, ...own }, undefined, 2));
}

/**
 * Part of a window's storage lives in the browser by origin, so a re-opened profile keeps its port.
 *
 * @param {string} userDataDirectory
 */
async function stablePort(userDataDirectory) {
  const file = path.join(userDataDirectory, 'stand-in-port');
  const before = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
  const port = (await freePort(before)) ?? (await freePort(0));
  if (port === undefined) {
    throw new Error('No free local port.');
  }
  fs.writeFileSync(file, String(port));
  return port;
}

/**
 * @param {number} wanted 0 for any
 * @returns {Promise<number | undefined>} undefined when the wanted one is taken
 */
export function freePort(wanted) {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** @param {ServerOptions} options */
function profileArguments({ temporaryDirectory, userDataDirectory, extensionsDirectory }) {
  const configuration = path.join(temporaryDirectory, 'code-server.yaml');
  fs.writeFileSync(configuration, '');
  return [
    '--config',
    configuration,
    '--user-data-dir',
    userDataDirectory,
    '--extensions-dir',
    extensionsDirectory,
  ];
}

/**
 * @param {ServerOptions} options
 * @param {number} port
 */
function serverArguments(options, port) {
  return [
    '--bind-addr',
    `127.0.0.1:${port}`,
    '--auth',
    'none',
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    '--ignore-last-opened',
    ...(options.trustsEverything === false ? [] : ['--disable-workspace-trust']),
    // Ends a server whose owner was killed.
    ...(options.idleTimeout === false ? [] : ['--idle-timeout-seconds', '61']),
    // Without it the workbench ignores extensionDevelopmentPath and extensionTestsPath; with it, it
    // shows no notification toasts.
    ...(options.development ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ...(options.builtInExtensions
      ? ['--vscode-option', `builtin-extensions-dir=${options.builtInExtensions}`]
      : []),
    ...profileArguments(options),
    ...(options.logLevel ? ['--log', options.logLevel] : []),
  ];
}

/**
 * @param {string} temporaryDirectory
 * @returns {NodeJS.ProcessEnv}
 */
function serverEnvironment(temporaryDirectory) {
  const inherited = Object.entries(process.env).filter(
    ([name]) =>
      !/^(VSCODE_|ELECTRON_|CODE_SERVER_|npm_)/.test(name) &&
      !['PORT', 'PASSWORD', 'NODE_OPTIONS'].includes(name),
  );
  return {
    ...Object.fromEntries(inherited),
    EXTENSIONS_GALLERY: '{}',
    TMPDIR: temporaryDirectory,
    XDG_RUNTIME_DIR: temporaryDirectory,
  };
}

/**
 * @param {number} port
 * @returns {Promise<string | undefined>} the reason when it does not answer in time
 */
async function answers(port) {
  for (const deadline = Date.now() + startTimeoutMs; Date.now() < deadline;) {
    const up = await new Promise((resolve) => {
      const request = http.get({ host: '127.0.0.1', port, path: '/healthz' }, (response) => {
        response.resume();
        resolve(true);
      });
      request.once('error', () => resolve(false));
    });
    if (up) {
      return undefined;
    }
    await wait(50);
  }
  return `no answer within ${startTimeoutMs / 1000} s`;
}

/**
 * @param {number | undefined} leader
 * @param {NodeJS.Signals} signal
 */
function signalGroup(leader, signal) {
  try {
    if (leader !== undefined) {
      process.kill(-leader, signal);
    }
  } catch {
    // The group is gone already.
  }
}
