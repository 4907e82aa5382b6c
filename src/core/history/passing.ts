import { totalsOfSums, type DayTotals } from '../record/dayRecord';
import { RunningTotals } from '../record/runningTotals';
import { totalsOfTasks, type HistoryIndex, type IndexedDay, type IndexedTask } from './historyIndex';
import { bands, dimensions, type HistoryQuestion } from './historyQuery';
import { searchWords } from './searchText';

type Asked = Pick<HistoryQuestion, 'filters' | 'search'>;

/** A recorded day with those of its tasks that a question is about; there may be none. */
export type PassingDay = IndexedDay;

/** Tells whether a task is one that is asked about. @returns undefined if all are */
function passes(
  index: HistoryIndex,
  { filters, search }: Asked,
): ((task: IndexedTask) => boolean) | undefined {
  const tests: ((task: IndexedTask) => boolean)[] = [];
  for (const [at, dimension] of dimensions.entries()) {
    const names = filters[dimension] ?? [];
    if (names.length > 0) {
      const table = index.tables[dimension];
      const wanted = new Set(names.map((name) => table.numberOf(name)));
      tests.push((task) => task.names[at]?.some((number) => wanted.has(number)) === true);
    }
  }
  const wantedBands = (filters.band ?? []).map((band) => bands.indexOf(band));
  if (wantedBands.length > 0) {
    tests.push((task) => wantedBands.includes(task.band));
  }
  for (const word of searchWords(search)) {
    tests.push((task) => task.searched.includes(word));
  }
  return tests.length === 0 ? undefined : (task) => tests.every((test) => test(task));
}

/** All recorded days, ascending, with what passes the filters and the search. */
export function passingDays(index: HistoryIndex, asked: Asked): readonly PassingDay[] {
  const isAsked = passes(index, asked);
  const days: readonly IndexedDay[] = index.days();
  return isAsked === undefined
    ? days
    : days.map(({ day, tasks }) => {
        const passing = tasks.filter(isAsked);
        return { day, tasks: passing, totals: totalsOfTasks(passing) };
      });
}

/** The sums of days together. */
export function totalsOfDays(days: readonly PassingDay[]): DayTotals {
  const sums = new RunningTotals();
  for (const { totals } of days) {
    sums.addSums(totals, totals.tasks);
  }
  return totalsOfSums(sums);
}

/** Those of some ascending days that lie in a range, both ends included. */
export function within<Day extends { readonly day: string }>(
  days: readonly Day[],
  { from, to }: { readonly from: string; readonly to: string },
): readonly Day[] {
  const start = firstAtLeast(days, from);
  const found = days.slice(start);
  const end = found.findIndex(({ day }) => day > to);
  return end === -1 ? found : found.slice(0, end);
}

function firstAtLeast(days: readonly { readonly day: string }[], day: string): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((days[middle]?.day ?? '') < day) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
