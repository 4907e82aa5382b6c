import type { Span } from '../core/task/span';
import type { Measurement } from '../core/task/task';
import type { FurtherWork } from '../core/task/measurementOf';
import type { ChangeWriter } from './recorded/changeWriter';
import type { MeasuredWork } from './recorded/measuredWork';

/** Everything measured up to now, as commands and views ask for it. */
export interface MeasuredSoFar {
  /** True while measured time waits in memory because the disk refuses it. */
  readonly failing: boolean;
  /** Stored spans plus what is running, up to `now`. @param further measured as if the task had it already */
  ofTask(taskId: string, now: number, further?: FurtherWork): Measurement;
  /** Busy and typing time of all tasks within [from, to), running work included; wall clock is their union. */
  between(from: number, to: number, now: number): Measurement;
  /** The same as spans that touch [from, to). */
  spansBetween(from: number, to: number, now: number): readonly Span[];
}

interface MeasurementDeps {
  readonly measured: MeasuredWork;
  readonly writer: Pick<ChangeWriter, 'failing'>;
}

export function measurement({ measured, writer }: MeasurementDeps): MeasuredSoFar {
  return Object.freeze<MeasuredSoFar>({
    get failing() {
      return writer.failing;
    },
    ofTask: (taskId, now, further) => measured.ofTask(taskId, now, further),
    between: (from, to, now) => measured.between(from, to, now),
    spansBetween: (from, to, now) => measured.spansBetween(from, to, now),
  });
}
