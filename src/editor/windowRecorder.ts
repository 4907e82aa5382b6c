import type { Disposable } from '../core/ports';
import type { AgentSession } from '../core/agentSession';
import type { RunningSession } from '../core/recorder';
import type { OrphanedWork } from '../core/recordStore';
import type { Interval, Span } from '../core/span';
import type { Measurement } from '../core/task';
import { isClosed } from '../core/task';
import { clipped, measurementOf } from '../core/tracker/measurementOf';
import type { Observation } from '../core/tracker/observation';
import { orphanChanges } from '../core/tracker/orphanChanges';
import { withStoredSpans } from '../core/tracker/rememberedSession';
import { track } from '../core/tracker/track';
import { correctedSession } from '../core/tracker/transcriptRead';
import { composingTime } from '../core/transcript/promptComposing';
import type { CoveredTranscript } from '../core/transcript/transcriptSource';
import type { Tracked } from '../core/tracker/tracked';
import {
  openSpans,
  runningSession,
  sameWork,
  slowTickMs,
  spanIdOf,
  typedMsIn,
  untracked,
  type TrackedSession,
  type TrackerState,
} from '../core/tracker/trackerState';
import { ChangeWriter } from './changeWriter';
import { EditorPulse } from './editorPulse';
import { Heartbeat } from './heartbeat';
import { PromptBindings } from './promptBindings';
import { RecordedSessions } from './recordedSessions';
import { RecordedSpans } from './recordedSpans';
import type { TranscriptTarget } from './transcriptFollower';
import type { LiveRecorder, RecorderPorts, StartedProgram } from './recorder';
import { ReleasedPrograms } from './releasedPrograms';
import { supervisedAround } from './supervisedAround';
import { SessionMemory } from './sessionMemory';

const currentTaskKey = 'currentTask';
const fastTickMs = 1000;

/** Measures what happens in this window: owns the tracker's state, its timers and the way to the store. */
export class WindowRecorder implements LiveRecorder, TranscriptTarget {
  private state: TrackerState = untracked;
  private readonly writer: ChangeWriter;
  private readonly recorded: RecordedSpans;
  private readonly sessions: RecordedSessions;
  private readonly prompts: PromptBindings;
  private readonly memory: SessionMemory;
  private readonly heartbeat: Heartbeat;
  private readonly pulse: EditorPulse;
  private readonly released = new ReleasedPrograms();
  private readonly listeners = new Set<() => void>();
  private readonly owned: Disposable[] = [];
  private fastTimer: Disposable | undefined;
  private restoredFully = false;
  private silent = false;
  private disposed = false;

  constructor(private readonly ports: RecorderPorts) {
    const { store, log, memory, clock } = ports;
    this.writer = new ChangeWriter(store, log);
    this.recorded = new RecordedSpans(store, this.writer);
    this.sessions = new RecordedSessions(store, this.writer);
    this.prompts = new PromptBindings(memory);
    this.memory = new SessionMemory(memory);
    this.heartbeat = new Heartbeat(ports, () => this.fire());
    this.pulse = new EditorPulse(clock, ports.pingEditor, {
      fellSilent: (since) => this.fallSilent(since),
      answered: (since) => this.answerAgain(since),
    });
    this.restore();
    this.owned.push(
      store.onDidChange(() => this.guard('follow the store', () => this.storeChanged())),
      ports.every(slowTickMs, () => this.guard('tick', () => this.slowTick())),
    );
    this.storeChanged();
  }

  get failing(): boolean {
    return this.writer.failing;
  }

  get currentTaskId(): string | undefined {
    const remembered = this.ports.memory.get(currentTaskKey);
    if (typeof remembered !== 'string') {
      return undefined;
    }
    const { store } = this.ports;
    const task = store.task(remembered);
    // While the store opens nothing is known of the task yet; once it is closed or deleted it is no longer current.
    const current = store.status.kind === 'opening' || (task !== undefined && !isClosed(task));
    return current ? remembered : undefined;
  }

  setCurrentTask(taskId: string | undefined): void {
    this.remember(this.ports.memory.update(currentTaskKey, taskId));
    if (taskId !== undefined) {
      for (const { sessionId, taskId: owner } of this.state.sessions.values()) {
        if (owner === null) {
          this.observe({ kind: 'session-moved', sessionId, taskId });
        }
      }
    }
    this.fire();
  }

