import { absent, formatCount, formatFactor, formatHours } from '../../figures/format';
import { roundHalfUp } from '../../figures/roundHalfUp';
import type { RecordRow } from '../../record/dayRecord';
import { isDropped } from '../../task/countedHours';
import type { ClosedTask } from '../../task/task';
import { totalTokens } from '../../task/tokens';
import { estimatorText, isEstimatorNamed, outcomeCell, reviewedText } from './estimateColumns';
import type { TemplateColumn, TemplateColumnName } from './recordTemplate';

/** A cell's text, plain; empty if the row has nothing to say there. */
export type TemplateCell = (row: RecordRow) => string;

const onTheRight: ReadonlySet<TemplateColumnName> = new Set([
  'number',
  'hours',
  'aiMinutes',
  'supervisoryMinutes',
  'factor',
  'supervisoryFactor',
  'tokens',
]);

export function isOnTheRight({ column }: TemplateColumn): boolean {
  return onTheRight.has(column);
}

/** @param rowDecimals of factors, where the template doesn't say */
export function cellOf(spec: TemplateColumn, rowDecimals: 1 | 2): TemplateCell {
  switch (spec.column) {
    case 'number':
      return ({ number }) => String(number);
    case 'title':
      return ({ task }) => task.title;
    case 'hours':
      return ({ task }) => hoursCell(task, spec);
    case 'aiMinutes':
      return ({ task }) => minutesCell(task.closing.aiMinutes, spec);
    case 'supervisoryMinutes':
      return ({ task }) => minutesCell(task.closing.supervisoryMinutes, spec);
    case 'factor':
      return ({ leverageFactor }) => factorCell(leverageFactor, spec, rowDecimals);
    case 'supervisoryFactor':
      return ({ supervisoryLeverageFactor }) => factorCell(supervisoryLeverageFactor, spec, rowDecimals);
    case 'tokens':
      return ({ task }) => (task.closing.tokens ? formatCount(totalTokens(task.closing.tokens)) : absent);
    case 'day':
      return ({ task }) => task.closing.day;
    case 'project':
    case 'category':
    case 'workstream':
      return textCell(spec.column);
    case 'private':
      return ({ task }) => (task.private ? 'yes' : '');
    case 'estimator':
      return ({ task }) => estimatorText(task);
    case 'reviewed':
      return ({ task }) => reviewedText(task);
    case 'outcome':
      return ({ task }) => outcomeCell(task);
    case 'evidence':
      return ({ task }) => evidenceText(task);
  }
}

/** Whether a column has something to say about one of the tasks. */
export function isNeeded({ column, optional }: TemplateColumn, tasks: readonly ClosedTask[]): boolean {
  return optional !== true || tasks.some((task) => saysSomething(column, task));
}

function saysSomething(column: TemplateColumnName, task: ClosedTask): boolean {
  switch (column) {
    case 'tokens':
      return task.closing.tokens !== undefined;
    case 'estimator':
      return isEstimatorNamed(task);
    case 'private':
      return task.private;
    case 'reviewed':
      return task.proposed !== null;
    case 'outcome':
      return task.outcome !== null;
    case 'project':
    case 'category':
    case 'workstream':
      return (task[column] ?? '') !== '';
    case 'number':
    case 'title':
    case 'hours':
    case 'aiMinutes':
    case 'supervisoryMinutes':
    case 'factor':
    case 'supervisoryFactor':
    case 'day':
    case 'evidence':
      return true;
  }
}

function textCell(column: 'project' | 'category' | 'workstream'): TemplateCell {
  return ({ task }) => task[column] ?? '';
}

function hoursCell(task: ClosedTask, spec: TemplateColumn): string {
  const { estimate } = task;
  if (estimate === null) {
    return absent;
  }
  const { hours, lowHours, highHours } = isDropped(task) ? { hours: 0 } : estimate;
  const range =
    lowHours === undefined || highHours === undefined
      ? ''
      : ` (${hoursText(lowHours, spec, false)}–${hoursText(highHours, spec, true)})`;
  return `${hoursText(hours, spec, true)}${range}`;
}

function hoursText(hours: number, { unit, decimals = 0 }: TemplateColumn, hasUnit: boolean): string {
  const plain = formatHours(hours);
  const places = plain.includes('.') ? plain.length - plain.indexOf('.') - 1 : 0;
  const text = places < decimals ? hours.toFixed(decimals) : plain;
  const sign = unit === 'hours' ? (hours === 1 ? ' hour' : ' hours') : unit === 'h' ? 'h' : '';
  return hasUnit ? `${text}${sign}` : text;
}

function minutesCell(minutes: number, { unit }: TemplateColumn): string {
  return unit === 'min' ? `${minutes} min` : unit === 'm' ? `${minutes}m` : String(minutes);
}

function factorCell(exact: number | undefined, { decimals }: TemplateColumn, rowDecimals: 1 | 2): string {
  const places = decimals ?? rowDecimals;
  return places === 0
    ? exact === undefined
      ? absent
      : `${roundHalfUp(exact, 0)}x`
    : formatFactor(exact, places);
}

/** One word if all figures of the row have the same evidence. */
function evidenceText({ closing }: ClosedTask): string {
  const { aiEvidence, supervisionEvidence, tokensEvidence } = closing;
  return aiEvidence === supervisionEvidence && (tokensEvidence ?? aiEvidence) === aiEvidence
    ? aiEvidence
    : [
        `AI ${aiEvidence}`,
        `sup. ${supervisionEvidence}`,
        ...(tokensEvidence === undefined ? [] : [`tokens ${tokensEvidence}`]),
      ].join(', ');
}
