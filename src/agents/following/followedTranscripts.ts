import { existsSync } from 'node:fs';
import type { AgentTranscript } from '../../core/transcript/sessions/agentTranscript';
import { coveredTranscript } from '../../core/transcript/inbox/coveredTranscript';
import type { CoveredTranscript, TranscriptSummary } from '../../core/transcript/source/transcriptSource';
import { transcriptSummary } from '../../core/transcript/source/transcriptSummary';
import { turnEnds } from '../../core/transcript/source/turnEnds';
import { allAgents } from '../allAgents';
import type { HookEvent } from '../../core/transcript/hooks/hookEvents';
import { asksUser, withHookEvents } from '../../core/transcript/hooks/hookEvents';
import { hookSilence, recentMs, type HookSilence } from '../../core/transcript/hooks/hookSilence';
import { believedSilenceMs } from '../../core/transcript/parts/liveTurn';
import { ClaudeLiveStatus, statusFolders, type LiveState } from '../claude/liveStatus';
import type { FoundTranscript } from '../reading/listTranscripts';
import { hooksInstalledAt } from '../hooks/hooksInstalled';
import { SpoolReader } from '../hooks/readSpool';
import { LiveTurns, stateAt } from './liveTurns';
import { putAwayIndex, takeUpIndex } from '../index/putAway';
import type { StopFlag } from '../scanning/scanHelper';
import type { Scan, ScanProgress, TranscriptIndex } from '../index/transcriptIndex';
import type { PartName, SessionName, TranscriptTask } from './transcriptMessages';
import { TranscriptWatch, type WatchedRoot } from './transcriptWatch';

const aDayMs = 86_400_000;

export interface SummaryChanges {
  readonly summaries: readonly TranscriptSummary[];
  readonly gone: readonly SessionName[];
}

/** Every transcript on this machine and what its session is doing; belongs on a worker thread. */
export class FollowedTranscripts {
  private readonly index: TranscriptIndex;
  private readonly status: ClaudeLiveStatus;
  private readonly watch: TranscriptWatch;
  private roots: readonly WatchedRoot[];
  private missing: readonly WatchedRoot[];
  private transcripts: ReadonlyMap<string, AgentTranscript> = new Map();
  private readonly turns = new LiveTurns();
  private statuses: ReadonlyMap<string, LiveState> = new Map();
  private readonly told = new Map<
    string,
    { readonly transcript: AgentTranscript; readonly live: LiveState | null }
  >();
  private readonly spool: SpoolReader | undefined;
  /** By the session's id. */
  private readonly events = new Map<string, HookEvent[]>();
  private readonly timed = new WeakMap<
    AgentTranscript,
    { readonly events: number; readonly as: AgentTranscript }
  >();
  private read: readonly AgentTranscript[] = [];
  private unsaved = false;
  private failed = 0;

  /** @param noticed called when something may have changed, so that it is time to update. */
  constructor(
    private readonly task: Omit<TranscriptTask, 'stops'>,
    noticed: () => void,
  ) {
    const { environment, moreFolders, keepText, indexPath, helperPath } = task;
    const helper = helperPath === undefined ? {} : { helper: { path: helperPath } };
    this.index = takeUpIndex(indexPath, { environment, moreFolders, keepText, ...helper });
    this.status = new ClaudeLiveStatus(statusFolders(environment));
    this.watch = new TranscriptWatch(noticed);
    this.roots = rootsNow(task);
    this.missing = this.roots;
    this.spool = task.spoolFolder === undefined ? undefined : new SpoolReader(task.spoolFolder);
  }

  /** @param goesOn whether to also read what a stopped scan left */
  async scan(
    now: number,
    proceed: (progress: ScanProgress) => boolean,
    goesOn: boolean,
    stop: StopFlag,
  ): Promise<Scan> {
    const scan = await this.index.scan(now, proceed, goesOn, stop);
    this.readEvents();
    this.take(scan.transcripts);
    this.missing = this.roots.filter(({ path }) => !existsSync(path));
    this.watch.follow(this.roots, this.index.files, now - aDayMs);
    // Nothing was watching during the scan.
    const appeared = this.index.appeared();
    this.watch.follow(this.roots, appeared, now - aDayMs);
    this.watch.note(appeared);
    for (const file of this.index.files) {
      if (file.modifiedAt >= now - believedSilenceMs) {
        this.readTurn(file);
      }
    }
    this.statuses = this.status.read();
    this.unsaved ||= scan.filesRead + scan.filesGone > 0;
    this.save();
    return scan;
  }

  /** Reads what was appended since. @returns whether an agent's folder was created, so that it is time for a scan. */
  update(now: number): boolean {
    this.statuses = this.status.read();
    const files = this.watch.take();
    const told = this.readEvents();
    if (files.length === 0 && told) {
      this.take(this.read);
    }
    if (files.length > 0) {
      this.take(this.index.update(files, now));
      files.forEach((file) => this.readTurn(file));
      this.unsaved = true;
    }
    return this.missing.some(({ path }) => existsSync(path));
  }

  poll(now: number): void {
    this.watch.poll(now - aDayMs);
    // A workspace that VS Code opens for the first time gets its own folders.
    const known = new Set(this.roots.map(({ path }) => path));
    const come = rootsNow(this.task).filter(({ path }) => !known.has(path));
    this.roots = [...this.roots, ...come];
    this.missing = [...this.missing, ...come];
  }

