import * as l10n from '@vscode/l10n';
import type { Change } from '../task/change';
import { aiEvidenceOf, recordedTokens, supervisionEvidenceOf } from '../task/closing';
import { hasSameHours, reestimated } from '../task/reestimated';
import { parseEstimate } from './parseEstimate';
import { parseMinutes } from './parseMinutes';
import { parseTitle } from './parseTitle';
import { parseTokens } from './parseTokens';
import { mapParsed, rejected, type Parsed } from './parsed';
import type { EditableField } from './editableField';
import type { Closing, Task, TaskFields } from '../task/task';
import { totalTokens } from '../task/tokens';

/**
 * The changes for a text that the user typed into a field of a task. A changed figure becomes `edited` and keeps its
 * measurement; typing the measured value again restores its evidence. No changes if the value is the same.
 */
export function editFigure(task: Task, field: EditableField, text: string, now: number): Parsed<Change[]> {
  const edited = editors[field](task, text, now);
  return mapParsed(edited, (fields) =>
    fields === undefined ? [] : [{ entity: 'task', id: task.id, kind: 'set', fields }],
  );
}

/** Undefined if the text equals the task's present value. */
type EditedFields = Parsed<Partial<TaskFields> | undefined>;

const editors: Readonly<Record<EditableField, (task: Task, text: string, now: number) => EditedFields>> = {
  title: (task, text) =>
    mapParsed(parseTitle(text), (title) => (title === task.title ? undefined : { title })),
  estimate: (task, text, now) =>
    mapParsed(parseEstimate(text), (hours) =>
      hasSameHours(hours, task.estimate) ? undefined : { estimate: reestimated(task.estimate, hours, now) },
    ),
  aiMinutes: (task, text) =>
    editedClosing(task, (closing) =>
      mapParsed(parseMinutes(text), (minutes) => closingWithAiMinutes(closing, minutes)),
    ),
  supervisoryMinutes: (task, text) =>
    editedClosing(task, (closing) =>
      mapParsed(parseMinutes(text), (minutes) => closingWithSupervision(closing, minutes)),
    ),
  tokens: (task, text) =>
    editedClosing(task, (closing) =>
      mapParsed(parseTokens(text), (total) => closingWithTokens(closing, total)),
    ),
};

function closingWithAiMinutes(closing: Closing, aiMinutes: number): Closing | undefined {
  return aiMinutes === closing.aiMinutes
    ? undefined
    : { ...closing, aiMinutes, aiEvidence: aiEvidenceOf(aiMinutes, closing.measured) };
}

function closingWithSupervision(closing: Closing, supervisoryMinutes: number): Closing | undefined {
  return supervisoryMinutes === closing.supervisoryMinutes
    ? undefined
    : {
        ...closing,
        supervisoryMinutes,
        supervisionEvidence: supervisionEvidenceOf(supervisoryMinutes, closing.measured),
      };
}

function closingWithTokens(closing: Closing, total: number | undefined): Closing | undefined {
  if (total === (closing.tokens && totalTokens(closing.tokens))) {
    return undefined;
  }
  const { tokens: _tokens, tokensEvidence: _evidence, ...rest } = closing;
  return { ...rest, ...recordedTokens(total, closing.measured, undefined) };
}

function editedClosing(task: Task, edit: (closing: Closing) => Parsed<Closing | undefined>): EditedFields {
  if (task.closing === null) {
    return rejected(
      l10n.t('This task is still open and being measured. Close it, then correct its figures.'),
    );
  }
  return mapParsed(edit(task.closing), (closing) => closing && { closing });
}
