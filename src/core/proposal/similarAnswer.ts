import { factorsOf } from '../record/dayRecord';
import type { RecordStore } from '../record/recordStore';
import { roundHalfUp } from '../figures/roundHalfUp';
import type { ClosedTask } from '../task/task';
import { similarTasks } from './similarTasks';

/** More would only cost an agent tokens. */
const mostAnswers = 5;

/**
 * The recorded tasks closest to a title, for an agent to estimate alike: those with an estimate that the user made or
 * has looked at. Private ones only if asked for, since agents send on what they read.
 */
export function similarAnswer(
  store: Pick<RecordStore, 'daySums' | 'closedTasks'>,
  title: string,
  { includePrivate }: { readonly includePrivate: boolean },
) {
  const tasks = store.daySums().flatMap(({ day }) => store.closedTasks(day));
  const known = tasks.filter(
    ({ estimate, proposed, private: isPrivate }) =>
      estimate !== null && proposed?.reviewed !== false && (includePrivate || !isPrivate),
  );
  return similarTasks(title, known, mostAnswers).map(({ task, similarity }) => answerOf(task, similarity));
}

function answerOf(task: ClosedTask, similarity: number) {
  const { id, title, category, outcome, estimate, closing } = task;
  const { leverageFactor, supervisoryLeverageFactor } = factorsOf(task);
  return {
    similarity: roundHalfUp(similarity, 2),
    id,
    title,
    day: closing.day,
    category,
    outcome: outcome?.kind ?? null,
    humanHours: estimate?.hours ?? null,
    lowHours: estimate?.lowHours ?? null,
    highHours: estimate?.highHours ?? null,
    estimatedBy: estimate?.by ?? null,
    aiMinutes: closing.aiMinutes,
    supervisoryMinutes: closing.supervisoryMinutes,
    leverageFactor: rounded(leverageFactor),
    supervisoryLeverageFactor: rounded(supervisoryLeverageFactor),
    cameOut: closing.cameOut ?? null,
  };
}

function rounded(factor: number | undefined): number | null {
  return factor === undefined ? null : roundHalfUp(factor, 2);
}
