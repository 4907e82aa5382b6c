import { inBackground } from '../core/inBackground';
import type { AgentSession } from '../core/agentSession';
import { Listeners } from '../core/listeners';
import type { Disposable } from '../core/ports';
import type { FurtherWork, RunningSession } from '../core/recorder';
import type { Measurement } from '../core/task';
import type { Observation } from '../core/tracker/observation';
import { slowTickMs, type TrackedSession, type TrackerState } from '../core/tracker/trackerState';
import { correctedSession } from '../core/tracker/transcriptRead';
import type { HandedPrompt } from '../core/transcript/promptComposing';
import type { ComposedPrompt, CoveredTranscript } from '../core/transcript/transcriptSource';
import { ChangeWriter } from './recorded/changeWriter';
import { CurrentTask } from './currentTask';
import { EarlierWork } from './programs/earlierWork';
import { EditorPulse } from './live/editorPulse';
import { Heartbeat } from './live/heartbeat';
import { LiveTracker } from './live/liveTracker';
import { MeasuredWork } from './recorded/measuredWork';
import { PromptSupervision } from './transcripts/promptSupervision';
import { RecordedSessions } from './recorded/recordedSessions';
import { RecordedSpans } from './recorded/recordedSpans';
import type { LiveRecorder, RecorderPorts, StartedProgram } from './recorder';
import { SessionMemory } from './programs/sessionMemory';
import { refuseEnded, takesWork } from './takesWork';
import { TerminalPrograms } from './programs/terminalPrograms';
import type { SeenOfProgram, TranscriptTarget } from './transcripts/transcriptFollower';
import { WrittenPrompts } from './prompts/writtenPrompts';

const nothingSeen: SeenOfProgram = { pauses: [], sentAt: [] };

/** Measures what happens in this window: puts together who observes, who remembers and who writes. */
export class WindowRecorder implements LiveRecorder, TranscriptTarget {
  private readonly tracker: LiveTracker;
  private readonly writer: ChangeWriter;
  private readonly recorded: RecordedSpans;
  private readonly sessions: RecordedSessions;
  private readonly measured: MeasuredWork;
  private readonly supervision: PromptSupervision;
  private readonly currentTask: CurrentTask;
  private readonly prompts: WrittenPrompts;
  private readonly memory: SessionMemory;
  private readonly heartbeat: Heartbeat;
  private readonly pulse: EditorPulse;
  private readonly programs: TerminalPrograms;
  private readonly earlier: EarlierWork;
  private readonly listeners = new Listeners();
  private readonly owned: Disposable[] = [];
  private silent = false;
  private disposed = false;

  constructor(private readonly ports: RecorderPorts) {
    const { store, log, memory, clock } = ports;
    this.writer = new ChangeWriter(store, log);
    this.recorded = new RecordedSpans(store, this.writer);
    this.sessions = new RecordedSessions(store, this.writer);
    this.currentTask = new CurrentTask(memory, store);
    this.memory = new SessionMemory(memory);
    this.heartbeat = new Heartbeat(ports, () => this.fire());
    this.tracker = new LiveTracker({
      ...ports,
      writer: this.writer,
      observing: (observation) => this.programs.follow(observation),
      workChanged: (state, now) => {
        inBackground(this.heartbeat.beat(state, now), log, 'Could not write the heartbeat.');
        this.remember(this.memory.save(state, now));
        this.fire();
      },
      shownChanged: () => this.fire(),
    });
    const { tracker, writer, recorded, sessions, heartbeat } = this;
    const state = (): TrackerState => tracker.state;
    const currentTaskId = (): string | undefined => this.currentTaskId;
    this.measured = new MeasuredWork({ state, recorded, sessions, heartbeat });
    this.prompts = new WrittenPrompts({ ...ports, state, currentTaskId });
    this.supervision = new PromptSupervision({ store, recorded, state, prompts: this.prompts, clock });
    this.pulse = new EditorPulse(clock, ports.pingEditor, {
      fellSilent: (since) => this.fallSilent(since),
      answered: (since) => this.answerAgain(since),
    });
    const tracking = tracker;
    this.programs = new TerminalPrograms({ ...ports, tracking, currentTaskId });
    const finished = () => this.fire();
    this.earlier = new EarlierWork({
      ...ports,
      tracking,
      memory: this.memory,
      recorded,
      writer,
      heartbeat,
      finished,
    });
    this.earlier.restore();
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
    return this.currentTask.id;
  }

