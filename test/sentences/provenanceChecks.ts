import type { ClosedTask } from '../../src/core/task/task';
import { count, effects, isEffect, isNamed, numberOf, type Checks } from './checking';

/** Where figures come from. */
export const provenanceChecks: Checks = [
  [
    /^(?:The task has no|No task has a) human estimate, so there are no averages\.$/,
    (_found, { rows }) => rows.every(({ hours }) => hours === undefined),
  ],
  [
    new RegExp(
      `^${count} tasks? ha(?:s|ve) no human estimate and counts? 0 hours(?:; without (?:it|them), ${effects})?\\.$`,
    ),
    ([tasks, effect], { rows }) => {
      const estimated = rows.filter(({ hours }) => hours !== undefined);
      return rows.length - estimated.length === numberOf(tasks) && isEffect(effect, rows, estimated);
    },
  ],
  [
    /^Nothing was measured: all minutes are 0\.$/,
    (_found, { history: { tasks } }) => evidenceCounts(tasks) === undefined,
  ],
  [
    new RegExp(`^(?:Both|All ${count}) minute figures are ([a-z]+)\\.$`),
    ([all, kind], { history: { tasks } }) =>
      evidenceCounts(tasks)?.get(kind ?? '') === tasks.length * 2 &&
      (all === undefined ? tasks.length === 1 : numberOf(all) === tasks.length * 2),
  ],
  [
    new RegExp(`^Of ${count} minute figures, (.+)\\.$`),
    ([all, parts], { history: { tasks } }) => {
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
    new RegExp(`^(?:The|All ${count}) human estimates? (?:was|were) made by (the user|“(.+?)”)\\.$`),
    ([all, by, model], { history: { tasks } }) => {
      const estimates = tasks.flatMap(({ estimate }) => estimate ?? []);
      return (
        estimates.length > 0 &&
        (all === undefined
          ? estimates.length === 1
          : numberOf(all) === estimates.length && estimates.length > 1) &&
        estimates.every((each) => (by === 'the user' ? each.by === 'me' : isNamed(each.by, model)))
      );
    },
  ],
  [
    new RegExp(`^Of ${count} human estimates, (.+)\\.$`),
    ([all, clauses], { history: { tasks } }) => {
      const estimates = tasks.flatMap(({ estimate }) => estimate ?? []);
      const parts = (clauses ?? '').split(/, | and (?=[\d,]+ w)/u);
      let [told, others] = [0, 0];
      const areTrue = parts.every((part) => {
        const found = /^([\d,]+) (was|were) made by (the user|another|others|“(.+?)”)$/u.exec(part);
        const number = numberOf(found?.[1]);
        told += number;
        const isPlural = found?.[2] === 'were';
        if (found?.[3] === 'another' || found?.[3] === 'others') {
          others = number;
          return isPlural === number > 1;
        }
        const those = estimates.filter(({ by }) =>
          found?.[4] === undefined ? by === 'me' : isNamed(by, found[4]),
        );
        return found !== null && number > 0 && those.length === number && isPlural === number > 1;
      });
      return (
        areTrue && told === estimates.length && numberOf(all) === told && (others === 0 || parts.length === 5)
      );
    },
  ],
  [
    /^(All ([\d,]+)|The) tasks? that (?:agents|an agent) proposed (?:were|was) reviewed\.$/u,
    ([, all], { history: { tasks } }) => {
      const proposed = tasks.flatMap((task) => task.proposed ?? []);
      return (
        proposed.length === (all === undefined ? 1 : numberOf(all)) &&
        proposed.every(({ reviewed }) => reviewed)
      );
    },
  ],
  [
    /^([\d,]+) tasks? that (?:agents|an agent) proposed (?:were|was) not reviewed\.$/u,
    ([unseen], { history: { tasks } }) =>
      tasks.filter(({ proposed }) => proposed?.reviewed === false).length === numberOf(unseen),
  ],
  [
    /^All ([\d,]+) tasks with an outcome came out right at once\.$/u,
    ([all], { history: { tasks } }) => {
      const known = tasks.flatMap(({ outcome }) => outcome ?? []);
      return known.length === numberOf(all) && known.every(({ kind }) => kind === 'at-once');
    },
  ],
  [
    /^Of ([\d,]+) tasks with an outcome, ([\d,]+) came out right at once\.$/u,
    ([all, atOnce], { history: { tasks } }) => {
      const known = tasks.flatMap(({ outcome }) => outcome ?? []);
      return (
        known.length === numberOf(all) &&
        known.filter(({ kind }) => kind === 'at-once').length === numberOf(atOnce) &&
        numberOf(atOnce) < known.length
      );
    },
  ],
  [
    /^([\d,]+) tasks? (?:was|were) dropped: (?:it counts|they count) 0 hours, while (?:its|their) minutes still count\.$/u,
    ([dropped], { history: { tasks } }) =>
      tasks.filter(({ outcome }) => outcome?.kind === 'dropped').length === numberOf(dropped),
  ],
];

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
