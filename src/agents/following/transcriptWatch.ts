import { readdirSync, statSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';
import { realOf, type FoundTranscript } from '../reading/listTranscripts';
import type { AgentReader } from '../reading/transcriptReader';

interface WatchedFolder {
  readonly reader: AgentReader;
  /** The folder's path below its root. */
  readonly below: string;
  readonly watcher: FSWatcher;
}

/** A configured root; it needn't exist. */
export interface WatchedRoot {
  readonly reader: AgentReader;
  readonly path: string;
}

const folderLimit = 4_000;
const depthLimit = 8;

/**
 * Finds out which transcripts may have changed: from the file system's notifications if it sends any, folder by
 * folder (recursive watching opens every file on Linux), and by polling the files that changed recently.
 */
export class TranscriptWatch {
  private readonly folders = new Map<string, WatchedFolder>();
  private readonly recent = new Map<string, FoundTranscript>();
  private readonly touched = new Map<string, FoundTranscript>();

  constructor(private readonly noticed: () => void) {}

  /** Watches all folders that contain transcripts, and those above them. */
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

  /** Notes files that are known to be new. */
  note(files: readonly FoundTranscript[]): void {
    files.forEach((file) => this.touch(file));
  }

  /** Polls the files that changed since that moment, for file systems that send no notifications. */
  poll(recentSince: number): void {
    for (const file of this.recent.values()) {
      if (file.modifiedAt < recentSince) {
        // It may be one of thousands that were moved here.
        this.recent.delete(file.path);
        continue;
      }
      const now = foundAt(file.reader, file.path, file.name);
      if (now && (now.size !== file.size || now.modifiedAt !== file.modifiedAt)) {
        this.touch(now);
      }
    }
  }

  /** Returns what may have changed since the last call. */
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
      // Without notifications (too many watches, a file system that sends none) polling and the next scan notice it.
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

  /** Files may have appeared in a new folder before it could be watched. */
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
