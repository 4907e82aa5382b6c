import type { RecordRow } from '../../record/dayRecord';
import type { Metric, Subject } from '../named/rowFigures';

/** What a figure rests on, or what the record has in its place. */
export type Basis =
  | {
      readonly kind: 'total' | 'each' | 'median' | 'mean' | 'lowest' | 'highest' | 'share';
      readonly metric: Metric;
      readonly subject: Subject;
      readonly figure: number;
    }
  | { readonly kind: 'count'; readonly subject: Subject; readonly figure: number }
  | {
      readonly kind: 'ratio';
      readonly metric: Metric;
      readonly per: Metric;
      readonly subject: Subject;
      readonly figure: number;
    }
  | {
      /** In the metric's own unit, or in percent. */
      readonly kind: 'difference' | 'change';
      readonly metric: Metric;
      readonly from: Subject;
      readonly to: Subject;
      readonly figure: number;
    }
  | {
      readonly kind: 'rank';
      readonly metric: Metric;
      readonly end: 'most' | 'least';
      readonly place: number;
      readonly rows: readonly RecordRow[];
      readonly figure: number;
    }
  | {
      /** Another day has more, or less. */
      readonly kind: 'record';
      readonly metric: Metric;
      readonly subject: Subject;
      /** Undefined if none surpasses it. */
      readonly surpassedBy: Subject | undefined;
      readonly figure: number;
    };

/** A figure or claim of a text, judged by the record. */
export interface ProseFinding {
  readonly start: number;
  readonly end: number;
  /** `unchecked`: it rests on nothing in the record, or can't be told. */
  readonly verdict: 'supported' | 'contradicted' | 'unchecked';
  readonly basis?: Basis;
  /** What the text would say if it followed the record, in the form it is written in. */
  readonly replacement?: string;
}
