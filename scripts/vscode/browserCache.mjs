// @ts-check
import fs from 'node:fs';
import path from 'node:path';

// The scripts of the workbench, and what the browser compiled of them: a third of the work of a start.
const parts = ['Cache', 'Code Cache'];
const keptAs = 'browser-cache-';

// A browser keeps what it compiled of a script that it meets again, so the third cache is as good as any later one.
const lastGeneration = 3;

/**
 * Gives a new browser profile what earlier windows loaded and compiled.
 *
 * @param {string} installation where caches are kept
 * @param {string} profile the folder of the browser's user data
 * @returns {number} the generation of what was taken; 0 where there was none, or the profile isn't new
 */
export function takeBrowserCache(installation, profile) {
  const generation = newestGeneration(installation);
  const target = path.join(profile, 'Default');
  if (generation === 0 || fs.existsSync(target)) {
    return 0;
  }
  fs.cpSync(path.join(installation, keptAs + generation), target, { recursive: true });
  return generation;
}

/**
 * Keeps the cache of a browser that has ended, unless there is one as good.
 *
 * @param {string} installation
 * @param {string} profile
 * @param {number} generation one more than what the browser began with
 */
export function keepBrowserCache(installation, profile, generation) {
  if (
    generation > lastGeneration ||
    !parts.every((part) => fs.existsSync(path.join(profile, 'Default', part)))
  ) {
    return;
  }
  const unfinished = path.join(installation, `unfinished-cache-${process.pid}`);
  try {
    for (const part of parts) {
      fs.cpSync(path.join(profile, 'Default', part), path.join(unfinished, part), { recursive: true });
    }
    fs.renameSync(unfinished, path.join(installation, keptAs + generation));
  } catch {
    // Another window kept its own first; without a cache a start is slower and nothing else.
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
}

/** @param {string} installation */
function newestGeneration(installation) {
  const kept = fs.readdirSync(installation).filter((name) => name.startsWith(keptAs));
  return Math.max(0, ...kept.map((name) => Number(name.slice(keptAs.length))));
}
