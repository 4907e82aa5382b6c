import assert from 'node:assert/strict';
import { checkProse } from '../../../src/core/prose/checkProse';
import { proseRecord } from '../../../src/core/prose/proseReading';
import { analysis } from '../../../src/core/record/analysis';
import { dayRecord, dayTotals } from '../../../src/core/record/dayRecord';
import type { DaySums } from '../../../src/core/record/recordStore';
import { evidences } from '../../../src/core/task/evidence';
import type { ClosedTask } from '../../../src/core/task/task';
import { english } from '../../../src/core/texts/texts';
import { closedTask } from '../../fixtures/tasks';

/** The long run: `PROSE_HISTORIES=2000 npx mocha test/unit/prose/generatedProse.test.ts`. */
const histories = Number(process.env['PROSE_HISTORIES'] ?? 40);

/** Whole numbers below a limit, the same for the same seed. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return ((state ^ (state >>> 15)) >>> 0) % below;
  };
}

/** Days with ties, zeros, missing estimates, one minute, titles alike and titles with figures. */
function history(seed: number): ReadonlyMap<string, readonly ClosedTask[]> {
  const roll = dice(seed);
  const one = <T>(...of: readonly [T, ...T[]]): T => of[roll(of.length)] ?? of[0];
  const hours = () => one(null, 0.5, 1, 9.97, 2, 40, roll(40_000) / 100 + 0.01);
  const minutes = () => one(0, 1, 1, 2, 3, 60, roll(400));
  const days = new Map<string, readonly ClosedTask[]>();
  for (let day = 1; day <= 9; day += 1) {
    const date = `2026-04-${String(day * 2 + roll(2)).padStart(2, '0')}`;
    const title = (index: number) =>
      one(
        `Task ${index} of ${date}`,
        'Team chat: server',
        'Team chat: client',
        'Upgrade Node to 22',
        'Write docs',
      );
    const tasks = Array.from({ length: one(0, 1, 2, 3, 5, 8, roll(15)) }, (_, index) =>
      closedTask(
        hours(),
        minutes(),
        minutes(),
        { id: `${date}-${index}`, title: title(index) },
        { day: date, sequence: index, aiEvidence: one(...evidences), supervisionEvidence: one(...evidences) },
      ),
    );
    days.set(date, tasks);
  }
  return days;
}

describe('prose that was computed from a record', () => {
  it(`is never called wrong, whole or by sentences, over ${histories} histories`, function () {
    this.timeout(600_000);
    let supported = 0;
    for (let seed = 1; seed <= histories; seed += 1) {
      const days = history(seed);
      const sums = [...days].map(([day, tasks]): DaySums => ({ ...dayTotals(tasks), day, tokens: 0 }));
      for (const [day, tasks] of days) {
        const record = dayRecord(day, tasks);
        const earlier = sums.filter((each) => each.day < day && each.tasks > 0);
        const sentences = analysis(record, earlier, english);
        const checked = proseRecord(day, record.rows, sums);
        for (const text of [...sentences, sentences.join(' ')]) {
          const findings = checkProse(text, checked);
          assert.deepEqual(
            findings
              .filter(({ verdict }) => verdict === 'contradicted')
              .map(({ start, end }) => text.slice(start, end)),
            [],
            `${seed}, ${day}: ${text}`,
          );
          supported += findings.filter(({ verdict }) => verdict === 'supported').length;
        }
      }
    }
    assert.ok(supported > histories * 50, `${supported}`);
  });
});
