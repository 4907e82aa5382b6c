import { inBackground } from '../core/inBackground';
import { Listeners } from '../core/listeners';
import type { Disposable } from '../core/ports';
import { slowTickMs, type TrackerState } from '../core/tracker/trackerState';
import { currentTask, type CurrentTask } from './currentTask';
import { Heartbeat } from './windows/heartbeat';
import { LiveTracker } from './live/liveTracker';
import { RememberedTask } from './live/rememberedTask';
import { Rounds } from './rounds';
import { measurement, type MeasuredSoFar } from './measurement';
import { neverThrows } from './neverThrows';
import { EarlierWork } from './programs/earlierWork';
import { SessionMemory } from './programs/sessionMemory';
import { ProposalJoins } from './programs/proposalJoins';
import { TerminalPrograms } from './programs/terminalPrograms';
import { prompts, type Prompts } from './prompts';
import { WrittenPrompts } from './prompts/writtenPrompts';
import { ChangeWriter } from './recorded/changeWriter';
import { MeasuredWork } from './recorded/measuredWork';
import { RecordedSessions } from './recorded/recordedSessions';
import { RecordedSpans } from './recorded/recordedSpans';
import type { RecorderPorts } from './ports/recorderPorts';
import { sensorTarget, type SensorTarget } from './sensors';
import { sessions, type Sessions } from './sessions';
import { transcripts, type TranscriptTarget } from './transcripts';
import { PromptSupervision } from './transcripts/promptSupervision';
import { forgivingMemory } from './ports/windowMemory';

/** Measures what happens in one window. Each facade is for one kind of caller; what is behind them is nobody else's. */
export interface Recorder extends Disposable {
  readonly sensors: SensorTarget;
  readonly currentTask: CurrentTask;
  readonly sessions: Sessions;
  readonly prompts: Prompts;
  readonly measurement: MeasuredSoFar;
  readonly transcripts: TranscriptTarget;
  /** Anything that a facade answers has changed; running clocks alone are no change. */
  onDidChange(listener: () => void): Disposable;
  /** Stores all that is measured so far, and ends; programs in terminals are remembered and may go on. */
  flush(): Promise<void>;
}

/** Wires the parts of a window's recorder, which measures from now on, sessions from before a reload included. */
export function createRecorder(given: RecorderPorts): Recorder {
  const { store, clock, newId, log, every } = given;
  const memory = forgivingMemory(given.memory, log);
  const ports = { ...given, memory, sharedMemory: forgivingMemory(given.sharedMemory, log) };
  const listeners = new Listeners();
  const changed = (): void => neverThrows(log, 'tell of a change', () => listeners.tell());
  const onDidChange = (listener: () => void): Disposable => listeners.add(listener);

  const writer = new ChangeWriter(store, log);
  const recorded = new RecordedSpans(store, writer);
  const recordedSessions = new RecordedSessions(store, writer);
  const remembered = new RememberedTask(memory, store);
  const sessionMemory = new SessionMemory(memory);
  const heartbeat = new Heartbeat(ports, changed);
  const tracker = new LiveTracker({
    ...ports,
    writer,
    observing: (observation) => programs.follow(observation),
    workChanged: (state, now) => {
      inBackground(heartbeat.beat(state, now), log, 'Could not write the heartbeat.');
      inBackground(sessionMemory.save(state, now), log, 'Could not remember what runs.');
      neverThrows(log, 'join proposed tasks', () => joins.look());
      changed();
    },
    shownChanged: changed,
  });
  const state = (): TrackerState => tracker.state;
  const currentTaskId = (): string | undefined => remembered.id;
  const measured = new MeasuredWork({ state, recorded, sessions: recordedSessions, heartbeat });
  const written = new WrittenPrompts({ ...ports, state, currentTaskId });
  const supervision = new PromptSupervision({ store, recorded, state, prompts: written, clock });
  const programs = new TerminalPrograms({ ...ports, tracking: tracker, currentTaskId });
  const joins = new ProposalJoins({ ...ports, sessions: () => tracker.sessions.values(), writer });
  const earlier = new EarlierWork({
    ...ports,
    tracking: tracker,
    memory: sessionMemory,
    recorded,
    writer,
    heartbeat,
    finished: changed,
  });
  const rounds = new Rounds({
    ...ports,
    tracker,
    writer,
    remembered,
    programs,
    earlier,
    heartbeat,
    joins,
    changed,
  });

  earlier.restore();
  const owned = [
    store.onDidChange(() => neverThrows(log, 'follow the store', () => rounds.storeChanged())),
    every(slowTickMs, () => neverThrows(log, 'tick', () => rounds.slowTick())),
    heartbeat,
    tracker,
  ];
  rounds.storeChanged();

  const dispose = (): void => {
    owned.splice(0).forEach((each) => each.dispose());
    listeners.clear();
  };
  const flush = async (): Promise<void> => {
    dispose();
    const now = clock();
    const changes = tracker.freeze(now);
    await Promise.allSettled([
      writer.write(changes).then(() => writer.flush()),
      sessionMemory.save(tracker.state, now),
      written.keepTyped(),
    ]);
    await heartbeat.beat(tracker.state, now);
  };
  const sensors = sensorTarget({ tracker, programs, written, earlier, log });
  return Object.freeze<Recorder>({
    sensors,
    currentTask: currentTask({ remembered, tracker, store, log, changed }),
    sessions: sessions({ tracker, programs, measured, store, newId }),
    prompts: prompts({ tracker, written, sensors, log }),
    measurement: measurement({ measured, writer }),
    transcripts: transcripts({
      tracker,
      programs,
      recorded,
      recordedSessions,
      supervision,
      log,
      changed,
      onDidChange,
    }),
    onDidChange,
    flush,
    dispose,
  });
}
