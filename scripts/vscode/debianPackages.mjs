// @ts-check
import { NextStepError } from './nextStepError.mjs';
import { findOnPath, runQuietly } from './runProgram.mjs';

/** True where `installDebianPackages` can do its work without asking anyone. */
export function canInstallDebianPackages() {
  return process.getuid?.() === 0 && findOnPath('apt-get') !== undefined;
}

/**
 * @param {readonly string[]} packages
 * @throws {NextStepError} when this user or system cannot install them
 */
export async function installDebianPackages(packages) {
  if (!canInstallDebianPackages()) {
    throw new NextStepError(
      `Missing ${packages[0]}. Install it, for example with:\n  sudo apt-get install ${packages.join(' ')}`,
    );
  }
  console.log(`Installing ${packages.join(', ')} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runQuietly('apt-get', ['update'], { env });
  await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
}
