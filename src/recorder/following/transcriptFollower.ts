import { smallest } from '../../core/figures/extremes';
import type { FolderNames } from '../../core/folders/folderPath';
import type { Clock, Disposable, Log } from '../../core/ports';
import type { RecordStore } from '../../core/record/recordStore';
import type { Coverage } from '../../core/task/agentSession';
import { isClosed } from '../../core/task/isClosed';
import { isFollowed, openInterval, type TrackedSession } from '../../core/tracker/trackerState';
import {
  matchSessions,
  startSlackMs,
  type Match,
  type ProgramSession,
} from '../../core/transcript/source/matchSessions';
import { transcriptAgent } from '../../core/programs/terminalAgents';
import {
  isStillRead,
  type TranscriptSource,
  type TranscriptSummary,
} from '../../core/transcript/source/transcriptSource';
import type { Interval } from '../../core/days/interval';
import type { TranscriptTarget } from '../transcripts';
import type { SeenOfProgram } from '../transcripts/promptSupervision';

export interface FollowerPorts {
  readonly source: TranscriptSource;
  readonly store: RecordStore;
  readonly recorder: TranscriptTarget;
  readonly clock: Clock;
  readonly log: Log;
  readonly every: (ms: number, work: () => void) => Disposable;
  /** The path of a folder without links; the same for all its names. */
  readonly realFolder: (path: string) => string;
  readonly folderNames: () => FolderNames;
}

/** A session and the part of a transcript that is its own. */
interface Reading {
  readonly sessionId: string;
  readonly agent: string;
  readonly externalId: string;
  readonly from: number;
  readonly to: number | null;
}

interface LastReading {
  readonly summary: TranscriptSummary;
  readonly from: number;
  readonly at: number;
  readonly to: number | null;
}

interface Program extends Omit<ProgramSession, 'before'>, SeenOfProgram {
  readonly terminal: string;
  readonly from: number;
  /** When it was found to be over. */
  readonly goneAt: number | null;
}

const tickMs = 1_000;
/** A transcript gets its last lines within this time. */
const afterEndMs = 90_000;
/** How often an open turn is written down; its beginning and end are written at once. */
const betweenReadingsMs = 60_000;

/** Finds the transcripts of what runs in this window's terminals and keeps sessions as their transcripts say. */
export class TranscriptFollower implements Disposable {
  private readonly programs = new Map<string, Program>();
  /** The transcript that the program in a terminal wrote when its last session was stopped. */
  private readonly beforeIn = new Map<string, string>();
  private readonly lastReadings = new Map<string, LastReading>();
  private readonly realFolders = new Map<string, string>();
  private readonly owned: Disposable[];
  private timer: Disposable | undefined;
  private working = false;
  private again = false;
  private disposed = false;
  private open: { readonly version: number; readonly parts: readonly Coverage[] } | undefined;

  constructor(private readonly ports: FollowerPorts) {
    const run = (): void => this.run();
    this.owned = [
      ports.source.onDidChange((changed) => {
        if (changed.length > 0) {
          run();
        }
      }),
      ports.recorder.onDidChange(run),
    ];
    run();
  }

  dispose(): void {
    this.disposed = true;
    this.timer?.dispose();
    this.owned.splice(0).forEach((each) => each.dispose());
  }

  private run(): void {
    if (this.working) {
      this.again = true;
      return;
    }
    this.working = true;
    // The recorder reports a change before handing over what it wants stored.
    void Promise.resolve()
      .then(() => this.work())
      .catch((error: unknown) => this.ports.log.error('Transcripts could not be followed.', error))
      .finally(() => {
        this.working = false;
        if (this.again && !this.disposed) {
          this.again = false;
          this.run();
        }
      });
  }

