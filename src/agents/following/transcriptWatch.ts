import { readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';
import { realOf, type FoundTranscript } from '../files/listTranscripts';
import type { AgentReader } from '../transcriptReader';

interface WatchedFolder {
  readonly reader: AgentReader;
  /** The name of the folder below its root. */
  readonly below: string;
  readonly watcher: FSWatcher;
}

/** A root as it is configured; it needn't exist. */
export interface WatchedRoot {
  readonly reader: AgentReader;
  readonly path: string;
}

const folderLimit = 4_000;
const depthLimit = 8;

/**
 * Tells which transcripts may have changed: by the file system's own notice where it gives any, folder by folder
 * (recursive watching opens every file on Linux), and by looking at the files that changed of late.
 */
export class TranscriptWatch {
  private readonly folders = new Map<string, WatchedFolder>();
  private readonly recent = new Map<string, FoundTranscript>();
  private readonly touched = new Map<string, FoundTranscript>();

  constructor(private readonly noticed: () => void) {}

  /** Watches all folders in which transcripts are, and those that lead there. */
  follow(roots: readonly WatchedRoot[], files: readonly FoundTranscript[], recentSince: number): void {
    for (const { reader, path } of roots) {
      const real = realOf(path);
      if (real !== undefined) {
        this.watchFolder(reader, real, '');
      }
    }
    for (const file of files) {
      let folder = dirname(file.path);
      for (let below = folderOf(file.name); ; below = folderOf(below)) {
        if (this.folders.has(folder)) {
          break;
        }
        this.watchFolder(file.reader, folder, below);
        if (below === '') {
          break;
        }
        folder = dirname(folder);
      }
      if (file.modifiedAt >= recentSince) {
        this.recent.set(file.path, file);
      }
    }
  }

  /** Takes note of files that are known to be new. */
  note(files: readonly FoundTranscript[]): void {
    files.forEach((file) => this.touch(file));
  }

  /** Looks at the files that changed of late, for file systems that give no notice. */
  poll(): void {
    for (const file of this.recent.values()) {
      const now = foundAt(file.reader, file.path, file.name);
      if (now && (now.size !== file.size || now.modifiedAt !== file.modifiedAt)) {
        this.touch(now);
      }
    }
  }

  /** Takes what may have changed since it was last asked for. */
  take(): FoundTranscript[] {
    const files = [...this.touched.values()];
    this.touched.clear();
    return files;
  }

  close(): void {
    for (const { watcher } of this.folders.values()) {
      watcher.close();
    }
    this.folders.clear();
    this.recent.clear();
    this.touched.clear();
  }

  private watchFolder(reader: AgentReader, folder: string, below: string): void {
    if (this.folders.has(folder) || this.folders.size >= folderLimit) {
      return;
    }
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (typeof name === 'string') {
          this.changed(reader, join(folder, name), below === '' ? name : `${below}/${name}`, 0);
        }
      });
      watcher.on('error', () => this.forget(folder));
      this.folders.set(folder, { reader, below, watcher });
    } catch {
      // Without notice (too many watches, a file system without any) the polls and the next scan see it.
    }
  }

  private changed(reader: AgentReader, path: string, below: string, depth: number): void {
    const file = foundAt(reader, path, below);
    if (file) {
      this.touch(file);
    } else if (isFolder(path)) {
      this.entered(reader, path, below, depth);
    } else {
      this.recent.delete(path);
    }
  }

  /** A new folder may have got its files before it could be watched. */
  private entered(reader: AgentReader, folder: string, below: string, depth: number): void {
    if (this.folders.has(folder) || depth >= depthLimit) {
      return;
    }
    this.watchFolder(reader, folder, below);
    for (const name of namesIn(folder)) {
      this.changed(reader, join(folder, name), `${below}/${name}`, depth + 1);
    }
  }

  private touch(file: FoundTranscript): void {
    this.recent.set(file.path, file);
    this.touched.set(file.path, file);
    this.noticed();
  }

  private forget(folder: string): void {
    this.folders.get(folder)?.watcher.close();
    this.folders.delete(folder);
  }
}

/** The transcript at a path; undefined if there is none. */
function foundAt(reader: AgentReader, path: string, name: string): FoundTranscript | undefined {
  if (!reader.format(name)) {
    return undefined;
  }
  try {
    const stats = statSync(path);
    const { size, mtimeMs, ino, dev } = stats;
    return stats.isFile()
      ? { reader, path, name, size, modifiedAt: mtimeMs, identity: `${dev}:${ino}` }
      : undefined;
  } catch {
    return undefined;
  }
}

function folderOf(name: string): string {
  const at = name.lastIndexOf('/');
  return at === -1 ? '' : name.slice(0, at);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
