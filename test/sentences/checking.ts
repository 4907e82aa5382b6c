import type { AgentSession } from '../../src/core/task/agentSession';
import type { SpanFields } from '../../src/core/task/span';
import type { ClosedTask } from '../../src/core/task/task';
import {
  aiOf,
  averages,
  hourParts,
  hoursOf,
  sumOf,
  supervisionOf,
  type Averages,
  type CheckedTask,
} from './checkedDay';
import { compared, counted, decimal, printed, type Ratio } from './exact';

/** A period before the one that is spoken of. */
export interface EarlierPeriod {
  /** As sentences name it. */
  readonly day: string;
  readonly tasks: readonly ClosedTask[];
}

/** A period and those before it, each with the tasks that may be spoken of. */
export interface CheckedHistory {
  readonly tasks: readonly ClosedTask[];
  /** The tasks in whole numbers, made once for all sentences. */
  readonly rows?: readonly CheckedTask[];
  readonly earlier: readonly EarlierPeriod[];
  /** First and last day, where the sentences name them. */
  readonly from?: string;
  readonly to?: string;
  /** `days`, `weeks` … */
  readonly units?: string;
  readonly work?: readonly SpanFields[];
  /** Of the tasks that were measured, and the sessions that they are of. */
  readonly spans?: readonly SpanFields[];
  readonly sessions?: readonly Pick<AgentSession, 'id' | 'mode'>[];
}

export interface Checked {
  readonly history: CheckedHistory;
  readonly rows: readonly CheckedTask[];
  readonly kind: string;
  /** The sentences of the same finding before this one. */
  readonly before: readonly string[];
}

/** What a sentence says, as its pattern captures it, against the rows. */
export type Check = (found: readonly (string | undefined)[], checked: Checked) => boolean;
export type Checks = readonly (readonly [RegExp, Check])[];

export const factor = String.raw`(\d+\.\d)x`;
export const share = String.raw`(\d+\.\d%|less than 0\.1%|more than 99\.9%)`;
export const count = String.raw`([\d,]+)`;
export const amount = String.raw`([\d,]+(?:\.\d+)?)`;
export const name = String.raw`“(.+?)”`;
export const date = String.raw`(\d{4}-\d\d-\d\d)`;
export const change = (verbs: string) =>
  String.raw`((?:${verbs}) (?:at \d+\.\dx|by less than 0\.1x to \d+\.\dx|from \d+\.\dx to \d+\.\dx))`;
export const effects = String.raw`((?:(?:the|there would be no) (?:supervisory )?leverage factor(?: would [a-z]+ [^;]*?)?)(?: and (?:the|there would be no) supervisory leverage factor(?: would [a-z]+ [^;]*?)?)?)`;

/** 0 for a number that isn't said. */
export function numberOf(text: string | undefined): number {
  return Number((text ?? '0').replaceAll(',', ''));
}

export function isPrinted(exact: Ratio | undefined, text: string | undefined): boolean {
  return exact !== undefined && printed(exact) === `${text}x`;
}

export function rowAt(rows: readonly CheckedTask[], number: string | undefined): CheckedTask | undefined {
  return rows[numberOf(number) - 1];
}

/** A name in a sentence: the text, or its beginning and an ellipsis. */
export function isNamed(text: string, said: string | undefined): boolean {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return said !== undefined && (said.endsWith('…') ? flat.startsWith(said.slice(0, -1)) : flat === said);
}

export function isRow(
  rows: readonly CheckedTask[],
  number: string | undefined,
  said: string | undefined,
): boolean {
  const row = rowAt(rows, number);
  return row !== undefined && isNamed(row.title, said);
}

export function hours(parts: bigint): string {
  return `${decimal({ over: parts, under: hourParts }, 4)} human hour${parts === hourParts ? '' : 's'}`;
}

export function aiMinutes(minutes: bigint): string {
  return `${counted(minutes)} AI minute${minutes === 1n ? '' : 's'}`;
}

export function supervisoryMinutes(minutes: bigint): string {
  return `${counted(minutes)} supervisory minute${minutes === 1n ? '' : 's'}`;
}

/** The sums of rows as sentences give them. */
export function sums(rows: readonly CheckedTask[]): string {
  const { leverage, supervisory } = averages(rows);
  const of = `${hours(sumOf(rows, hoursOf))} in ${aiMinutes(sumOf(rows, aiOf))} and ${supervisoryMinutes(sumOf(rows, supervisionOf))}`;
  if (leverage === undefined) {
    return supervisory === undefined ? of : `${of}, a supervisory factor of ${printed(supervisory)}`;
  }
  return `${of}, which is ${printed(leverage)}${supervisory === undefined ? '' : ` (supervisory ${printed(supervisory)})`}`;
}

/** The same with the range of a group. */
export function groupSums(rows: readonly CheckedTask[]): string {
  const factors = rows.flatMap(({ leverage }) => leverage ?? []);
  const sorted = factors.toSorted(compared);
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (rows.length < 2 || factors.length < rows.length || low === undefined || high === undefined) {
    return sums(rows);
  }
  if (printed(low) !== printed(high)) {
    return `${sums(rows)}, single tasks from ${printed(low)} to ${printed(high)}`;
  }
  return compared(low, high) === 0 ? `${sums(rows)}, each task at ${printed(low)}` : sums(rows);
}

export function isChange(said: string | undefined, from: Ratio | undefined, to: Ratio | undefined): boolean {
  if (said === undefined || from === undefined || to === undefined) {
    return false;
  }
  const order = compared(from, to);
  const isRight = order === 0 ? /stay/ : order < 0 ? /rise|rose/ : /fall|fell/;
  const [before, after] = [printed(from), printed(to)];
  const end =
    order === 0
      ? ` at ${after}`
      : before === after
        ? ` by less than 0.1x to ${after}`
        : ` from ${before} to ${after}`;
  return isRight.test(said) && said.endsWith(end);
}

/** Both averages are spoken of wherever there are any, whichever way they go. */
export function isEffect(
  said: string | undefined,
  rows: readonly CheckedTask[],
  rest: readonly CheckedTask[],
): boolean {
  const [now, then] = [averages(rows), averages(rest)];
  const parts = (said ?? '').split(/ and (?=the|there)/u).filter((part) => part !== '');
  const expected = [
    { name: 'leverage factor', from: now.leverage, to: then.leverage },
    { name: 'supervisory leverage factor', from: now.supervisory, to: then.supervisory },
  ].filter(({ from }) => from !== undefined);
  return (
    parts.length === expected.length &&
    expected.every(({ name: what, from, to }, index) => {
      const part = parts[index] ?? '';
      return to === undefined
        ? part === `there would be no ${what}`
        : part.startsWith(`the ${what} would `) && isChange(part, from, to);
    })
  );
}

export function averageOf(which: string | undefined, { leverage, supervisory }: Averages): Ratio | undefined {
  return which === undefined ? leverage : supervisory;
}
