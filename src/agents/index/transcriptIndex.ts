import { existsSync } from 'node:fs';
import { AppendedLines } from '../reading/appendedLines';
import { allAgents } from '../allAgents';
import {
  readCompressed,
  wasLeftCompressed,
  zstdDecompress,
  type Decompress,
} from '../reading/compressedTranscript';
import { FormerParts } from './formerParts';
import type { KeptParts } from './keptFile';
import { listTranscripts, realOf, type FoundTranscript } from '../reading/listTranscripts';
import { isBelow } from '../files/pathRules';
import {
  isStale,
  partRead,
  readTranscript,
  type ResumableReading,
  type SkipCounts,
} from '../reading/readTranscript';
import { readWithHelper, type HelperScript, type StopFlag } from '../scanning/scanHelper';
import type { AgentTranscript } from '../../core/transcript/sessions/agentTranscript';
import type { TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import { TranscriptFamilies } from './transcriptFamilies';
import type { AgentEnvironment, AgentReader, ReadingRules } from '../reading/transcriptReader';
import { skipReasons, type SkipReason, type Skipped } from '../../core/transcript/source/skipReason';

export interface ScanSettings {
  readonly environment: AgentEnvironment;
  /** Further folders by agent. */
  readonly moreFolders?: Readonly<Record<string, readonly string[]>>;
  /** Only these agents. */
  readonly agents?: readonly string[];
  readonly keepText?: boolean;
  /** For a second thread, which helps if there is much to read. */
  readonly helper?: HelperScript;
  /** Replaces what this Node.js can do. */
  readonly decompress?: Decompress;
  /** The installation's key, if what is read is saved. */
  readonly key?: Uint8Array;
}

export interface ScanProgress {
  readonly files: number;
  readonly ofFiles: number;
}

export interface Scan {
  /** By start. */
  readonly transcripts: readonly AgentTranscript[];
  readonly skipped: readonly Skipped[];
  /** Files that were read, from the beginning or from where they had ended. */
  readonly filesRead: number;
  /** Files that were known and are gone; what they said is kept. */
  readonly filesGone: number;
  /** Stopped before everything was read; the next scan continues. */
  readonly stopped: boolean;
}

const leftUnread = 'file not yet scanned (run Scan Agent History to continue)';
const helperPaysBytes = 24 * 1024 * 1024;
const settledAfterMs = 2 * 86_400_000;

/**
 * Everything agents left on disk, kept up to date by reading what was appended. Blocks its thread while it reads, so
 * it belongs in a worker or a command-line process, never in the extension host.
 */
export class TranscriptIndex {
  private readonly readings = new Map<string, ResumableReading>();
  private readonly families = new TranscriptFamilies();
  private readonly former: FormerParts;
  private readonly readers: readonly AgentReader[];
  private listed: readonly FoundTranscript[] = [];
  /** What a stopped scan didn't get to. */
  private left: ReadonlySet<string> = new Set();

  constructor(
    private readonly settings: ScanSettings,
    known: Iterable<ResumableReading> = [],
    kept: KeptParts = [],
  ) {
    this.readers = allAgents.filter((each) => settings.agents?.includes(each.agent) ?? true);
    for (const reading of known) {
      this.readings.set(reading.path, reading);
      if (reading.state === undefined) {
        this.families.set(reading.path, reading.part);
      }
    }
    this.former = new FormerParts(this.families, kept, (path) => this.readings.get(path)?.part);
  }

  /**
   * @param now records from after the next day aren't believed
   * @param proceed asked before the first file and after each; false stops
   * @param goesOn whether to also read what a stopped scan left
   * @param stop the flag that `proceed` checks, for the second thread
   */
  async scan(
    now: number,
    proceed: (progress: ScanProgress) => boolean = () => true,
    goesOn = true,
    stop?: StopFlag,
  ): Promise<Scan> {
    const { environment, moreFolders, helper } = this.settings;
    const found = listTranscripts(this.readers, environment, moreFolders);
    this.listed = found.files;
    this.takeUp(found.files, now);
    const decompress = this.settings.decompress ?? zstdDecompress();
    const unread = found.files.filter((file) => {
      const known = this.readings.get(file.path);
      // Another Node.js may have read it before.
      return isStale(file, known) || (decompress !== undefined && wasLeftCompressed(known));
    });
    const changed = goesOn ? unread : unread.filter(({ path }) => !this.left.has(path));
    const left = new Set(unread.map(({ path }) => path));
    const compressed = changed.filter(isCompressed);
    const stale = changed.filter((file) => !isCompressed(file));
    const filesGone = this.forgetMissing(found.files, now);
    const rules = this.rules(now);
    const bytes = stale.reduce((sum, file) => sum + this.unread(file), 0);
    let read = 0;
    let stopped = !proceed({ files: 0, ofFiles: changed.length });
    const take = (file: FoundTranscript, reading: ResumableReading): boolean => {
      this.take(file, reading, now);
      left.delete(file.path);
      read += 1;
      stopped ||= !proceed({ files: read, ofFiles: changed.length });
      return !stopped;
    };
    if (stopped) {
      // Nothing more is started.
    } else if (helper && bytes > helperPaysBytes) {
      const known = (file: FoundTranscript): ResumableReading | undefined => this.readings.get(file.path);
      await readWithHelper(helper, stale, known, rules, take, stop);
    } else {
      const lines = new AppendedLines();
      for (const file of stale) {
        if (!take(file, readTranscript(file, this.readings.get(file.path), lines, rules))) {
          break;
        }
      }
    }
    for (const file of compressed) {
      if (
        stopped ||
        !take(file, await readCompressed(file, this.readings.get(file.path), rules, decompress))
      ) {
        break;
      }
    }
    this.left = left;
    const transcripts = this.families.transcripts();
    const failed = countOf('session that could not be put together', this.families.failures);
    return {
      transcripts,
      skipped: totalled(
        [...[...this.readings.values()].map((each) => each.skipped), countOf(leftUnread, left.size), failed],
        found.skipped,
      ),
      filesRead: read,
      filesGone,
      stopped,
    };
  }

  /** The files that the last scan found. */
  get files(): readonly FoundTranscript[] {
    return this.listed;
  }

  /** The files created since the last scan listed them. */
  appeared(): readonly FoundTranscript[] {
    const { environment, moreFolders } = this.settings;
    const known = new Set(this.listed.map(({ path }) => path));
    return listTranscripts(this.readers, environment, moreFolders).files.filter(
      ({ path }) => !known.has(path),
    );
  }

  /** What a file says; undefined if it isn't a transcript. */
  partAt(path: string): TranscriptPart | undefined {
    return this.readings.get(path)?.part;
  }

  /**
   * Continues reading files that are known to have changed, without looking at others. @returns everything, by start.
   */
  update(files: readonly FoundTranscript[], now: number): readonly AgentTranscript[] {
    const rules = this.rules(now);
    const lines = new AppendedLines();
    this.takeUp(files, now);
    for (const file of files) {
      // A compressed file was known before, so it can wait for the next scan.
      if (isStale(file, this.readings.get(file.path)) && !isCompressed(file)) {
        this.take(file, readTranscript(file, this.readings.get(file.path), lines, rules), now);
      }
    }
    return this.families.transcripts();
  }

  /** What is known of each file, to be saved and passed to the constructor another time. */
  known(): Iterable<ResumableReading> {
    return this.readings.values();
  }

  /** What is known of files that are gone or say less than before, to be saved too. */
  kept(): Iterable<readonly [string, readonly TranscriptPart[]]> {
    return this.former.all();
  }

  /** Adds what another process saved of such files. */
  adopt(kept: KeptParts): void {
    for (const [path, parts] of kept) {
      this.former.adopt(path, parts, this.readings.get(path)?.part);
    }
  }

  private rules(now: number): ReadingRules {
    const { keepText = false, key } = this.settings;
    return { now, keepText, ...(key ? { key } : {}) };
  }

  private take(file: FoundTranscript, reading: ResumableReading, now: number): void {
    // A session that has been silent for days is rarely resumed; if it is, it is read again.
    const settled = file.modifiedAt < now - settledAfterMs && reading.reader !== undefined;
    const { reader: _reader, state: _state, wentOn, ...rest } = reading;
    const before = this.readings.get(file.path)?.part;
    this.readings.set(file.path, settled ? rest : reading);
    this.families.set(file.path, reading.part);
    const isSame = wentOn === true || before === undefined || before === reading.part;
    this.former.told(file.path, reading.part, isSame ? [] : [before]);
  }

  /** A saved reading yields its part once its reader is restored. */
  private takeUp(files: readonly FoundTranscript[], now: number): void {
    for (const file of files) {
      const known = this.readings.get(file.path);
      if (known?.state && !known.part && !known.reader) {
        const part = this.partOfState(file, known, now);
        const { state: _state, ...rest } = known;
        this.readings.set(file.path, part ? { ...known, part } : { ...rest, identity: '', part });
        this.families.set(file.path, part);
        this.former.told(file.path, part, []);
      }
    }
  }

  /** Undefined if its reader can't use it any more; the file is then read again. */
  private partOfState(
    file: FoundTranscript,
    known: ResumableReading,
    now: number,
  ): TranscriptPart | undefined {
    try {
      const format = file.reader.format(file.name);
      return format?.kind === 'lines'
        ? partRead(
            format.open(file, this.rules(now), () => undefined, known.state).part(),
            known.first,
            this.rules(now),
            {},
          ).part
        : undefined;
    } catch {
      return undefined;
    }
  }

  /** What a deleted file said stays; a file that exists but that the settings exclude is dropped. */
  private forgetMissing(files: readonly FoundTranscript[], now: number): number {
    const there = new Set(files.map((file) => file.path));
    const missing = [...this.readings.values()].filter(({ path }) => !there.has(path));
    const roots = missing.length === 0 ? [] : this.realRoots();
    const gone: string[] = [];
    for (const reading of missing) {
      const { path } = reading;
      if (!existsSync(path)) {
        this.takeUp(this.asFound(reading), now);
        const { part } = this.readings.get(path) ?? {};
        this.former.told(path, undefined, part ? [part] : []);
        gone.push(path);
      } else if (!roots.some((root) => isBelow(path, root)) || there.has(realOf(path) ?? path)) {
        // Excluded, or reported under the name that the disk has for it.
        gone.push(path);
      }
    }
    gone.forEach((path) => this.readings.delete(path));
    this.families.delete(gone);
    return gone.length;
  }

  private realRoots(): readonly string[] {
    const { environment, moreFolders = {} } = this.settings;
    return this.readers.flatMap((reader) =>
      [...reader.roots(environment), ...(moreFolders[reader.agent] ?? [])].flatMap(
        (root) => realOf(root) ?? [],
      ),
    );
  }

  private asFound({ agent, ...place }: ResumableReading): readonly FoundTranscript[] {
    const reader = allAgents.find((each) => each.agent === agent);
    return reader ? [{ ...place, reader }] : [];
  }

  private unread(file: FoundTranscript): number {
    const offset = this.readings.get(file.path)?.offset ?? 0;
    return file.size >= offset ? file.size - offset : file.size;
  }
}

function isCompressed(file: FoundTranscript): boolean {
  return file.reader.format(file.name)?.kind === 'compressed lines';
}

function countOf(reason: SkipReason, count: number): SkipCounts {
  return count === 0 ? {} : { [reason]: count };
}

function totalled(counts: readonly SkipCounts[], more: ReadonlyMap<SkipReason, number>): Scan['skipped'] {
  const totals = new Map(more);
  for (const each of counts) {
    for (const reason of skipReasons) {
      const count = each[reason];
      if (count !== undefined) {
        totals.set(reason, (totals.get(reason) ?? 0) + count);
      }
    }
  }
  return [...totals]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => (a.reason < b.reason ? -1 : 1));
}
