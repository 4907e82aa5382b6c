import type { Change } from '../task/change';
import type { NewId } from '../ports';
import type { TrackerRules, TrackerState } from './trackerState';

export interface Tracked {
  readonly state: TrackerState;
  /** The changes to store, in order. */
  readonly changes: readonly Change[];
}

export interface TrackerContext {
  readonly rules: TrackerRules;
  readonly newId: NewId;
}
