import { agentChecks } from './agentChecks';
import { checkedTasks } from './checkedDay';
import type { CheckedHistory, Checks } from './checking';
import { groupChecks } from './groupChecks';
import { periodChecks } from './periodChecks';
import { recordChecks } from './recordChecks';
import { provenanceChecks } from './provenanceChecks';
import { spreadChecks } from './spreadChecks';
import { taskChecks } from './taskChecks';

/** Every sentence that there is: how it reads, and what must hold of the rows. */
const checks: Checks = [
  ...periodChecks,
  ...taskChecks,
  ...spreadChecks,
  ...groupChecks,
  ...provenanceChecks,
  ...agentChecks,
  ...recordChecks,
];

/**
 * @param before the sentences of the same finding before this one, which it may refer to
 * @returns whether the sentence holds; undefined where it is none that is known
 */
export function isTrue(
  sentence: string,
  history: CheckedHistory,
  kind = '',
  before: readonly string[] = [],
): boolean | undefined {
  const rows = history.rows ?? checkedTasks(history.tasks);
  for (const [pattern, check] of checks) {
    const found = pattern.exec(sentence);
    if (found) {
      return check(found.slice(1), { history, rows, kind, before });
    }
  }
  return undefined;
}

/** A number of one with a plural, or of several with a singular; a text that stands for no number. */
export function isBroken(sentence: string): boolean {
  const units = String.raw`(?:human )?hour|(?:AI |supervisory )?minute|task|token|day|week|estimate|session`;
  const withoutNames = sentence.replace(/“.+?”/gu, '');
  return (
    /NaN|Infinity|undefined|null|–|(?<!\d)-\d/u.test(withoutNames) ||
    new RegExp(`(?<![\\d.,]|from [\\d.,]+ to )1 (?:${units})s\\b`, 'u').test(withoutNames) ||
    new RegExp(`(?:[02-9]|\\d{2,}) (?:${units})(?![a-z-]| figures)`, 'u').test(withoutNames) ||
    !/^[“A-Z0-9].*[.]$/u.test(sentence)
  );
}