  get currentTitle(): string | undefined {
    return this.currentTask.title;
  }

  setCurrentTask(taskId: string | undefined): void {
    this.remember(this.currentTask.set(taskId));
    this.tracker.observeNextKey();
    if (taskId !== undefined && takesWork(this.ports.store, taskId)) {
      for (const { sessionId, taskId: owner } of this.tracker.sessions.values()) {
        if (owner === null) {
          this.observe({ kind: 'session-moved', sessionId, taskId });
        }
      }
    }
    this.fire();
  }

  runningSessions(now: number): readonly RunningSession[] {
    return this.measured.runningSessions(now);
  }

  measurement(taskId: string, now: number, further?: FurtherWork): Measurement {
    return this.measured.ofTask(taskId, now, further);
  }

  measurementBetween(from: number, to: number, now: number): Measurement {
    return this.measured.between(from, to, now);
  }

  async startManualSession(taskId: string, agent: string): Promise<string> {
    refuseEnded(this.ports.store, taskId);
    const sessionId = this.ports.newId();
    await this.tracker.startManual(sessionId, taskId, agent);
    return sessionId;
  }

  async pauseSession(sessionId: string): Promise<void> {
    await this.tracker.observed({ kind: 'session-paused', sessionId });
  }

  async resumeSession(sessionId: string): Promise<void> {
    await this.tracker.observed({ kind: 'session-resumed', sessionId });
  }

  async stopSession(sessionId: string): Promise<void> {
    await this.tracker.observed({ kind: 'session-stopped', sessionId });
  }

  async releaseSession(sessionId: string): Promise<void> {
    this.programs.release(sessionId);
    await this.stopSession(sessionId);
  }

  async passOnSession(sessionId: string, taskId: string): Promise<void> {
    const session = this.tracker.sessions.get(sessionId);
    const stopped = this.stopSession(sessionId);
    if (session) {
      this.programs.goOn(session, taskId);
    }
    await stopped;
  }

  async moveSession(sessionId: string, taskId: string): Promise<void> {
    refuseEnded(this.ports.store, taskId);
    await this.tracker.observed({ kind: 'session-moved', sessionId, taskId });
  }

  bindPrompt(uri: string, taskId: string): void {
    this.remember(this.prompts.bind(uri, taskId));
    this.tracker.observeNextKey();
  }

  promptTask(uri: string): string | undefined {
    return this.prompts.taskOf(uri);
  }

  typedMs(uri: string): number {
    return this.prompts.typedMs(uri);
  }

  finishPrompt(uri: string): void {
    this.observe({ kind: 'prompt-finished', document: uri });
  }

  promptHanded(uri: string, length: number): void {
    this.guard('remember a prompt', () => this.remember(this.prompts.hand(uri, length)));
  }

  handedPrompts(among: readonly Pick<ComposedPrompt, 'length'>[]): readonly HandedPrompt[] {
    return this.prompts.handedPrompts(among);
  }

  observe(observation: Observation): void {
    this.tracker.observe(observation);
  }

  programStarted(program: StartedProgram): void {
    this.guard('record', () => this.programs.started(program));
  }

  promptSent(terminal: string, taskId: string): void {
    this.guard('record', () => this.programs.promptSent(terminal, taskId));
  }

  trackedSessions(): readonly TrackedSession[] {
    return [...this.tracker.sessions.values()];
  }

