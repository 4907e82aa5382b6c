import { dayTotals } from '../../core/record/dayRecord';
import type { DayRollover } from '../../core/days/dayRollover';
import type { Clock } from '../../core/ports';
import type { MeasuredSoFar } from '../../recorder/measurement';
import type { RecordStore } from '../../core/record/recordStore';
import { closedToday, measuredToday } from './wording';

interface TodaysFiguresDeps {
  readonly store: Pick<RecordStore, 'closedTasks' | 'version'>;
  readonly measurement: Pick<MeasuredSoFar, 'between'>;
  readonly dayRollover: Pick<DayRollover, 'today'>;
  readonly clock: Clock;
}

/** The tooltip's sentences about today, asked for each second while an agent works. */
export class TodaysFigures {
  private closed: { readonly version: number; readonly day: string; readonly sentence: string } | undefined;

  constructor(private readonly deps: TodaysFiguresDeps) {}

  sentences(): readonly string[] {
    const { measurement, dayRollover, clock } = this.deps;
    const { day, start, end } = dayRollover.today();
    return [this.closedOn(day), measuredToday(measurement.between(start, end, clock()))];
  }

  /** Asks the record only when it, or the day, is another. */
  private closedOn(day: string): string {
    const { store } = this.deps;
    const { version } = store;
    if (this.closed?.version !== version || this.closed.day !== day) {
      this.closed = { version, day, sentence: closedToday(dayTotals(store.closedTasks(day))) };
    }
    return this.closed.sentence;
  }
}
