import { dayRecord, type DayRecord } from '../record/dayRecord';
import type { DaySums, RecordStore } from '../record/recordStore';
import type { Texts } from '../texts/texts';
import type { TimesOfTasks } from '../timeline/taskTimes';
import { arranged, shownOf, type ArrangedFinding } from './arranged';
import { change } from './finders/change';
import { confirmedEstimates } from './finders/confirmedEstimates';
import { distribution } from './finders/distribution';
import type { Finder, Finding, PeriodRecord } from './finding/finding';
import { categories, workstreams } from './finders/groups';
import { headline } from './finders/headline';
import { highestAndLowest } from './finders/highestAndLowest';
import { kindOfWork } from './finders/kindOfWork';
import { missingEstimates } from './finders/missingEstimates';
import { outcomes } from './finders/outcomes';
import { parallelWork } from './finders/parallelWork';
import { periodOf, type Period } from './finding/period';
import { provenance } from './finders/provenance';
import { periodRecords } from './finders/periodRecords';
import { supervision } from './finders/supervision';
import { surroundingsOf, type ReadsForFindings, type Surroundings, type WhichTasks } from './surroundings';
import { waiting } from './finders/waiting';
import { titlesAlike } from './finders/titlesAlike';
import { taskRecords } from './finders/taskRecords';
import { topTasks } from './finders/topTasks';
import { totals } from './finders/totals';

/** Every kind of finding with its finder, in the order in which they are read. A new finder is a file and a line. */
const finders = {
  headline,
  totals,
  change,
  records: periodRecords,
  highestAndLowest,
  taskRecords,
  topTasks,
  distribution,
  kindOfWork,
  workstreams,
  categories,
  titlesAlike,
  supervision,
  parallelWork,
  waiting,
  missingEstimates,
  outcomes,
  confirmedEstimates,
  provenance,
} as const satisfies Readonly<Record<string, Finder>>;

export type FindingKind = keyof typeof finders;
export type PeriodFinding = Finding<FindingKind>;

const kinds = Object.keys(finders).filter((kind): kind is FindingKind => Object.hasOwn(finders, kind));

/** What there is to say about a period, each computed from its rows; nothing about one without tasks. */
export function findings(record: PeriodRecord, surroundings: Surroundings, l10n: Texts): PeriodFinding[] {
  return record.rows.length === 0
    ? []
    : kinds.flatMap((kind) => {
        const found = finders[kind]({ record, ...surroundings, l10n });
        return found === undefined ? [] : [{ kind, ...found }];
      });
}

/** The analysis of a day as it is published: findings and the user's own text, without what the user hid. */
export function publishedFindings(...given: Parameters<typeof arrangedDay>): readonly Finding[] {
  return shownOf(arrangedDay(...given));
}

/** The same with what is hidden. @param days and times as `surroundingsOf` takes them */
export function arrangedDay(
  record: DayRecord,
  l10n: Texts,
  store: ReadsForFindings & Pick<RecordStore, 'dayText'>,
  which: WhichTasks,
  days?: readonly DaySums[],
  times?: Pick<TimesOfTasks, 'of'>,
): ArrangedFinding<FindingKind>[] {
  return arranged(dayFindings(record, l10n, store, which, days, times), store.dayText(record.day));
}

/** What there is to say about a day. */
export function dayFindings(
  { day, rows, totals: sums }: DayRecord,
  l10n: Texts,
  store: ReadsForFindings,
  which: WhichTasks,
  days?: readonly DaySums[],
  times?: Pick<TimesOfTasks, 'of'>,
): PeriodFinding[] {
  if (rows.length === 0) {
    return [];
  }
  const period = periodOf(day, 'day');
  const tasks = rows.map((row) => row.task);
  return findings(
    { period, rows, totals: sums },
    surroundingsOf(period, tasks, store, which, days, times),
    l10n,
  );
}

/** What there is to say about the recorded days of any period. */
export function periodFindings(
  period: Period,
  l10n: Texts,
  store: ReadsForFindings,
  which: WhichTasks,
): PeriodFinding[] {
  const tasks = store
    .daySums()
    .filter(({ day }) => day >= period.from && day <= period.to)
    .flatMap(({ day }) => store.closedTasks(day))
    .filter((task) => which.includePrivate || !task.private);
  const { rows, totals: sums } = dayRecord(period.from, tasks);
  return findings({ period, rows, totals: sums }, surroundingsOf(period, tasks, store, which), l10n);
}
