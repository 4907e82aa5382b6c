import type { Finding } from '../../core/findings/finding/finding';
import type { DayRecord, RecordRow } from '../../core/record/dayRecord';
import { jsonTotals } from '../../core/exchange/writing/writeJson';
import { countedHours } from '../../core/task/countedHours';
import { totalTokens } from '../../core/task/tokens';

/** The day as JSON: factors are exact, and absent ones are null. */
export function jsonReport({ day, totals, rows }: DayRecord, findings: readonly Finding[]): string {
  return JSON.stringify(
    {
      day,
      totals: jsonTotals(totals),
      tasks: rows.map(jsonRow),
      analysis: findings.flatMap(({ sentences }) => sentences),
      findings,
    },
    undefined,
    2,
  );
}

function jsonRow({ task, number, leverageFactor, supervisoryLeverageFactor }: RecordRow) {
  const { estimate, closing } = task;
  return {
    id: task.id,
    number,
    title: task.title,
    project: task.project,
    branch: task.branch,
    category: task.category,
    workstream: task.workstream,
    humanHours: countedHours(task) ?? null,
    lowHours: estimate?.lowHours ?? null,
    highHours: estimate?.highHours ?? null,
    estimatedBy: estimate?.by ?? null,
    aiMinutes: closing.aiMinutes,
    supervisoryMinutes: closing.supervisoryMinutes,
    leverageFactor: leverageFactor ?? null,
    supervisoryLeverageFactor: supervisoryLeverageFactor ?? null,
    aiEvidence: closing.aiEvidence,
    supervisionEvidence: closing.supervisionEvidence,
    tokens: closing.tokens ? totalTokens(closing.tokens) : null,
    tokensEvidence: closing.tokensEvidence ?? null,
    outcome: task.outcome,
    realEffortHours: task.realEffort?.hours ?? null,
    reviewed: task.proposed?.reviewed ?? null,
    private: task.private,
    closedAt: closing.closedAt,
    zone: closing.zone,
  };
}
