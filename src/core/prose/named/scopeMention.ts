import type { RecordRow } from '../../record/dayRecord';
import type { Metric } from './rowFigures';

/** A place in a sentence that names rows of the day. */
export interface ScopeMention {
  readonly kind: 'title' | 'rows' | 'band' | 'rank' | 'top' | 'day' | 'rest';
  readonly first: number;
  readonly last: number;
  /** What it can mean, the likeliest first: "the top two" by factor, or by hours. */
  readonly sets: readonly (readonly RecordRow[])[];
  /** Whether it surely names them. What is not sure can support a figure, never contradict one. */
  readonly sure: boolean;
  /** By which metric a rank or band chooses its rows. */
  readonly metric?: Metric;
}
