import type { ClosedTask } from '../../src/core/task/task';
import { aiOf, hourParts, hoursOf, sumOf, supervisionOf, type CheckedTask } from './checkedDay';
import {
  amount,
  count,
  effects,
  factor,
  groupSums,
  isEffect,
  isNamed,
  name,
  numberOf,
  share,
  sums,
  type Checked,
  type Checks,
} from './checking';
import { compared, counted, decimal, printed, printedShare, type Ratio } from './exact';

const pair = new RegExp(`^${count} tasks are of the category ${name} in the workstream ${name}: (.+)\\.$`);

/** Workstreams, categories, kinds of work and titles alike. */
export const groupChecks: Checks = [
  [
    new RegExp(`^(?:The (?:workstream|category) )?${name} has ${count} tasks: (.+)\\.$`),
    ([group, tasks, said], { rows, kind }) => {
      const those = rows.filter(({ source }) => isNamed(ofKind(source, kind) ?? '', group));
      return those.length > 1 && those.length === numberOf(tasks) && said === groupSums(those);
    },
  ],
  [
    /^The other (?:([\d,]+) tasks are|task is) of (?:other|another) (?:workstreams?|categor(?:y|ies)) or of none\.$/,
    ([tasks], { rows, kind, before }) => {
      const told = before.flatMap((each) => / ?“(.+?)” has [\d,]+ tasks: /u.exec(each)?.[1] ?? []);
      const others = rows.filter(({ source }) => {
        const group = ofKind(source, kind);
        return group === null || told.every((each) => !isNamed(group, each));
      });
      return others.length === (tasks === undefined ? 1 : numberOf(tasks)) && others.length > 0;
    },
  ],
  [
    pair,
    ([tasks, category, workstream, said], { rows }) => {
      const those = inPair(rows, category, workstream);
      return those.length > 1 && those.length === numberOf(tasks) && said === sums(those);
    },
  ],
  [
    new RegExp(
      `^They hold ${share} of the human hours with ${share} of the AI minutes and ${share} of the supervisory minutes\\.$`,
    ),
    (said, checked) => {
      const those = spokenOf(checked);
      return [hoursOf, aiOf, supervisionOf].every(
        (of, index) => said[index] === printedShare(sumOf(those, of), sumOf(checked.rows, of)),
      );
    },
  ],
  [
    new RegExp(
      `^They range from ${amount} to ${amount} human hours and from ${count} to ${count} AI minutes\\.$`,
    ),
    ([low, high, least, most], checked) => {
      const those = spokenOf(checked);
      const hour = (parts: bigint) => decimal({ over: parts, under: hourParts }, 4);
      return isRange(those.map(hoursOf), hour, low, high) && isRange(those.map(aiOf), counted, least, most);
    },
  ],
  [
    new RegExp(
      `^Their leverage factors range from ${factor} to ${factor}, the supervisory ones from ${factor} to ${factor}\\.$`,
    ),
    ([low, high, least, most], checked) => {
      const those = spokenOf(checked);
      return (
        isFactorRange(
          those.map(({ leverage }) => leverage),
          low,
          high,
        ) &&
        isFactorRange(
          those.map(({ supervisory }) => supervisory),
          least,
          most,
        )
      );
    },
  ],
  [
    new RegExp(`^Without them, ${effects}\\.$`),
    ([effect], checked) => {
      const those = spokenOf(checked);
      const rest = checked.rows.filter((row) => !those.includes(row));
      return those.length > 0 && isEffect(effect, checked.rows, rest);
    },
  ],
  [
    new RegExp(`^The titles of ${count} tasks begin with ${name}: (.+)\\.$`),
    ([tasks, beginning, said], { rows }) => {
      const those = rows.filter(({ title }) =>
        title.toLowerCase().startsWith((beginning ?? '').toLowerCase()),
      );
      return those.length > 1 && those.length === numberOf(tasks) && said === groupSums(those);
    },
  ],
  [
    new RegExp(
      `^Most of the human hours, ${share}, went into the (workstream|category) ${name}, ${count} of the ${count} tasks\\.$`,
    ),
    ([part, of, group, tasks, all], { rows }) => {
      const those = rows.filter(({ source }) => isNamed(ofKind(source, of ?? '') ?? '', group));
      const [some, whole] = [sumOf(those, hoursOf), sumOf(rows, hoursOf)];
      return (
        some * 2n > whole &&
        part === printedShare(some, whole) &&
        numberOf(tasks) === those.length &&
        numberOf(all) === rows.length
      );
    },
  ],
  [
    new RegExp(`^All tasks (?:belong to the (workstream)|are of the (category)) ${name}\\.$`),
    ([workstream, category, group], { rows }) =>
      rows.length > 1 &&
      rows.every(({ source }) => isNamed(ofKind(source, workstream ?? category ?? '') ?? '', group)),
  ],
];

function ofKind(task: ClosedTask, kind: string): string | null {
  return kind.startsWith('workstream') ? task.workstream : task.category;
}

function inPair(
  rows: readonly CheckedTask[],
  category: string | undefined,
  workstream: string | undefined,
): readonly CheckedTask[] {
  return rows.filter(
    ({ source }) => isNamed(source.category ?? '', category) && isNamed(source.workstream ?? '', workstream),
  );
}

/** The rows that "they" are. */
function spokenOf({ rows, before }: Checked): readonly CheckedTask[] {
  const found = before.map((each) => pair.exec(each)).find((each) => each !== null);
  return inPair(rows, found?.[2], found?.[3]);
}

function isRange(
  values: readonly bigint[],
  text: (value: bigint) => string,
  low: string | undefined,
  high: string | undefined,
): boolean {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [least = 0n, most = 0n] = [sorted[0], sorted.at(-1)];
  return sorted.length > 1 && text(least) === low && text(most) === high && low !== high;
}

function isFactorRange(
  values: readonly (Ratio | undefined)[],
  low: string | undefined,
  high: string | undefined,
): boolean {
  const sorted = values.flatMap((value) => value ?? []).toSorted(compared);
  const [least, most] = [sorted[0], sorted.at(-1)];
  return (
    least !== undefined &&
    most !== undefined &&
    sorted.length === values.length &&
    printed(least) === `${low}x` &&
    printed(most) === `${high}x`
  );
}
