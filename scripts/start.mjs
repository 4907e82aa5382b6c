// @ts-check
// Opens a real VS Code with the extension and some weeks of demo data, in a profile that is thrown away.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeDemoProposals } from './demoProposals.mjs';
import { makeDemoWeek } from './demoWeek.mjs';
import { packExtension } from './packExtension.mjs';
import { NextStepError, runScript } from './vscode/nextStepError.mjs';
import { ensureRealVSCode } from './vscode/realVSCode.mjs';
import { exitCode, runQuietly } from './vscode/runProgram.mjs';
import { ensureStandIn } from './vscode/standInInstallation.mjs';
import { spawnServerCommand, startServer, workbenchAddress } from './vscode/standInServer.mjs';

const root = path.resolve(import.meta.dirname, '..');
const whereToLook =
  'The record of today is open, with tasks that an agent proposed; its arrows lead to the weeks before.';

/**
 * @typedef {object} ThrowAway
 * @property {string} temporary
 * @property {string} userData
 * @property {string} extensions
 * @property {string} workspace
 */

await runScript(async () => {
  const vscode = await ensureRealVSCode();
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'leverage-record-'));
  try {
    const folders = makeFolders(temporary);
    const show = vscode.isStandIn ? await packedForStandIn() : await compiledForDesktop(vscode);
    console.log('Making some weeks of demo data …');
    await makeDemoRecord(folders);
    await show(folders);
  } finally {
    vscode.dispose();
    fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
});

/** Installed rather than under development: only so does the stand-in show notifications. */
async function packedForStandIn() {
  const vsix = await packExtension();
  return (/** @type {ThrowAway} */ folders) => serveUntilStopped(folders, vsix);
}

/** @param {import('./vscode/realVSCode.mjs').RealVSCode} vscode */
async function compiledForDesktop(vscode) {
  console.log('Compiling …');
  await runQuietly(process.execPath, [path.join(root, 'esbuild.mjs')], { cwd: root });
  return (/** @type {ThrowAway} */ folders) => runDesktop(vscode, folders);
}

/**
 * @param {string} temporary
 * @returns {ThrowAway}
 */
function makeFolders(temporary) {
  const folders = {
    temporary,
    userData: path.join(temporary, 'user-data'),
    extensions: path.join(temporary, 'extensions'),
    workspace: path.join(temporary, 'demo'),
  };
  for (const folder of [folders.userData, folders.extensions, folders.workspace]) {
    fs.mkdirSync(folder);
  }
  // A companion that opens the record: VS Code takes no command to run from its command line.
  const companion = path.join(folders.extensions, 'leverage-record.open-record-0.0.1');
  fs.cpSync(path.join(root, 'scripts/openRecord'), companion, { recursive: true });
  execFileSync('git', ['init', '--quiet', folders.workspace]);
  fs.writeFileSync(path.join(folders.workspace, 'README.md'), '# A folder to try Leverage Record in\n');
  return folders;
}

/**
 * A week of tasks, and what an agent did today and proposed.
 *
 * @param {ThrowAway} folders
 */
async function makeDemoRecord({ temporary, userData, workspace }) {
  const data = path.join(userData, 'User/globalStorage/leverage-record.leverage-record');
  await makeDemoWeek(data);
  const projects = path.join(temporary, 'demo-agent/projects');
  await makeDemoProposals(data, projects, workspace);
  // In addition to the agents of this machine: a variable would take their configuration away from its terminals.
  const settings = { 'leverageRecord.transcripts.folders': { claude: [projects] } };
  fs.writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(settings, undefined, 2));
}

/**
 * @param {import('./vscode/realVSCode.mjs').RealVSCode} vscode
 * @param {ThrowAway} folders
 */
async function runDesktop(vscode, folders) {
  const args = [
    folders.workspace,
    `--extensionDevelopmentPath=${root}`,
    `--user-data-dir=${folders.userData}`,
    `--extensions-dir=${folders.extensions}`,
    '--disable-workspace-trust',
    '--skip-welcome',
    '--skip-release-notes',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  console.log(`Opening VS Code; close its window or press Ctrl+C to end. ${whereToLook}`);
  const child = spawn(vscode.executable, args, { env: { ...process.env, ...vscode.env }, stdio: 'inherit' });
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const code = await exitCode(child);
  if (code !== 0 && code !== 'SIGINT' && code !== 'SIGTERM') {
    throw new NextStepError(
      `VS Code ended with ${code}. Another one can be named in the variable VSCODE_EXECUTABLE.`,
    );
  }
}

/**
 * @param {ThrowAway} folders
 * @param {string} vsix
 */
async function serveUntilStopped(folders, vsix) {
  const stopped = new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => resolve(undefined));
    }
  });
  const options = {
    installation: await ensureStandIn(),
    userDataDirectory: folders.userData,
    extensionsDirectory: folders.extensions,
    temporaryDirectory: folders.temporary,
    development: false,
    idleTimeout: false,
  };
  const installed = spawnServerCommand(options, ['--install-extension', vsix]);
  if ((await exitCode(installed)) !== 0) {
    throw new NextStepError('The extension could not be installed; see above.');
  }
  // Installing wrote a list without the companion; VS Code makes a new one of what it finds.
  fs.rmSync(path.join(folders.extensions, 'extensions.json'), { force: true });
  const server = await startServer(options);
  const address = workbenchAddress(server.origin, { open: folders.workspace });
  console.log(
    `\nVS Code with Leverage Record is at\n\n  ${address}\n\nOpen it in a browser; Ctrl+C here ends it. ${whereToLook}`,
  );
  try {
    const end = await Promise.race([stopped, server.ended]);
    if (end) {
      throw new NextStepError(String(end));
    }
  } finally {
    await server.stop();
  }
}