  private async work(): Promise<void> {
    const { store, source, clock } = this.ports;
    if (this.disposed || store.status.kind === 'opening') {
      return;
    }
    this.seePrograms(clock());
    this.runTimer();
    this.seeLost();
    if (source.status.kind === 'off' || source.status.kind === 'starting') {
      return;
    }
    this.match(clock());
    const readings = [...this.programReadings(), ...this.recordedReadings()];
    for (const reading of readings) {
      const summary = source.session(reading.agent, reading.externalId);
      if (summary && this.isDue(reading, summary, clock())) {
        await this.read(reading, summary);
      }
    }
  }

  private seePrograms(now: number): void {
    const tracked = new Map(this.ports.recorder.trackedSessions().map((each) => [each.sessionId, each]));
    for (const [id, program] of this.programs) {
      if (!tracked.has(id)) {
        this.seeEnd(program, now);
      }
    }
    for (const session of tracked.values()) {
      const { sessionId, agent, terminal, startedAt } = session;
      if (terminal !== null && transcriptAgent(agent) !== undefined) {
        const known = this.programs.get(sessionId);
        const facts = session.facts ?? this.ports.recorder.recordedSession(sessionId)?.transcript;
        this.programs.set(sessionId, {
          sessionId,
          agent,
          terminal,
          startedAt,
          folder: this.realOf(session.folder),
          endedAt: null,
          goneAt: null,
          worked: workOf(session, now),
          pauses: session.pauses ?? [],
          sentAt: session.sentAt ?? [],
          externalId: known?.externalId ?? facts?.externalId,
          from: known?.from ?? facts?.from ?? startedAt,
        });
      }
    }
  }

  private seeEnd(program: Program, now: number): void {
    const { sessionId, terminal, externalId } = program;
    if (program.goneAt !== null) {
      if (now - program.goneAt > afterEndMs) {
        this.programs.delete(sessionId);
        this.lastReadings.delete(sessionId);
      }
      return;
    }
    const session = this.ports.recorder.recordedSession(sessionId);
    this.programs.set(sessionId, { ...program, endedAt: session?.endedAt ?? now, goneAt: now });
    if (session?.ending === 'stopped' && externalId !== undefined) {
      this.beforeIn.set(terminal, externalId);
    } else {
      this.beforeIn.delete(terminal);
    }
  }

  /** While it is being read, nothing is known to be gone. */
  private seeLost(): void {
    const { source, recorder } = this.ports;
    if (isStillRead(source.status)) {
      return;
    }
    const followed = recorder.trackedSessions().filter(isFollowed);
    if (followed.length === 0) {
      return;
    }
    for (const { sessionId, agent } of followed) {
      const externalId = this.programs.get(sessionId)?.externalId;
      const isTold =
        source.status.kind === 'ready' && externalId !== undefined && source.session(agent, externalId);
      if (!isTold) {
        recorder.lost(sessionId);
      }
    }
  }

  private match(now: number): void {
    const programs = [...this.programs.values()];
    const since = smallest(programs.map(({ startedAt }) => startedAt)) - startSlackMs;
    if (programs.length === 0) {
      return;
    }
    const candidates = this.ports.source
      .sessions()
      .filter(({ end }) => end >= since)
      .map((each) => ({ ...each, folder: this.realOf(each.folder) }));
    const sessions = programs.map((each): ProgramSession => ({
      ...each,
      before: this.beforeIn.get(each.terminal),
    }));
    const coverage = [...this.coverage(), ...programs.flatMap(coverageOf)];
    for (const found of matchSessions(sessions, candidates, coverage, now, this.ports.folderNames())) {
      this.take(found);
    }
  }

  private take({ sessionId, externalId, from, succeeds }: Match): void {
    const program = this.programs.get(sessionId);
    if (program && succeeds) {
      this.ports.recorder.succeed(sessionId, from);
    } else if (program) {
      this.programs.set(sessionId, { ...program, externalId, from });
    }
  }

  private programReadings(): Reading[] {
    return [...this.programs.values()].flatMap(({ sessionId, agent, externalId, from, endedAt: to }) =>
      externalId === undefined ? [] : [this.withoutOthers({ sessionId, agent, externalId, from, to })],
    );
  }

