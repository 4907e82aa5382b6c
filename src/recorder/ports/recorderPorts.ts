import type { Clock, Disposable, Log, NewId } from '../../core/ports';
import type { RecordStore } from '../../core/record/recordStore';
import type { TrackerRules } from '../../core/tracker/trackerState';
import type { WindowRegistry } from '../../core/tracker/windowRegistry';
import type { WindowMemory } from './windowMemory';

/** Everything the window's recorder needs from outside. */
export interface RecorderPorts {
  readonly store: RecordStore;
  readonly windows: WindowRegistry;
  readonly memory: WindowMemory;
  /** The same for all windows. */
  readonly sharedMemory: WindowMemory;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** Read each time, so that a changed setting holds at once. */
  readonly rules: () => TrackerRules;
  /** Calls again and again until disposed. */
  readonly every: (ms: number, work: () => void) => Disposable;
  /** Settles when the editor has answered. A host that the editor left behind never gets an answer. */
  readonly pingEditor: () => PromiseLike<unknown>;
}
