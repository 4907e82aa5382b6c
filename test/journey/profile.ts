import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A user of VS Code who has just installed the extension: own settings, home folder and one git repository. */
export interface Profile {
  readonly root: string;
  readonly userData: string;
  readonly extensions: string;
  readonly home: string;
  readonly workspace: string;
  /** Where the extension keeps its data: its global storage. */
  readonly dataDirectory: string;
}

export type Settings = Readonly<Record<string, unknown>>;

// Things a user wouldn't notice but a journey needs: text in the DOM, no surprises, no animation.
const journeySettings: Settings = {
  'terminal.integrated.gpuAcceleration': 'off',
  // Otherwise a terminal may restart, and lose keys, when an extension changes its environment.
  'terminal.integrated.environmentChangesRelaunch': false,
  'terminal.integrated.stickyScroll.enabled': false,
  'terminal.integrated.enablePersistentSessions': true,
  'terminal.integrated.defaultProfile.linux': 'bash',
  'terminal.integrated.defaultProfile.osx': 'bash',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.editor.useModal': 'off',
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.restoreWindows': 'none',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'files.autoSave': 'off',
  'editor.autoClosingBrackets': 'never',
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'security.workspace.trust.enabled': false,
};

export function createProfile(): Profile {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'journey-')));
  const userData = path.join(root, 'user-data');
  const profile: Profile = {
    root,
    userData,
    extensions: path.join(root, 'extensions'),
    home: path.join(root, 'home'),
    workspace: path.join(root, 'workspace'),
    dataDirectory: path.join(userData, 'User/globalStorage/leverage-record.leverage-record'),
  };
  for (const folder of [profile.extensions, profile.home, profile.workspace, path.join(userData, 'User')]) {
    fs.mkdirSync(folder, { recursive: true });
  }
  fs.cpSync(installedExtension(), profile.extensions, { recursive: true });
  execFileSync('git', ['init', '--quiet', profile.workspace]);
  writeSettings(profile, journeySettings);
  return profile;
}

/** The folder of extensions into which VS Code installed the VSIX, without its list: a profile gets its own. */
function installedExtension(): string {
  const folder = process.env['JOURNEY_EXTENSIONS'];
  if (!folder) {
    throw new Error(
      'No packaged extension: start journeys with `node scripts/journeys.mjs [part of a file name]`.',
    );
  }
  return folder;
}

export function removeProfile(profile: Profile): void {
  fs.rmSync(profile.root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** Gives the user's shell a prompt that a journey can wait for, and variables of the journey's own. */
export function writeShellStart(profile: Profile, env: Readonly<Record<string, string>>): void {
  // VS Code takes PATH from a login shell, whose system-wide files reset it; so it is set here again.
  const exports = Object.entries(env).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
  );
  fs.writeFileSync(path.join(profile.home, '.bashrc'), ["PS1='$ '", ...exports, ''].join('\n'));
  fs.writeFileSync(path.join(profile.home, '.bash_profile'), '. ~/.bashrc\n');
}

/** Adds to the user's settings file. A window that is open may miss it: use Workbench.changeSettings there. */
export function writeSettings(profile: Profile, changes: Settings): void {
  const settings = { ...readSettings(profile), ...changes };
  fs.writeFileSync(settingsFile(profile), JSON.stringify(settings, undefined, 2));
}

export function readSettings(profile: Profile): Settings {
  const file = settingsFile(profile);
  const settings: unknown = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  if (typeof settings !== 'object' || settings === null) {
    throw new Error(`Expected an object in ${file}`);
  }
  return { ...settings };
}

function settingsFile(profile: Profile): string {
  return path.join(profile.userData, 'User/settings.json');
}
