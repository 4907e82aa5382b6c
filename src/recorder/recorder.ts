import type { Clock, Disposable, Log, NewId } from '../core/ports';
import type { Recorder } from '../core/recorder';
import type { RecordStore } from '../core/recordStore';
import type { Observation } from '../core/tracker/observation';
import type { TrackedMode, TrackerRules } from '../core/tracker/trackerState';
import type { WindowMemory } from './windowMemory';

/** What the window's recorder needs of the world. */
export interface RecorderPorts {
  readonly store: RecordStore;
  readonly memory: WindowMemory;
  /** The same for all windows. */
  readonly sharedMemory: WindowMemory;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** Read anew each time, so that a changed setting holds at once. */
  readonly rules: () => TrackerRules;
  /** Calls again and again until disposed. */
  readonly every: (ms: number, work: () => void) => Disposable;
  /** Settles when the editor has answered. A host that the editor left behind never gets an answer. */
  readonly pingEditor: () => PromiseLike<unknown>;
}

export interface StartedProgram {
  /** Names the terminal; the same after a reload. */
  readonly terminal: string;
  readonly agent: string;
  readonly mode: TrackedMode;
  readonly folder: string | null;
}

/** Where the sensors report to. Nothing of it throws. */
export interface SensorTarget {
  observe(observation: Observation): void;
  programStarted(program: StartedProgram): void;
  /** The person sent a prompt of a task to the terminal: from now on the agent in it works for that task. */
  promptSent(terminal: string, taskId: string): void;
  /** The person typed or pasted in a document in which prompts are composed. */
  typedIn(document: string): void;
  /** A prompt of so many characters was left to an agent that nobody sees. */
  promptHanded(document: string, length: number): void;
  /** True if a session in that terminal waits for its end to be seen since a reload. */
  isSuspendedIn(terminal: string): boolean;
  /** All terminals there are, once those from before a reload have come back. */
  terminalsPresent(terminals: ReadonlySet<string>): void;
}

/** The recorder as status bar and composition root see it. */
export interface LiveRecorder extends Recorder, SensorTarget {
  /** Of the current task; the one it had last in this window while the record opens. */
  readonly currentTitle: string | undefined;
  /** True while measured time waits in memory because the disk refuses it. */
  readonly failing: boolean;
  /** Stores all that is measured so far; programs in terminals are remembered and may go on. */
  flush(): Promise<void>;
  dispose(): void;
}
