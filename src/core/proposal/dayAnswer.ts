import { roundHalfUp } from '../figures/roundHalfUp';
import { dayRecord } from '../record/dayRecord';
import type { RecordStore } from '../record/recordStore';
import { countedHours } from '../task/countedHours';
import { waitingProposals } from './waitingProposals';

/** A day for an agent: short, since its words are paid for, and without private tasks, since agents send on what they read. */
export function dayAnswer(store: Pick<RecordStore, 'closedTasks' | 'openProposals'>, day: string) {
  const tasks = store.closedTasks(day);
  const named = tasks.filter((task) => !task.private);
  const { rows, totals } = dayRecord(day, named);
  return {
    day,
    tasks: rows.map(({ task, leverageFactor, supervisoryLeverageFactor }) => ({
      title: task.title,
      humanHours: countedHours(task) ?? null,
      aiMinutes: task.closing.aiMinutes,
      supervisoryMinutes: task.closing.supervisoryMinutes,
      leverageFactor: rounded(leverageFactor),
      supervisoryLeverageFactor: rounded(supervisoryLeverageFactor),
    })),
    totals: {
      ...totals,
      tokens: totals.tokens ?? null,
      leverageFactor: rounded(totals.leverageFactor),
      supervisoryLeverageFactor: rounded(totals.supervisoryLeverageFactor),
    },
    privateTasksLeftOut: tasks.length - named.length,
    proposalsWaiting: waitingProposals(store).length,
  };
}

function rounded(factor: number | undefined): number | null {
  return factor === undefined ? null : roundHalfUp(factor, 2);
}