  recordedSession(id: string): AgentSession | undefined {
    return this.sessions.session(id);
  }

  transcriptRead(sessionId: string, covered: CoveredTranscript, seen: SeenOfProgram = nothingSeen): void {
    const running = this.tracker.sessions.get(sessionId);
    if (running) {
      const { pauses = [], sentAt = [] } = running;
      const supervision = this.supervision.of(running, covered, { pauses, sentAt });
      this.observe({ kind: 'transcript-read', sessionId, covered, supervision });
      return;
    }
    this.guard('take in a transcript', () => {
      const session = this.sessions.session(sessionId);
      if (session && !this.disposed) {
        const { agent, mode, taskId, transcript: facts } = session;
        const spans = this.recorded.ofSession(sessionId);
        const read = { sessionId, agent, mode, taskId, facts, spans };
        const supervision = this.supervision.of(read, covered, seen);
        const { changes } = correctedSession(read, covered, false, { pauses: seen.pauses, supervision });
        inBackground(
          this.tracker.write(changes).then(() => this.fire()),
          this.ports.log,
          'The recorder could not take in a transcript.',
        );
      }
    });
  }

  transcriptLost(sessionId: string): void {
    this.observe({ kind: 'transcript-lost', sessionId });
  }

  succeedSession(sessionId: string, at: number): void {
    this.guard('record', () => this.programs.succeed(sessionId, at));
  }

  typedIn(document: string): void {
    if (!this.tracker.takesKey(document)) {
      this.guard('record', () =>
        this.observe({ kind: 'typed', document, taskId: this.prompts.taskOfTyping(document) ?? null }),
      );
    }
  }

  isSuspendedIn(terminal: string): boolean {
    return this.earlier.isSuspendedIn(terminal);
  }

  terminalsPresent(terminals: ReadonlySet<string>): void {
    this.earlier.terminalsPresent(terminals);
  }

  onDidChange(listener: () => void): Disposable {
    return this.listeners.add(listener);
  }

  async flush(): Promise<void> {
    this.dispose();
    const now = this.ports.clock();
    const changes = this.tracker.freeze(now);
    const { state } = this.tracker;
    await Promise.allSettled([
      this.writer.write(changes).then(() => this.writer.flush()),
      this.memory.save(state, now),
      this.prompts.keepTyped(),
    ]);
    await this.heartbeat.beat(state, now);
  }

  dispose(): void {
    this.disposed = true;
    this.tracker.dispose();
    this.heartbeat.dispose();
    for (const each of this.owned.splice(0)) {
      each.dispose();
    }
    this.listeners.clear();
  }

  private storeChanged(): void {
    this.tracker.observeNextKey();
    this.remember(this.currentTask.keepTitle());
    this.earlier.storeChanged();
    this.programs.endWithTasks((taskId) => !takesWork(this.ports.store, taskId));
    this.heartbeat.storeChanged((sessionId) => this.tracker.sessions.has(sessionId));
    this.fire();
  }

  private slowTick(): void {
    this.pulse.check();
    if (this.silent) {
      return;
    }
    this.observe({ kind: 'tick' });
    const { clock, log } = this.ports;
    const now = clock();
    inBackground(this.heartbeat.beat(this.tracker.state, now), log, 'Could not write the heartbeat.');
    this.heartbeat.readOthers();
    if (this.writer.failing) {
      inBackground(
        this.writer.flush().then(() => this.fire()),
        log,
        'Measured time could not be written.',
      );
    }
    this.earlier.tick();
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

  private remember(saved: PromiseLike<unknown> | undefined): void {
    saved?.then(undefined, (error: unknown) =>
      this.ports.log.warn('Could not remember for a reload.', error),
    );
  }

  private fire(): void {
    this.guard('tell of a change', () => this.listeners.tell());
  }

  private guard(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.ports.log.error(`The recorder could not ${what}.`, error);
    }
  }
}
