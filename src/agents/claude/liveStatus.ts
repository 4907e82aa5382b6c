import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { TranscriptSummary } from '../../core/transcript/source/transcriptSource';
import { isBelievable } from '../reading/believable';
import { isRecord, text } from '../json/jsonValues';
import { pathRulesOf } from '../files/pathRules';
import { smallFile } from '../files/smallFile';
import type { AgentEnvironment } from '../reading/transcriptReader';
import { claudeReader } from './reader';
import { isStillRunning, type NamedProcess } from './runningProcess';

export type LiveState = NonNullable<TranscriptSummary['live']>;

interface KnownFile {
  readonly modifiedAt: number;
  readonly size: number;
  readonly process: NamedProcess;
  readonly sessionId: string;
  readonly live: LiveState;
}

/** Where Claude Code says what its running sessions are doing: one file per process, next to the transcripts. */
export function statusFolders(environment: AgentEnvironment): string[] {
  const paths = pathRulesOf(environment.platform);
  return claudeReader.roots(environment).map((root) => paths.join(paths.dirname(root), 'sessions'));
}

/** Reads those files again when they change. A file whose process is gone doesn't count. */
export class ClaudeLiveStatus {
  private known = new Map<string, KnownFile>();

  constructor(
    private readonly folders: readonly string[],
    private readonly runs: (process: NamedProcess) => boolean = isStillRunning,
  ) {}

  /** What each session is doing, by id. */
  read(): ReadonlyMap<string, LiveState> {
    const files = new Map<string, KnownFile>();
    for (const path of this.folders.flatMap(statusFiles)) {
      const file = this.readFile(path);
      if (file) {
        files.set(path, file);
      }
    }
    this.known = files;
    const running = [...files.values()].filter(({ process }) => this.runs(process));
    return new Map(running.map(({ sessionId, live }) => [sessionId, live]));
  }

  private readFile(path: string): KnownFile | undefined {
    const before = this.known.get(path);
    try {
      const { mtimeMs, size } = statSync(path);
      return before?.modifiedAt === mtimeMs && before.size === size
        ? before
        : parsed(smallFile(path) ?? 'null', mtimeMs, size, Number.parseInt(basename(path), 10));
    } catch {
      // Half written: what it said before stands until it can be read.
      return before;
    }
  }
}

function parsed(json: string, modifiedAt: number, size: number, named: number): KnownFile | undefined {
  const status: unknown = JSON.parse(json);
  const sessionId = isRecord(status) ? text(status['sessionId']) : undefined;
  if (!isRecord(status) || sessionId === undefined) {
    return undefined;
  }
  const pid = typeof status['pid'] === 'number' ? status['pid'] : named;
  const state = stateOf(status['status']);
  const since = [status['statusUpdatedAt'], status['updatedAt']]
    .map(timeOf)
    .find((each) => each !== undefined && isBelievable(each, { now: modifiedAt }, () => undefined));
  return state && Number.isSafeInteger(pid) && pid > 0
    ? {
        modifiedAt,
        size,
        process: { pid, startedAt: startOf(status['procStart']) },
        sessionId,
        live: { state, since: since ?? Math.round(modifiedAt) },
      }
    : undefined;
}

function stateOf(status: unknown): LiveState['state'] | undefined {
  return status === 'busy' || status === 'idle' || status === 'waiting' ? status : undefined;
}

/** Clock ticks on Linux; other systems use other formats, which nothing here could compare. */
function startOf(value: unknown): string | undefined {
  const start = typeof value === 'number' ? `${value}` : value;
  return typeof start === 'string' && /^\d+$/.test(start) ? start : undefined;
}

function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : value;
  return typeof time === 'number' && Number.isFinite(time) && time > 0 ? Math.round(time) : undefined;
}

function statusFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^\d+\.json$/.test(name))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}
