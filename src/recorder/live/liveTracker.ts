import { inBackground } from '../../core/inBackground';
import type { Change } from '../../core/task/change';
import type { Disposable } from '../../core/ports';
import type { Observation } from '../../core/tracker/observation';
import { track } from '../../core/tracker/track';
import type { Tracked } from '../../core/tracker/tracked';
import { sameWork, untracked, type TrackedSession, type TrackerState } from '../../core/tracker/trackerState';
import { carriedOn } from '../../core/tracker/typingBurst';
import type { ChangeWriter } from '../recorded/changeWriter';
import type { RecorderPorts } from '../ports/recorderPorts';
import { TypingRun, wholeSeconds } from './typingRun';

const fastTickMs = 1000;

interface LiveTrackerPorts extends Pick<RecorderPorts, 'clock' | 'newId' | 'rules' | 'every' | 'log'> {
  readonly writer: Pick<ChangeWriter, 'write' | 'writeOrDrop' | 'failing'>;
  /** Called with an observation before the tracker takes it in. */
  readonly observing: (observation: Observation) => void;
  /** The running sessions have changed. */
  readonly workChanged: (state: TrackerState, now: number) => void;
  /** Something shown has changed, running clocks apart. */
  readonly shownChanged: () => void;
}

/** The tracker's state as this window observes it, its fast timer, and the way of its changes to the store. */
export class LiveTracker {
  /** As of the last observation; keys that only carry a burst on are in `typing`. */
  private lastState: TrackerState = untracked;
  private readonly typing = new TypingRun();
  private fastTimer: Disposable | undefined;
  private disposed = false;

  constructor(private readonly ports: LiveTrackerPorts) {}

  get isDisposed(): boolean {
    return this.disposed;
  }

  /** Up to the last key. */
  get state(): TrackerState {
    const { lastKeyAt } = this.typing;
    return lastKeyAt === undefined ? this.lastState : carriedOn(this.lastState, lastKeyAt);
  }

  get sessions(): ReadonlyMap<string, TrackedSession> {
    return this.lastState.sessions;
  }

  /** Never throws. */
  observe(observation: Observation): void {
    try {
      this.ports.observing(observation);
      inBackground(this.write(this.applied(observation)), this.ports.log, 'The recorder could not record.');
    } catch (error) {
      this.ports.log.error('The recorder could not record.', error);
    }
  }

  /** Resolves when what the observation wants stored has been written, or waits in memory for the disk. */
  async observed(observation: Observation): Promise<void> {
    await this.write(this.applied(observation));
  }

  /** @throws what the store threw; nothing was observed then. */
  async startManual(sessionId: string, taskId: string, agent: string): Promise<void> {
    // Time that has ended is kept, whatever happens to the session.
    this.observe({ kind: 'tick' });
    const place = { folder: null, terminal: null } as const;
    const tracked = this.tracked({
      kind: 'session-started',
      sessionId,
      mode: 'manual',
      agent,
      taskId,
      ...place,
    });
    this.accept(tracked.state);
    try {
      await this.ports.writer.writeOrDrop(tracked.changes);
    } catch (error) {
      this.observe({ kind: 'session-forgotten', sessionId });
      throw error;
    }
  }

  /** @returns whether a key in the document is no more than the burst going on, which needs no observation. */
  takesKey(document: string): boolean {
    return this.typing.takes(document, this.ports.clock());
  }

  /** Whatever decides for which task a key counts may have changed: the next one is observed. */
  observeNextKey(): void {
    this.lastState = this.state;
    this.typing.end();
  }

  /** The host goes. @returns what is to be stored. */
  freeze(now: number): readonly Change[] {
    const { state, changes } = track(this.state, { kind: 'host-silent', since: now }, now, this.context());
    this.lastState = state;
    this.typing.end();
    return changes;
  }

  /** Never rejects. */
  async write(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) {
      return;
    }
    const { writer, shownChanged } = this.ports;
    const { failing } = writer;
    await writer.write(changes);
    if (failing !== writer.failing) {
      shownChanged();
    }
  }

  dispose(): void {
    this.disposed = true;
    this.fastTimer?.dispose();
    this.fastTimer = undefined;
  }

  /** Takes the observation in; @returns what it wants stored. */
  private applied(observation: Observation): readonly Change[] {
    if (this.disposed) {
      return [];
    }
    const { state, changes } = this.tracked(observation);
    this.accept(state);
    return changes;
  }

  private tracked(observation: Observation): Tracked {
    return track(this.state, observation, this.ports.clock(), this.context());
  }

  private accept(state: TrackerState): void {
    const before = this.lastState;
    this.lastState = state;
    this.typing.begin(state);
    if (!sameWork(before, state)) {
      this.runTimer();
      this.ports.workChanged(state, this.ports.clock());
    } else if (shownSeconds(before) !== shownSeconds(state)) {
      this.ports.shownChanged();
    }
  }

  /** Ticks each second, but only while there is something whose end the silence decides, or a clock to show. */
  private runTimer(): void {
    const running = [...this.lastState.sessions.values()].some(({ condition }) => condition.kind === 'busy');
    if (running || this.lastState.typing) {
      this.fastTimer ??= this.ports.every(fastTickMs, () => this.observe({ kind: 'tick' }));
    } else {
      this.fastTimer?.dispose();
      this.fastTimer = undefined;
    }
  }

  private context() {
    return { rules: this.ports.rules(), newId: this.ports.newId };
  }
}

/** Of the current burst. */
function shownSeconds({ typing }: TrackerState): number {
  return typing ? wholeSeconds(typing) : 0;
}
