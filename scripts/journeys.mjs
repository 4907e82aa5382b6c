// @ts-check
// Drives the packaged extension through journeys in a real VS Code: node scripts/journeys.mjs [--timed | --untimed] [parts of file names]
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packExtension } from './packExtension.mjs';
import { NextStepError, runScript } from './vscode/nextStepError.mjs';
import { ensureRealVSCode } from './vscode/realVSCode.mjs';
import { exitCode, runQuietly } from './vscode/runProgram.mjs';
import { startSharedBrowser } from './vscode/sharedBrowser.mjs';
import { ensureStandIn } from './vscode/standInInstallation.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'test/journey');
const ending = '.journey.ts';
const program = (/** @type {string} */ file) => path.join(root, 'node_modules', file);

/** These compare what was recorded with true times to a fraction of a second: nothing else may want the processors. */
const timed = ['agentTiming', 'closingRunning', 'reload', 'secondWindow', 'typing'];

/** These take longest, so they begin first; none of them is busy all the time. */
const longest = ['killed', 'dayTurn', 'prompt', 'transcripts', 'pages', 'start'];
const sideBySideJobs = 2;

await runScript(async () => {
  const vscode = await ensureRealVSCode();
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'journeys-'));
  try {
    const vsix = await packExtension();
    const env = {
      ...process.env,
      ...vscode.env,
      PACKED_EXTENSION: vsix,
      JOURNEY_EXTENSIONS: await installExtension(vscode, vsix, temporary),
    };
    const { alone, sideBySide } = chosenJourneys();
    const browsers = vscode.isStandIn ? await startBrowsers(sideBySide.length > 1 ? sideBySideJobs : 1) : [];
    try {
      // Each worker of mocha takes the one of its own number.
      const places = JSON.stringify(browsers.map(({ place }) => place));
      const withBrowsers = { ...env, ...(vscode.isStandIn && { JOURNEY_BROWSERS: places }) };
      const codes = [
        await runMocha(alone, [], withBrowsers),
        await runMocha(sideBySide, ['--parallel', '--jobs', String(sideBySideJobs)], withBrowsers),
      ];
      if (codes.some((code) => code !== 0)) {
        throw new NextStepError('A journey failed; test/journey/screenshots shows how it looked.');
      }
    } finally {
      await Promise.all(browsers.map(({ close }) => close()));
    }
  } finally {
    vscode.dispose();
    fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** @param {number} count */
async function startBrowsers(count) {
  const { folder } = await ensureStandIn();
  return Promise.all(Array.from({ length: count }, () => startSharedBrowser(folder)));
}

/**
 * Has VS Code install the packed extension once: each time takes longer than a journey's copy of it.
 *
 * @param {import('./vscode/realVSCode.mjs').RealVSCode} vscode
 * @param {string} vsix
 * @param {string} temporary
 * @returns {Promise<string>} the folder of extensions
 */
async function installExtension(vscode, vsix, temporary) {
  const extensions = path.join(temporary, 'extensions');
  const args = [
    `--user-data-dir=${path.join(temporary, 'user-data')}`,
    `--extensions-dir=${extensions}`,
    '--no-sandbox',
    '--install-extension',
    vsix,
  ];
  await runQuietly(vscode.executable, args, { env: { ...process.env, ...vscode.env } });
  // It names the folder; where there is none, VS Code makes one of what it finds.
  fs.rmSync(path.join(extensions, 'extensions.json'));
  return extensions;
}

/**
 * @param {readonly string[]} files
 * @param {readonly string[]} options
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number | string>} the exit code, or what ended it; 0 where there is nothing to run
 */
async function runMocha(files, options, env) {
  if (files.length === 0) {
    return 0;
  }
  const mocha = spawn(
    process.execPath,
    [
      program('mocha/bin/mocha.js'),
      '--no-config',
      '--require',
      'tsx',
      '--timeout',
      '240000',
      '--slow',
      '60000',
      '--require',
      path.join(folder, 'afterFailure.ts'),
      ...options,
      ...files,
    ],
    { cwd: root, stdio: 'inherit', env },
  );
  return exitCode(mocha);
}

/** Those that the arguments ask for; all without any. */
function chosenJourneys() {
  const { values, positionals: parts } = parseArgs({
    options: { timed: { type: 'boolean' }, untimed: { type: 'boolean' } },
    allowPositionals: true,
  });
  const names = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
  const missing = [...timed, ...longest].filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw new NextStepError(
      `There is no journey called ${missing.join(', ')}; see the list in scripts/journeys.mjs.`,
    );
  }
  const rank = (/** @type {string} */ name) =>
    longest.includes(name) ? longest.indexOf(name) : longest.length;
  const chosen = names
    .filter((name) => parts.length === 0 || parts.some((part) => `${name}${ending}`.includes(part)))
    .sort((a, b) => rank(a) - rank(b));
  if (chosen.length === 0) {
    throw new NextStepError(`No journey's file name contains ${parts.join(' or ')}.`);
  }
  const files = (/** @type {boolean} */ isTimed) =>
    chosen.filter((name) => timed.includes(name) === isTimed).map((name) => path.join(folder, name + ending));
  return {
    alone: values.untimed === true ? [] : files(true),
    sideBySide: values.timed === true ? [] : files(false),
  };
}