  runningSessions(now: number): readonly RunningSession[] {
    const here = [...this.state.sessions.values()].map((session) => runningSession(session, now));
    return [...here, ...this.recorded.sessionsOfOtherWindows(this.othersThan(here), now)];
  }

  measurement(taskId: string, now: number): Measurement {
    const running = this.runningSpans(now).filter((span) => span.taskId === taskId);
    const tokens = this.sessions.tokensOf(taskId);
    return { ...measurementOf([...this.recorded.ofTask(taskId), ...running]), ...(tokens && { tokens }) };
  }

  measurementBetween(from: number, to: number, now: number): Measurement {
    const running = this.runningSpans(now);
    // A range that reaches past now is asked for without an end, so that the answer holds as time goes on.
    const stored = this.recorded.between(from, to >= now ? Number.MAX_SAFE_INTEGER : to);
    return measurementOf(clipped([...stored, ...running], from, to));
  }

  async startManualSession(taskId: string, agent: string): Promise<string> {
    const sessionId = this.ports.newId();
    const tracked = this.tracked({
      kind: 'session-started',
      sessionId,
      mode: 'manual',
      agent,
      folder: null,
      taskId,
      terminal: null,
    });
    this.accept(tracked.state);
    try {
      await this.writer.writeOrDrop(tracked.changes);
    } catch (error) {
      this.observe({ kind: 'session-forgotten', sessionId });
      throw error;
    }
    return sessionId;
  }

  async pauseSession(sessionId: string): Promise<void> {
    await this.observed({ kind: 'session-paused', sessionId });
  }

  async resumeSession(sessionId: string): Promise<void> {
    await this.observed({ kind: 'session-resumed', sessionId });
  }

  async stopSession(sessionId: string): Promise<void> {
    await this.observed({ kind: 'session-stopped', sessionId });
  }

  async releaseSession(sessionId: string): Promise<void> {
    const session = this.state.sessions.get(sessionId);
    if (session) {
      this.released.release(session, this.ports.clock());
    }
    await this.stopSession(sessionId);
  }

  async moveSession(sessionId: string, taskId: string): Promise<void> {
    await this.observed({ kind: 'session-moved', sessionId, taskId });
  }

  bindPrompt(uri: string, taskId: string): void {
    this.remember(this.prompts.bind(uri, taskId));
  }

  promptTask(uri: string): string | undefined {
    return this.prompts.taskOf(uri);
  }

  typedMs(uri: string): number {
    return this.prompts.typedMs(uri) + typedMsIn(this.state, uri);
  }

  finishPrompt(uri: string): void {
    this.observe({ kind: 'prompt-finished', document: uri });
  }

  observe(observation: Observation): void {
    this.guard('record', () => {
      this.followReleased(observation);
      void this.store(this.applied(observation));
    });
  }

  programStarted(program: StartedProgram): void {
    this.guard('record', () => this.startSession(program, this.currentTaskId ?? null));
  }

  promptSent(terminal: string, taskId: string): void {
    this.guard('record', () => {
      const session = [...this.state.sessions.values()].find((each) => each.terminal === terminal);
      const released = this.released.take(terminal);
      if (session?.taskId === null) {
        this.observe({ kind: 'session-moved', sessionId: session.sessionId, taskId });
      } else if (session !== undefined && session.taskId !== taskId) {
        // What the agent did until now stays with the task it was for.
        const { agent, mode, folder } = session;
        this.observe({ kind: 'session-stopped', sessionId: session.sessionId });
        this.startSession({ terminal, agent, mode, folder }, taskId);
      } else if (released) {
        this.startSession(released, taskId);
      }
    });
  }

  trackedSessions(): readonly TrackedSession[] {
    return [...this.state.sessions.values()];
  }

  recordedSession(id: string): AgentSession | undefined {
    return this.sessions.session(id);
  }

  transcriptRead(sessionId: string, covered: CoveredTranscript, pauses: readonly Interval[] = []): void {
    if (this.state.sessions.has(sessionId)) {
      this.observe({ kind: 'transcript-read', sessionId, covered });
      return;
    }
    this.guard('take in a transcript', () => {
      const session = this.sessions.session(sessionId);
      if (session && !this.disposed) {
        const { agent, mode, taskId, transcript: facts } = session;
        const spans = this.recorded.ofSession(sessionId);
        const read = { sessionId, agent, mode, taskId, facts, spans };
        const supervision = mode === 'transcript' ? this.composing(sessionId, taskId, covered) : undefined;
        const { changes } = correctedSession(read, covered, false, { pauses, supervision });
        void this.store(changes).then(() => this.fire());
      }
    });
  }