  /** What was cut out of a session, in any window, is not its own any more: it goes on after that. */
  private withoutOthers(reading: Reading): Reading {
    const { agent, externalId, to } = reading;
    let { from } = reading;
    for (const each of this.coverage()) {
      const isOther =
        each.externalId === externalId && each.agent === agent && each.sessionId !== reading.sessionId;
      if (isOther && each.to !== null && each.to > from && each.from < (to ?? Number.POSITIVE_INFINITY)) {
        from = each.to;
      }
    }
    return { ...reading, from };
  }

  /** Sessions that were taken from the inbox and grow with their transcripts until their task is closed. */
  private recordedReadings(): Reading[] {
    const { store } = this.ports;
    return this.coverage().flatMap(({ sessionId, taskId, agent, externalId, from, to, ignored }) => {
      const task = taskId === null ? undefined : store.task(taskId);
      if (to !== null || ignored || !task || store.session(sessionId)?.mode !== 'transcript') {
        return [];
      }
      const end = isClosed(task) ? Math.max(from, task.closing.closedAt) : null;
      return [{ sessionId, agent, externalId, from, to: end }];
    });
  }

  /** Asked for again only when the record has changed. */
  private coverage(): readonly Coverage[] {
    const { store } = this.ports;
    if (this.open?.version !== store.version) {
      this.open = { version: store.version, parts: store.coverage() };
    }
    return this.open.parts;
  }

  private isDue({ sessionId, from, to }: Reading, summary: TranscriptSummary, now: number): boolean {
    const last = this.lastReadings.get(sessionId);
    if (
      last === undefined ||
      last.from !== from ||
      last.to !== to ||
      last.summary.live?.state !== summary.live?.state
    ) {
      return true;
    }
    const goesOn = to === null && summary.live?.state === 'busy';
    return last.summary !== summary && (!goesOn || now - last.at >= betweenReadingsMs);
  }

  private async read(reading: Reading, summary: TranscriptSummary): Promise<void> {
    const { sessionId, agent, externalId, from, to } = reading;
    const { source, recorder, clock } = this.ports;
    const covered = await source.covered(agent, externalId, from, to);
    const program = this.programs.get(sessionId);
    const isRunning = recorder.trackedSessions().some((each) => each.sessionId === sessionId);
    if (!covered || this.disposed) {
      return;
    }
    if (program && to === null && !isRunning) {
      // It has ended; the next round reads it up to its end.
      this.again = true;
      return;
    }
    this.lastReadings.set(sessionId, { summary, at: clock(), from, to });
    recorder.read(sessionId, covered, program);
  }

  private runTimer(): void {
    if (this.programs.size > 0) {
      this.timer ??= this.ports.every(tickMs, () => this.run());
    } else {
      this.timer?.dispose();
      this.timer = undefined;
    }
  }

  private realOf(folder: string | null): string | null {
    if (folder === null) {
      return null;
    }
    const known = this.realFolders.get(folder) ?? this.ports.realFolder(folder);
    this.realFolders.set(folder, known);
    return known;
  }
}

/** A session found just now isn't recorded yet. */
function coverageOf({ sessionId, agent, externalId, from, endedAt: to }: Program): Coverage[] {
  return externalId === undefined
    ? []
    : [{ sessionId, taskId: null, agent, externalId, from, to, ignored: false }];
}

/** When the output of a session showed work, a transcript found or not. */
function workOf(session: TrackedSession, now: number): readonly Interval[] {
  const open = openInterval(session, now);
  const { workedAt } = session;
  const estimated = session.spans.filter(
    ({ kind, evidence }) => kind === 'agent' && evidence === 'estimated',
  );
  return [
    ...(session.facts ? [] : [...estimated, ...(open ? [open] : [])]),
    ...(workedAt === undefined ? [] : [{ start: workedAt, end: workedAt }]),
  ];
}
