import { readdirSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { AgentEnvironment, AgentReader, TranscriptFile } from './transcriptReader';
import type { SkipReason } from '../../core/transcript/source/skipReason';

export interface FoundTranscript extends TranscriptFile {
  readonly reader: AgentReader;
  readonly size: number;
  /** Distinguishes a file from another that took its name. */
  readonly identity: string;
}

export interface FoundTranscripts {
  readonly files: readonly FoundTranscript[];
  readonly skipped: ReadonlyMap<SkipReason, number>;
}

const fileLimit = 200_000;
const depthLimit = 32;

/**
 * Every transcript below the agents' folders, sorted by path, each file once however many links lead to it.
 *
 * @param more further folders by agent, from the settings
 */
export function listTranscripts(
  readers: readonly AgentReader[],
  environment: AgentEnvironment,
  more: Readonly<Record<string, readonly string[]>> = {},
): FoundTranscripts {
  const files: FoundTranscript[] = [];
  const skipped = new Map<SkipReason, number>();
  const skip = (reason: SkipReason): void => {
    skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  };
  for (const reader of readers) {
    // Two roots may be the same folder under two names, and a link within a root may lead back up.
    const seen = new Set<string>();
    for (const root of [...rootsOf(reader, environment, skip), ...(more[reader.agent] ?? [])]) {
      const real = realOf(root);
      if (real !== undefined) {
        walk(real, '', 0);
      }
    }

    function walk(folder: string, name: string, depth: number): void {
      if (seen.has(folder)) {
        return;
      }
      seen.add(folder);
      for (const entry of entriesOf(folder, skip)) {
        if (files.length >= fileLimit) {
          skip('too many files');
          return;
        }
        const below = name === '' ? entry.name : `${name}/${entry.name}`;
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
          if (depth < depthLimit) {
            walk(path, below, depth + 1);
          }
        } else if (entry.isFile()) {
          add(path, below);
        } else if (entry.isSymbolicLink()) {
          follow(path, below, depth);
        }
      }
    }

    function follow(link: string, below: string, depth: number): void {
      const real = realOf(link);
      const stats = real === undefined ? undefined : statsOf(real);
      if (real === undefined || !stats) {
        skip('unreadable file');
      } else if (stats.isDirectory()) {
        if (seen.has(real) || depth >= depthLimit) {
          skip('symlink loop');
        } else {
          walk(real, below, depth + 1);
        }
      } else if (stats.isFile()) {
        add(real, below);
      }
    }

    function add(path: string, below: string): void {
      if (!reader.format(below) || seen.has(path)) {
        return;
      }
      seen.add(path);
      const stats = statsOf(path);
      if (!stats) {
        skip('unreadable file');
        return;
      }
      const { size, mtimeMs, ino, dev } = stats;
      files.push({ reader, path, name: below, size, modifiedAt: mtimeMs, identity: `${dev}:${ino}` });
    }
  }
  return { files, skipped };
}

/** If one agent can't say where its files are, the others go on. */
function rootsOf(
  reader: AgentReader,
  environment: AgentEnvironment,
  skip: (reason: SkipReason) => void,
): readonly string[] {
  try {
    return reader.roots(environment);
  } catch {
    skip('unreadable folder');
    return [];
  }
}

/** Sorted by name, so that a listing doesn't depend on the disk's order. */
function entriesOf(folder: string, skip: (reason: SkipReason) => void): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    skip('unreadable folder');
    return [];
  }
}

/** Where a path leads, spelled as on the disk; undefined if it leads nowhere. */
export function realOf(path: string): string | undefined {
  for (const real of [realpathSync.native, realpathSync]) {
    try {
      return real(path);
    } catch {
      // The first doesn't work on some Windows disks (RAM disks, network drives).
    }
  }
  return undefined;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
