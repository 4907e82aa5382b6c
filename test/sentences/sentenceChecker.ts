import type { ClosedTask } from '../../src/core/task/task';
import { averages, checkedTasks, sumOf, type Averages, type CheckedTask } from './checkedDay';
import { compared, printed, printedShare, tenths, type Ratio } from './exact';

/** A day and those before it, each with the tasks that may be spoken of. */
export interface CheckedHistory {
  readonly tasks: readonly ClosedTask[];
  readonly earlier: readonly { readonly day: string; readonly tasks: readonly ClosedTask[] }[];
}

type Check = (found: readonly string[], history: CheckedHistory, rows: readonly CheckedTask[]) => boolean;
const factor = String.raw`(\d+\.\d)x`;
const share = String.raw`(\d+\.\d%|less than 0\.1%|more than 99\.9%)`;
const count = String.raw`([\d,]+)`;
const name = String.raw`“(.+?)”`;
const change = (verbs: string) =>
  String.raw`((?:${verbs}) (?:at \d+\.\dx|by less than 0\.1x to \d+\.\dx|from \d+\.\dx to \d+\.\dx))`;
const effects = String.raw`((?:(?:the|there would be no) (?:supervisory )?leverage factor(?: would [a-z]+ [^;]*?)?)(?: and (?:the|there would be no) supervisory leverage factor(?: would [a-z]+ [^;]*?)?)?)`;

