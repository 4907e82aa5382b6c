import { History } from '../../../core/history/history';
import { HistoryIndex } from '../../../core/history/historyIndex';
import { HistoryReader } from '../../../core/history/historyReader';
import type { HistoryReads } from '../../../core/record/recordStore';
import type { ExportOptions } from '../../../core/exchange/writing/publishedRecord';
import { absent, formatAverage, formatCount, formatTotalHours } from '../../../core/figures/format';
import type { Leader } from '../../../core/history/leaderboard';
import type { DayTotals } from '../../../core/record/dayRecord';
import { isDropped } from '../../../core/task/countedHours';
import type { CommandEnvironment } from '../../input/commandEnvironment';

/** The history of a record, with or without private tasks; says if some were left out. */
export function recordHistory(
  store: HistoryReads,
  { includePrivate }: ExportOptions,
  environment: CommandEnvironment,
): History {
  const index = new HistoryIndex();
  let leftOut = 0;
  const isShown = (task: { readonly private: boolean }): boolean => {
    const isLeftOut = task.private && !includePrivate;
    leftOut += isLeftOut ? 1 : 0;
    return !isLeftOut;
  };
  new HistoryReader(store, index, isShown).readAll();
  if (leftOut > 0) {
    const tasksAre = leftOut === 1 ? 'private task of the record is' : 'private tasks of the record are';
    environment.remark(`${formatCount(leftOut)} ${tasksAre} left out.`);
  }
  return new History(index);
}

export const sumsHead = ['Tasks', 'Human Est.', 'AI', 'Sup.', 'Tokens', 'Factor', 'Sup. Factor'] as const;

/** The cells below `sumsHead`. */
export function sumsCells(totals: DayTotals): string[] {
  return [
    formatCount(totals.tasks),
    `${formatTotalHours(totals.humanHours)} h`,
    `${formatCount(totals.aiMinutes)} m`,
    `${formatCount(totals.supervisoryMinutes)} m`,
    totals.tokens === undefined ? absent : formatCount(totals.tokens),
    formatAverage(totals.leverageFactor),
    formatAverage(totals.supervisoryLeverageFactor),
  ];
}

/** A task of a leaderboard or a record as JSON: factors are exact, and null if they don't exist. */
export function jsonLeader({ indexed }: Pick<Leader, 'indexed'>) {
  const { task } = indexed;
  return {
    id: task.id,
    title: task.title,
    day: task.day,
    project: task.project,
    agents: task.agents,
    private: task.private,
    dropped: isDropped(task),
    humanHours: indexed.humanHours ?? null,
    aiMinutes: task.closing.aiMinutes,
    supervisoryMinutes: task.closing.supervisoryMinutes,
    leverageFactor: indexed.leverageFactor ?? null,
    supervisoryLeverageFactor: indexed.supervisoryLeverageFactor ?? null,
  };
}