  succeedSession(sessionId: string, at: number): void {
    this.guard('record', () => {
      const session = this.state.sessions.get(sessionId);
      if (session !== undefined && session.terminal !== null) {
        const { terminal, agent, mode, folder, taskId } = session;
        this.observe({ kind: 'session-stopped', sessionId });
        this.startSession({ terminal, agent, mode, folder }, taskId, at);
      }
    });
  }

  typedIn(document: string): void {
    const taskId = this.prompts.taskOf(document) ?? this.currentTaskId ?? null;
    this.observe({ kind: 'typed', document, taskId });
  }

  isSuspendedIn(terminal: string): boolean {
    return this.suspendedSessions().some((session) => session.terminal === terminal);
  }

  terminalsPresent(terminals: ReadonlySet<string>): void {
    for (const { sessionId, terminal } of this.suspendedSessions()) {
      if (terminal !== null && !terminals.has(terminal)) {
        this.observe({ kind: 'session-lost', sessionId });
      }
    }
  }

  onDidChange(listener: () => void): Disposable {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  async flush(): Promise<void> {
    this.dispose();
    const now = this.ports.clock();
    const tracked = track(this.state, { kind: 'host-silent', since: now }, now, this.context());
    this.state = tracked.state;
    await Promise.allSettled([
      this.writer.write(tracked.changes).then(() => this.writer.flush()),
      this.memory.save(this.state, now),
      this.prompts.addTyped(this.state.typedMs),
    ]);
    await this.heartbeat.beat(this.state, now);
  }

  dispose(): void {
    this.disposed = true;
    this.fastTimer?.dispose();
    this.fastTimer = undefined;
    this.heartbeat.dispose();
    for (const each of this.owned.splice(0)) {
      each.dispose();
    }
    this.listeners.clear();
  }

  private restore(): void {
    const { clock, newId } = this.ports;
    const now = clock();
    for (const session of this.memory.restored(now, newId)) {
      this.observe({ kind: 'session-restored', session });
    }
  }

  /** Spans of restored sessions can be asked for only once the store is open; orphans likewise. */
  private storeChanged(): void {
    if (!this.restoredFully && this.ports.store.status.kind === 'ready') {
      this.restoredFully = true;
      this.takeStoredSpans(0);
      for (const sessionId of this.memory.lost) {
        this.observe({ kind: 'session-lost', sessionId });
      }
      this.claimOrphans();
    }
    this.heartbeat.storeChanged((sessionId) => this.state.sessions.has(sessionId));
    this.fire();
  }

  private slowTick(): void {
    this.pulse.check();
    if (this.silent) {
      return;
    }
    this.observe({ kind: 'tick' });
    const now = this.ports.clock();
    void this.heartbeat.beat(this.state, now);
    this.heartbeat.readOthers();
    if (this.writer.failing) {
      void this.writer.flush().then(() => this.fire());
    }
    if (this.restoredFully) {
      this.claimOrphans();
    }
  }

  private claimOrphans(): void {
    void this.heartbeat.orphans(this.ports.clock()).then((orphans) =>
      this.guard('finish orphans', () => {
        for (const orphan of orphans) {
          this.finishOrphan(orphan);
        }
      }),
    );
  }

  private finishOrphan(orphan: OrphanedWork): void {
    const livingOn = new Map([...this.state.sessions].map(([id, session]) => [id, spanIdOf(session)]));
    const changes = orphanChanges(orphan, this.ports.store, livingOn, this.ports.newId);
    void this.writer.write(changes).then(() => this.fire());
    this.takeStoredSpans(orphan.lastBeatAt, new Set(orphan.work.sessions.map(({ sessionId }) => sessionId)));
  }

  private takeStoredSpans(seenAt: number, only?: ReadonlySet<string>): void {
    // First of all what the time has ended, so that nothing of it is taken up again.
    this.observe({ kind: 'tick' });
    for (const session of this.state.sessions.values()) {
      if (only === undefined || only.has(session.sessionId)) {
        const spans = this.recorded.ofSession(session.sessionId);
        this.observe({ kind: 'session-restored', session: withStoredSpans(session, spans, seenAt) });
      }
    }
  }

  private fallSilent(since: number): void {
    this.observe({ kind: 'host-silent', since });
    this.silent = true;
    this.ports.log.warn('The editor does not answer: measuring is frozen until it does.');
  }

  private answerAgain(since: number): void {
    this.silent = false;
    this.observe({ kind: 'host-answered', since });
  }

  /** Typing elsewhere than in this editor can only be estimated, from the prompts. */
  private composing(sessionId: string, taskId: string | null, { composed }: CoveredTranscript): Span[] {
    const around = supervisedAround(this.ports.store, sessionId, composed);
    return composingTime(taskId, composed, around).map((each) => ({
      ...each,
      sessionId,
      taskId,
      kind: 'supervision',
      evidence: 'estimated',
    }));
  }

  private startSession(
    { terminal, agent, mode, folder }: StartedProgram,
    taskId: string | null,
    startedAt = this.ports.clock(),
  ): void {
    const sessionId = this.ports.newId();
    this.observe({ kind: 'session-started', sessionId, mode, agent, folder, taskId, terminal, startedAt });
  }

  private followReleased(observation: Observation): void {
    if (observation.kind === 'working') {
      const { bridgeMs } = this.ports.rules();
      const program = this.released.working(observation.terminal, this.ports.clock(), bridgeMs);
      if (program) {
        this.programStarted(program);
      }
    } else if (observation.kind === 'session-ended' || observation.kind === 'terminal-closed') {
      this.released.take(observation.terminal);
    }
  }

  private tracked(observation: Observation): Tracked {
    return track(this.state, observation, this.ports.clock(), this.context());
  }

  /** Resolves when what the observation wants stored has been written, or waits in memory for the disk. */
  private async observed(observation: Observation): Promise<void> {
    await this.store(this.applied(observation));
  }

  /** Takes the observation in; @returns what it wants stored. */
  private applied(observation: Observation): Tracked['changes'] {
    if (this.disposed) {
      return [];
    }
    const { state, changes } = this.tracked(observation);
    this.accept(state);
    return changes;
  }

  private async store(changes: Tracked['changes']): Promise<void> {
    if (changes.length === 0) {
      return;
    }
    const { failing } = this.writer;
    await this.writer.write(changes);
    if (failing !== this.writer.failing) {
      this.fire();
    }
  }

  private accept(state: TrackerState): void {
    const before = this.state;
    this.state = state;
    if (!sameWork(before, state)) {
      const now = this.ports.clock();
      void this.heartbeat.beat(state, now);
      this.remember(this.memory.save(state, now));
      this.runTimer();
      this.fire();
    } else if (typedSeconds(before) !== typedSeconds(state)) {
      this.fire();
    }
  }

  /** Ticks each second, but only while there is something whose end the silence decides, or a clock to show. */
  private runTimer(): void {
    const running = [...this.state.sessions.values()].some(({ condition }) => condition.kind === 'busy');
    if (running || this.state.typing) {
      this.fastTimer ??= this.ports.every(fastTickMs, () => this.observe({ kind: 'tick' }));
    } else {
      this.fastTimer?.dispose();
      this.fastTimer = undefined;
    }
  }

  private runningSpans(now: number) {
    return [
      ...openSpans(this.state, now),
      ...this.recorded.ofOtherWindows(this.othersThan([...this.state.sessions.values()]), now),
    ];
  }

  private othersThan(here: readonly { readonly sessionId: string }[]) {
    const ids = new Set(here.map(({ sessionId }) => sessionId));
    return this.heartbeat.others.map((work) => ({
      ...work,
      sessions: work.sessions.filter(({ sessionId }) => !ids.has(sessionId)),
    }));
  }

  private suspendedSessions() {
    return [...this.state.sessions.values()].filter(({ condition }) => condition.kind === 'suspended');
  }

  private context() {
    return { rules: this.ports.rules(), newId: this.ports.newId };
  }

  private remember(saved: PromiseLike<unknown> | undefined): void {
    saved?.then(undefined, (error: unknown) =>
      this.ports.log.warn('Could not remember for a reload.', error),
    );
  }

  private fire(): void {
    for (const listener of this.listeners) {
      this.guard('tell of a change', listener);
    }
  }

  private guard(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.ports.log.error(`The recorder could not ${what}.`, error);
    }
  }
}

/** Whole seconds of the burst that goes on. */
function typedSeconds({ typing }: TrackerState): number {
  return typing ? Math.floor((typing.lastAt - typing.start) / 1000) : 0;
}