/** Every sentence that there is: how it reads, and what must hold of the rows. */
const checks: readonly (readonly [RegExp, Check])[] = [
  [
    new RegExp(
      `^(The first two rows, )?${name}(?: \\(row 1\\))? and ${name}(?: \\(row 2\\))?,? account for ${share} of the human hours and ${share} of the AI minutes(?:; together they average ${factor} \\(supervisory ${factor}\\))?\\.(?: ${count} other tasks? ha(?:s|ve) the leverage factor of the second, ${factor}\\.)?$`,
    ),
    ([first, one, two, hours, minutes, together, supervisory, ties, tied], _, rows) => {
      const [a, b, c] = rows;
      if (a?.title !== one || b?.title !== two || a?.leverage === undefined || b?.leverage === undefined) {
        return false;
      }
      const second = b.leverage;
      const others = rows
        .slice(2)
        .filter((row) => row.leverage && compared(row.leverage, second) === 0).length;
      const isTied = c?.leverage !== undefined && compared(c.leverage, second) === 0;
      const both = averages([a, b]);
      const average = both.supervisory && both.leverage;
      return (
        isTied === (first === undefined) &&
        numberOf(ties) === others &&
        (tied === undefined || `${tied}x` === printed(second)) &&
        hours === printedShare(sumOf([a, b], hoursOf), sumOf(rows, hoursOf)) &&
        minutes ===
          printedShare(
            a.ai + b.ai,
            sumOf(rows, ({ ai }) => ai),
          ) &&
        (together === undefined
          ? average === undefined
          : isPrinted(both.leverage, together) && isPrinted(both.supervisory, supervisory))
      );
    },
  ],
  [
    new RegExp(
      `^The median leverage factor(?: of the ${count} of ${count} tasks that have one)? is ${factor}\\.$`,
    ),
    ([having, all, median], _, rows) => {
      const factors = rows.flatMap(({ leverage }) => leverage ?? []);
      const lower = factors[Math.floor((factors.length - 1) / 2)];
      const upper = factors[Math.floor(factors.length / 2)];
      const named = having !== undefined;
      return (
        lower !== undefined &&
        upper !== undefined &&
        named === factors.length < rows.length &&
        (!named || (numberOf(having) === factors.length && numberOf(all) === rows.length)) &&
        isPrinted(
          {
            over: lower.over * upper.under + upper.over * lower.under,
            under: 2n * lower.under * upper.under,
          },
          median,
        )
      );
    },
  ],
  [
    /^No task( with a factor)? is under 10x\.$/,
    ([some], _, rows) => rows.length > 1 && isSome(some, rows) && lowest(rows, below10).length === 0,
  ],
  [
    /^Every task( with a factor)? is under 10x\.$/,
    ([some], _, rows) =>
      rows.length > 1 &&
      isSome(some, rows) &&
      lowest(rows, printedBelow10).length === withFactor(rows).length,
  ],
  [
    /^The only task with a factor is under 10x\.$/,
    (_found, _, rows) =>
      rows.length > 1 && withFactor(rows).length === 1 && lowest(rows, printedBelow10).length === 1,
  ],
  [
    new RegExp(`^${count} tasks? (?:is|are) just under 10x and rounds? to 10\\.0x\\.$`),
    ([narrow], _, rows) =>
      lowest(rows, printedBelow10).length === 0 && numberOf(narrow) === lowest(rows, below10).length,
  ],
  [
    new RegExp(
      `^${count} tasks? (?:is|are) under 10x(?:; without (?:it|them), ${effects})?\\.(?: ${count} (?:is|are) just under it and rounds? to 10\\.0x\\.)?$`,
    ),
    ([low, effect, narrow], _, rows) => {
      const under = lowest(rows, printedBelow10);
      return (
        numberOf(low) === under.length &&
        numberOf(narrow) === lowest(rows, below10).length - under.length &&
        isEffect(
          effect,
          rows,
          rows.filter((row) => !under.includes(row)),
        )
      );
    },
  ],
  [
    new RegExp(
      `^${name} \\(row ${count}\\) took the most supervision: ${count} minutes?, ${share} of the day's\\.$`,
    ),
    ([title, number, minutes, part], _, rows) => {
      const row = rows[numberOf(number) - 1];
      return (
        row !== undefined &&
        row.title === title &&
        rows.every((each) => each === row || each.supervision < row.supervision) &&
        row.supervision === BigInt(numberOf(minutes)) &&
        part ===
          printedShare(
            row.supervision,
            sumOf(rows, ({ supervision }) => supervision),
          )
      );
    },
  ],
  [
    new RegExp(`^${count} tasks took the most supervision, ${count} minutes? each\\.$`),
    ([tasks, minutes], _, rows) =>
      mostSupervised(rows, minutes) === numberOf(tasks) && numberOf(tasks) * 2 <= rows.length,
  ],
  [
    new RegExp(
      `^${count} of the ${count} tasks took ${count} minutes? of supervision each, the rest less\\.$`,
    ),
    ([tasks, all, minutes], _, rows) =>
      numberOf(all) === rows.length &&
      mostSupervised(rows, minutes) === numberOf(tasks) &&
      numberOf(tasks) < rows.length,
  ],
  [
    new RegExp(
      `^The day's only task has 1 supervisory minute, where rounding dominates: one more minute would halve its supervisory factor to ${factor}\\.$`,
    ),
    ([then], _, rows) =>
      rows.length === 1 && rows[0]?.supervision === 1n && isPrinted(averages(rows, 1n).supervisory, then),
  ],
  [
    new RegExp(
      `^${count} tasks?( with a human estimate)? ha(?:s|ve) 1 supervisory minute, where rounding dominates: with one more minute(?: each)? (?:its|their) supervisory factors? would halve and the day's supervisory average ${change('would rise|would fall|would stay')}\\.$`,
    ),
    ([tasks, estimated, changed], _, rows) => {
      const all = rows.filter(({ supervision }) => supervision === 1n);
      const spoken = estimated === undefined ? all : all.filter(({ hours }) => hours !== undefined);
      return (
        all.every(({ hours }) => hours !== undefined) === (estimated === undefined) &&
        numberOf(tasks) === spoken.length &&
        isChange(changed, averages(rows).supervisory, averages(rows, BigInt(spoken.length)).supervisory)
      );
    },
  ],
  [
    /^(?:The task has no|No task has a) human estimate, so the day has no averages\.$/,
    (_found, _, rows) => rows.every(({ hours }) => hours === undefined),
  ],
  [
    new RegExp(
      `^${count} tasks? ha(?:s|ve) no human estimate and counts? 0 hours(?:; without (?:it|them), ${effects})?\\.$`,
    ),
    ([tasks, effect], _, rows) => {
      const estimated = rows.filter(({ hours }) => hours !== undefined);
      return rows.length - estimated.length === numberOf(tasks) && isEffect(effect, rows, estimated);
    },
  ],
  [/^Nothing was measured: all minutes are 0\.$/, (_found, { tasks }) => evidenceCounts(tasks) === undefined],
  [
    new RegExp(`^(?:Both|All ${count}) minute figures are ([a-z]+)\\.$`),
    ([all, kind], { tasks }) =>
      evidenceCounts(tasks)?.get(kind ?? '') === tasks.length * 2 &&
      (all === undefined ? tasks.length === 1 : numberOf(all) === tasks.length * 2),
  ],
  [
    new RegExp(`^Of ${count} minute figures, (.+)\\.$`),
    ([all, parts], { tasks }) => {
      const said = (parts ?? '').split(/, | and /u).map((part) => /^([\d,]+) (?:is|are) (.+)$/u.exec(part));
      const counts = evidenceCounts(tasks);
      return (
        numberOf(all) === tasks.length * 2 &&
        said.length === counts?.size &&
        said.every((part) => part !== null && counts.get(part[2] ?? '') === numberOf(part[1]))
      );
    },
  ],
  [
    new RegExp(
      `^Against (\\d{4}-\\d\\d-\\d\\d), (?:the leverage factor ${change('rose|fell|stayed')})?(?:, and )?(?:the supervisory leverage factor ${change('rose|fell|stayed')})?\\.$`,
    ),
    ([day, leverage, supervisory], { earlier }, rows) => {
      const previous = earlier.filter(({ tasks }) => tasks.length > 0).at(-1);
      const before = averages(checkedTasks(previous?.tasks ?? []));
      const now = averages(rows);
      const holds = (said: string | undefined, from: Ratio | undefined, to: Ratio | undefined) =>
        said === undefined ? from === undefined || to === undefined : isChange(said, from, to);
      return (
        previous?.day === day &&
        holds(leverage, before.leverage, now.leverage) &&
        holds(supervisory, before.supervisory, now.supervisory)
      );
    },
  ],
  [
    new RegExp(
      `^The (supervisory )?leverage factor of ${factor} is higher than on (?:all|the) ${count} earlier recorded days( that have one)?(?: since (\\d{4}-\\d\\d-\\d\\d), when it was ${factor})?\\.(?: It is ahead of (\\d{4}-\\d\\d-\\d\\d) by less than 0\\.1x\\.)?$`,
    ),
    ([which, now, days, some, since, then, close], { earlier }, rows) => {
      const of = ({ leverage, supervisory }: Averages) => (which === undefined ? leverage : supervisory);
      const today = of(averages(rows));
      const recorded = earlier
        .filter(({ tasks }) => tasks.length > 0)
        .map(({ day, tasks }) => ({ day, factor: of(averages(checkedTasks(tasks))) }));
      const spoken = recorded.filter(({ day }) => since === undefined || day > since);
      const beaten = spoken.filter((each) => each.factor !== undefined);
      const reached = recorded.find(({ day }) => day === since)?.factor;
      const printsAlike = beaten.filter(
        (each) => each.factor && today && printed(each.factor) === printed(today),
      );
      return (
        today !== undefined &&
        isPrinted(today, now) &&
        beaten.length === numberOf(days) &&
        (some !== undefined) === beaten.length < spoken.length &&
        beaten.every((each) => each.factor !== undefined && compared(each.factor, today) < 0) &&
        (since === undefined ||
          (reached !== undefined && compared(reached, today) >= 0 && isPrinted(reached, then))) &&
        (close === undefined ? printsAlike.length === 0 : printsAlike.some(({ day }) => day === close))
      );
    },
  ],
];

