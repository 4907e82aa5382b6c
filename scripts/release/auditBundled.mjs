// @ts-check
import { spawnSync } from 'node:child_process';
import { NextStepError } from '../vscode/nextStepError.mjs';

/**
 * Known vulnerabilities of what is bundled; those of tools that only build and test don't ship.
 *
 * @param {string} root of the project
 * @param {readonly string[]} names of the bundled packages
 * @returns {readonly string[]} one line each
 * @throws {NextStepError} where the registry could not be asked
 */
export function auditBundled(root, names) {
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  /** @type {{ vulnerabilities?: Record<string, { severity: string, range: string }>, message?: string }} */
  const report = JSON.parse(stdout || '{}');
  if (report.vulnerabilities === undefined) {
    throw new NextStepError(
      `The registry did not answer the audit (${report.message ?? 'no report'}). Connect, or pass --no-audit to release without it.`,
    );
  }
  return Object.entries(report.vulnerabilities)
    .filter(([name]) => names.includes(name))
    .map(([name, { severity, range }]) => `${name} ${range}: ${severity}`);
}
