import type { Change } from '../../task/change';
import type { RecordStore } from '../../record/recordStore';
import type { Closing, TaskFields } from '../../task/task';
import { importedTaskId } from '../../task/importedTaskId';
import type { ImportPlan, PlannedRow } from './planImport';

/** The rows to add as closed tasks, to be appended as one action. @param zone in which rows of a table are recorded */
export function importChanges(plan: ImportPlan, now: number, zone: string): Change[] {
  return plan.rows.map((row, index) => ({
    entity: 'task',
    id: importedTaskId(row.importKey),
    kind: 'set',
    fields:
      row.recorded === undefined ? tableFields(row, index, now, zone) : recordedFields(row.recorded, row),
  }));
}

/** The file's deleted tasks as they were before their deletion, to be appended with the rows to add. */
export function bringBackChanges({ deleted }: ImportPlan): Change[] {
  return deleted.map(({ taskId }) => ({ entity: 'task', id: taskId, kind: 'restore' }));
}

/** The file's figures for tasks that the record has with others, to be appended with the rows to add. */
export function takeOverChanges(
  { differing }: ImportPlan,
  now: number,
  existing: Pick<RecordStore, 'task'>,
): Change[] {
  return differing.flatMap((row): Change[] => {
    const closing = existing.task(row.taskId)?.closing;
    if (closing === null || closing === undefined) {
      return [];
    }
    const { aiMinutes, supervisoryMinutes, tokens, recorded } = row;
    const figures: Closing = {
      ...closing,
      ...(aiMinutes !== closing.aiMinutes && { aiMinutes, aiEvidence: 'imported' }),
      ...(supervisoryMinutes !== closing.supervisoryMinutes && {
        supervisoryMinutes,
        supervisionEvidence: 'imported',
      }),
      ...(tokens !== undefined && { tokens, tokensEvidence: 'imported' }),
    };
    const estimate = row.estimate && { ...row.estimate, by: recorded?.estimate?.by ?? 'imported', at: now };
    const fields = { closing: recorded?.closing ?? figures, ...(estimate && { estimate }) };
    return [{ entity: 'task', id: row.taskId, kind: 'set', fields }];
  });
}

/** Our own JSON states how each figure came about, and is trusted. */
function recordedFields(
  recorded: NonNullable<PlannedRow['recorded']>,
  { importKey }: PlannedRow,
): TaskFields {
  const { key: _key, ...fields } = recorded;
  return { ...fields, folder: null, importKey };
}

function tableFields(row: PlannedRow, sequence: number, now: number, zone: string): TaskFields {
  return {
    title: row.title,
    startedAt: now,
    project: row.project ?? null,
    branch: null,
    folder: null,
    category: null,
    workstream: null,
    private: row.private,
    estimate: row.estimate === undefined ? null : { ...row.estimate, by: 'imported', at: now },
    closing: {
      closedAt: now,
      sequence,
      day: row.day,
      zone,
      aiMinutes: row.aiMinutes,
      aiEvidence: 'imported',
      supervisoryMinutes: row.supervisoryMinutes,
      supervisionEvidence: 'imported',
      ...(row.tokens !== undefined && { tokens: row.tokens, tokensEvidence: 'imported' }),
    },
    importKey: row.importKey,
    outcome: null,
    proposed: null,
    realEffort: null,
  };
}