/** @returns whether the sentence holds; undefined where it is none that is known */
export function isTrue(sentence: string, history: CheckedHistory): boolean | undefined {
  const rows = checkedTasks(history.tasks);
  for (const [pattern, check] of checks) {
    const found = pattern.exec(sentence);
    if (found) {
      return check(found.slice(1), history, rows);
    }
  }
  return undefined;
}

function hoursOf({ hours }: CheckedTask): bigint {
  return hours ?? 0n;
}

/** 0 for a number that isn't said. */
function numberOf(text: string | undefined): number {
  return Number((text ?? '0').replaceAll(',', ''));
}

function isPrinted(exact: Ratio | undefined, text: string | undefined): boolean {
  return exact !== undefined && printed(exact) === `${text}x`;
}

function withFactor(rows: readonly CheckedTask[]): readonly CheckedTask[] {
  return rows.filter(({ leverage }) => leverage !== undefined);
}

function isSome(said: string | undefined, rows: readonly CheckedTask[]): boolean {
  return (said !== undefined) === withFactor(rows).length < rows.length;
}

function lowest(rows: readonly CheckedTask[], isLow: (factor: Ratio) => boolean): readonly CheckedTask[] {
  return rows.filter(({ leverage }) => leverage !== undefined && isLow(leverage));
}

function below10(exact: Ratio): boolean {
  return exact.over < 10n * exact.under;
}

function printedBelow10(exact: Ratio): boolean {
  return tenths(exact) < 100n;
}

/** @returns how many have these minutes; undefined where others have more */
function mostSupervised(rows: readonly CheckedTask[], minutes: string | undefined): number | undefined {
  const most = BigInt(numberOf(minutes));
  return rows.some(({ supervision }) => supervision > most)
    ? undefined
    : rows.filter(({ supervision }) => supervision === most).length;
}

function isChange(said: string | undefined, from: Ratio | undefined, to: Ratio | undefined): boolean {
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

/** Both averages are spoken of wherever the day has them, whichever way they go. */
function isEffect(
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

/** @returns undefined where all is 0 with nothing measured */
function evidenceCounts(tasks: readonly ClosedTask[]): ReadonlyMap<string, number> | undefined {
  const counts = new Map<string, number>();
  for (const { closing } of tasks) {
    const { measured } = closing;
    for (const [minutes, evidence, ms] of [
      [closing.aiMinutes, closing.aiEvidence, measured?.aiMs],
      [closing.supervisoryMinutes, closing.supervisionEvidence, measured?.supervisoryMs],
    ] as const) {
      const isNothing = evidence === 'measured' && minutes === 0 && (ms ?? 0) === 0;
      const kind = isNothing ? '0 with nothing measured' : evidence;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return counts.get('0 with nothing measured') === tasks.length * 2 ? undefined : counts;
}
