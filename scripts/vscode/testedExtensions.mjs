// @ts-check
import fs from 'node:fs';
import path from 'node:path';

// Of some ninety that VS Code brings along, those whose languages, themes or API a test meets. The others, among them
// an AI assistant and the language servers, took a fifth of the work of each start.
const tested = [
  'diff',
  'git',
  'git-base',
  'html',
  'javascript',
  'json',
  'log',
  'markdown-basics',
  'prompt-basics',
  'shellscript',
  'theme-defaults',
  'theme-modern-icons',
  'theme-seti',
  'typescript-basics',
];

/**
 * Makes a folder of the extensions that a window under test brings along.
 *
 * @param {import('./standInInstallation.mjs').StandInInstallation} installation
 * @returns {string} the folder, the same in each run
 */
export function linkTestedExtensions({ folder, codeServer }) {
  const links = path.join(folder, 'tested-extensions');
  fs.mkdirSync(links, { recursive: true });
  const missing = tested.filter((name) => !fs.existsSync(path.join(links, name)));
  for (const name of missing) {
    try {
      fs.symlinkSync(path.join(codeServer, 'lib/vscode/extensions', name), path.join(links, name));
    } catch {
      // Another window that starts just now made it; were it none, the extension would be missing there, too.
    }
  }
  return links;
}