  /** What there is to report since the last call. */
  changes(now: number): SummaryChanges {
    const summaries: TranscriptSummary[] = [];
    for (const [name, transcript] of this.transcripts) {
      const before = this.told.get(name);
      const live = this.liveOf(name, transcript, now);
      if (before?.transcript !== transcript || !sameLive(before.live, live)) {
        this.told.set(name, { transcript, live });
        const summary = this.alone(() => transcriptSummary(transcript, live));
        if (summary) {
          summaries.push(summary);
        }
      }
    }
    const gone: SessionName[] = [];
    for (const [name, { transcript }] of this.told) {
      if (!this.transcripts.has(name)) {
        this.told.delete(name);
        gone.push({ agent: transcript.agent, externalId: transcript.externalId });
      }
    }
    return { summaries, gone };
  }

  /** Whether Claude Code is working without calling the installed hooks. */
  hookSilence(now: number): HookSilence | undefined {
    const { spoolFolder } = this.task;
    const installedAt = spoolFolder === undefined ? undefined : hooksInstalledAt(spoolFolder);
    if (installedAt === undefined) {
      return undefined;
    }
    const recent = this.read.filter(({ agent, end }) => agent === 'claude' && end >= now - recentMs);
    const sessions = recent.map((transcript) => {
      return { transcript, events: this.events.get(transcript.externalId) ?? [] };
    });
    return this.alone(() => hookSilence(sessions, installedAt, now));
  }

  covered(part: PartName, now: number): CoveredTranscript | undefined {
    const { from, to } = part;
    const name = nameOf(part);
    const transcript = this.transcripts.get(name);
    return (
      transcript &&
      this.alone(() => coveredTranscript(transcript, from, to, this.liveOf(name, transcript, now)))
    );
  }

  /** When the turn ends in which a moment of a session lies; undefined if there is no such session. */
  turnEnd(session: SessionName, at: number): number | undefined {
    const transcript = this.transcripts.get(nameOf(session));
    return transcript && this.alone(() => turnEnds(transcript.turns, [at]).at(0));
  }

  /** How many sessions couldn't be put together since the last call. */
  failures(): number {
    const { failed } = this;
    this.failed = 0;
    return failed;
  }

  /** Saves what was read, if anything was. */
  save(): void {
    if (this.unsaved) {
      this.unsaved = !putAwayIndex(this.task.indexPath, this.index, this.task.keepText);
    }
  }

  close(): void {
    this.watch.close();
    this.save();
  }

  private take(transcripts: readonly AgentTranscript[]): void {
    this.read = transcripts;
    this.transcripts = new Map(transcripts.map((each) => [nameOf(each), this.timedByEvents(each)]));
  }

  /** @returns whether the hooks reported anything new. */
  private readEvents(): boolean {
    const events = this.spool?.read().events ?? [];
    for (const event of events) {
      const known = this.events.get(event.session);
      if (known) {
        known.push(event);
      } else {
        this.events.set(event.session, [event]);
      }
    }
    return events.length > 0;
  }

  /** Undefined if the session can't be put together, until its files change; the others go on. */
  private alone<Made>(make: () => Made): Made | undefined {
    try {
      return make();
    } catch {
      this.failed += 1;
      return undefined;
    }
  }

  /** The same object as long as neither transcript nor events change. */
  private timedByEvents(transcript: AgentTranscript): AgentTranscript {
    const events = this.events.get(transcript.externalId);
    if (!events) {
      return transcript;
    }
    const known = this.timed.get(transcript);
    if (known?.events === events.length) {
      return known.as;
    }
    const as = this.alone(() => withHookEvents(transcript, events)) ?? transcript;
    this.timed.set(transcript, { events: events.length, as });
    return as;
  }

  private readTurn({ path }: FoundTranscript): void {
    const part = this.index.partAt(path);
    if (part) {
      this.alone(() => this.turns.take(nameOf(part), path, part));
    }
  }

  private liveOf(name: string, { agent, externalId }: AgentTranscript, now: number): LiveState | null {
    const status = agent === 'claude' ? this.statuses.get(externalId) : undefined;
    if (status) {
      return status;
    }
    const turn = this.turns.of(name);
    const event = agent === 'claude' ? this.events.get(externalId)?.at(-1) : undefined;
    return event && event.at >= (turn?.since ?? 0) && now - event.at <= believedSilenceMs
      ? stateAfter(event)
      : stateAt(turn, now);
  }
}

/** Where transcripts may be. If one agent can't say, the others go on; the next scan counts it. */
function rootsNow({
  environment,
  moreFolders,
}: Pick<TranscriptTask, 'environment' | 'moreFolders'>): readonly WatchedRoot[] {
  return allAgents.flatMap((reader) => {
    const more = moreFolders[reader.agent] ?? [];
    try {
      return [...reader.roots(environment), ...more].map((path) => ({ reader, path }));
    } catch {
      return more.map((path) => ({ reader, path }));
    }
  });
}

/** What a session has been doing since its last hook event. */
function stateAfter(told: HookEvent): LiveState | null {
  const { event, at } = told;
  if (asksUser(told)) {
    return { state: 'waiting', since: at };
  }
  const isOver = event === 'Stop' || event === 'StopFailure' || event === 'SessionEnd';
  return isOver ? null : { state: 'busy', since: at };
}

function sameLive(a: LiveState | null, b: LiveState | null): boolean {
  return a?.state === b?.state && a?.since === b?.since;
}

function nameOf({ agent, externalId }: SessionName): string {
  return `${agent}\n${externalId}`;
}
