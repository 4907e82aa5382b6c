import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { daySumsOf } from '../../../src/core/record/daySums';
import { findings } from '../../../src/core/findings/findings';
import { periodOf, periodsBefore } from '../../../src/core/findings/finding/period';
import { english } from '../../../src/core/texts/texts';
import { dayRecord, type DayRecord } from '../../../src/core/record/dayRecord';
import type { DaySums } from '../../../src/core/record/recordStore';
import { closedTask, printedRecord, tasksOf } from '../../fixtures/tasks';

const first = dayRecord('2026-04-12', tasksOf(printedRecord('2026-04-12')));
const second = dayRecord('2026-04-19', tasksOf(printedRecord('2026-04-19')));

function sums(day: string, humanHours: number, aiMinutes: number, supervisoryMinutes: number): DaySums {
  return { ...daySumsOf(day, []), tasks: 1, humanHours, aiMinutes, supervisoryMinutes };
}
const sumsOfFirst = sums('2026-04-12', 1222.75, 614, 140);

/** What is said about a day after earlier ones of which only the sums are known. */
function said({ day, rows, totals }: DayRecord, earlier: readonly DaySums[]): string[] {
  const period = periodOf(day, 'day');
  const surroundings = {
    before: periodsBefore(period, earlier),
    tasksOf: () => [],
    work: undefined,
    waitedMs: new Map(),
  };
  return findings({ period, rows, totals }, surroundings, english).flatMap(({ sentences }) => sentences);
}

/** The same without the sentences about the day alone. */
function compared(record: DayRecord, earlier: readonly DaySums[]): string[] {
  const alone = new Set(said(record, []));
  return said(record, earlier).filter((sentence) => !alone.has(sentence));
}

describe('the findings of a day', () => {
  it('claims no record after a higher day', () => {
    const sentences = said(second, [sums('2026-04-18', 2018.333, 1000, 93.348)]);
    assert.ok(sentences.some((each) => each.includes('fell from 121.1x to 63.7x')));
    assert.ok(sentences.some((each) => each.includes('fell from 1297.3x to 865.7x')));
    assert.deepEqual(
      sentences.filter((each) => each.includes('higher than')),
      [],
    );
  });

  it('says since when a factor is the highest, only if more than one day lies between', () => {
    const days = [
      sums('2026-04-01', 100, 10, 1),
      sums('2026-04-12', 60, 3600, 3600),
      sums('2026-04-13', 60, 3600, 3600),
    ];
    const highest = (earlier: readonly DaySums[]) =>
      said(second, earlier).filter((each) => each.includes('higher than'));
    assert.deepEqual(highest(days), [
      'The leverage factor of 63.7x is higher than on the 2 earlier recorded days since 2026-04-01, when it was 600.0x.',
      'The supervisory leverage factor of 865.7x is higher than on the 2 earlier recorded days since 2026-04-01, when it was 6000.0x.',
    ]);
    assert.deepEqual(highest(days.slice(0, 2)), []);
    assert.deepEqual(highest([...days.slice(1), ...days.slice(0, 1)]), highest(days));
  });

  it('claims no record for equalling one', () => {
    const same = sums('2026-04-12', 2135.5, 2010, 148);
    const sentences = said(second, [same]);
    assert.deepEqual(
      sentences.filter((each) => each.includes('higher than')),
      [],
    );
    assert.ok(sentences.some((each) => each.includes('the leverage factor stayed at 63.7x')));
  });

  it('compares with earlier days only', () => {
    assert.deepEqual(said(first, [sumsOfFirst, sums('2026-04-20', 1, 600, 600)]), said(first, []));
  });

  it('says nothing about an empty day', () => {
    assert.deepEqual(said(dayRecord('2026-04-19', []), [sumsOfFirst]), []);
  });

  it('says about a single task only what makes sense for one', () => {
    assert.deepEqual(said(dayRecord('2026-04-19', [closedTask(12, 40, 2)]), []), [
      'The only task of 2026-04-19 comes to 12 human hours, 40 AI minutes and 2 supervisory minutes.',
      'The leverage factor is 18.0x, the supervisory leverage factor 360.0x.',
      'Each supervisory minute stands for 6.0 human hours on average.',
      'Both minute figures are measured.',
      'The human estimate was made by the user.',
    ]);
  });

  const seen = { aiMs: 20_000, wallClockMs: 20_000, supervisoryMs: 9_000 };
  for (const [name, task, sentence] of [
    ['nothing at all', closedTask(2, 0, 0), 'Nothing was measured: all minutes are 0.'],
    [
      'no supervision',
      closedTask(200, 40, 0),
      'Of 2 minute figures, 1 is measured and 1 is 0 with nothing measured.',
    ],
    [
      'seconds that round to none',
      closedTask(
        2,
        0,
        0,
        {},
        { measured: { ...seen, aiEvidence: 'measured', supervisionEvidence: 'measured' } },
      ),
      'Both minute figures are measured.',
    ],
    [
      'none because a user said so',
      closedTask(2, 0, 0, {}, { aiEvidence: 'edited', supervisionEvidence: 'edited' }),
      'Both minute figures are edited.',
    ],
  ] as const) {
    it(`calls only observed time measured: ${name}`, () =>
      assert.equal(said(dayRecord('2026-04-19', [task]), []).at(-2), sentence));
  }

  it('counts estimated, edited and imported figures, and tasks without an estimate', () => {
    const tasks = [
      closedTask(null, 40, 2, {}, { aiEvidence: 'estimated', supervisionEvidence: 'edited' }),
      closedTask(2, 40, 2, {}, { aiEvidence: 'imported', supervisionEvidence: 'imported' }),
    ];
    assert.deepEqual(said(dayRecord('2026-04-19', tasks), []).slice(3, -1), [
      'The only task with a factor is under 10x.',
      '1 task has no human estimate and counts 0 hours; without it, the leverage factor would rise from 1.5x to 3.0x and the supervisory leverage factor would rise from 30.0x to 60.0x.',
      'Of 4 minute figures, 1 is estimated, 1 is edited and 2 are imported.',
    ]);
  });

  it('counts ties for the most supervision', () => {
    const tasks = [closedTask(2, 1, 5), closedTask(2, 1, 5), closedTask(2, 1, 2)];
    assert.ok(
      said(dayRecord('2026-04-19', tasks), []).includes(
        '2 of the 3 tasks took 5 minutes of supervision each, the rest less.',
      ),
    );
  });

  /** `count` tasks of these hours and minutes. */
  const like = (
    count: number,
    ...figures: readonly [hours: number | null, ai: number, supervision: number]
  ) => Array.from({ length: count }, () => closedTask(...figures));
  const falling = [1, 2, 4, 6].map((aiMinutes) => closedTask(1, aiMinutes, 2));

  for (const [name, tasks, about, sentences] of [
    ['two of four rows', like(4, 1, 1, 2), /account for .* AI minutes/, []],
    [
      'two of five rows',
      like(5, 1, 1, 2),
      /account for .* AI minutes/,
      [
        '“Write the tests” (row 1) and “Write the tests” (row 2) account for 40.0% of the human hours and 40.0% of the AI minutes; together they average 60.0x (supervisory 30.0x). 3 other tasks have the leverage factor of the second, 60.0x.',
      ],
    ],
    [
      'two of five rows without supervision',
      like(5, 1, 1, 0),
      /account for .* AI minutes/,
      [
        '“Write the tests” (row 1) and “Write the tests” (row 2) account for 40.0% of the human hours and 40.0% of the AI minutes. 3 other tasks have the leverage factor of the second, 60.0x.',
      ],
    ],
    ['two of five rows without hours', like(5, null, 1, 2), /account for .* AI minutes/, []],
    ['two of five rows without AI minutes', like(5, 1, 0, 2), /account for .* AI minutes/, []],
    ['the median of two', falling.slice(0, 2), /median leverage/, []],
    ['the median of three', falling.slice(0, 3), /median leverage/, ['The median leverage factor is 30.0x.']],
    ['the median of four', falling, /median leverage/, ['The median leverage factor is 22.5x.']],
    [
      'the median of three with a factor',
      [...falling.slice(0, 3), closedTask(null, 1, 2)],
      /median leverage/,
      ['The median leverage factor of the 3 of 4 tasks that have one is 30.0x.'],
    ],
    ['low factors, none of two', falling.slice(0, 2), /under 10x/, []],
    ['low factors, none of three', falling.slice(1), /under 10x/, ['No task is under 10x.']],
    [
      'low factors, none of three next to one without a factor',
      [...falling.slice(1), closedTask(null, 1, 2)],
      /under 10x/,
      ['No task with a factor is under 10x.'],
    ],
    ['low factors if no task has a factor', like(3, null, 60, 2), /under 10x/, []],
    ['low factors, all', like(3, 1, 60, 2), /under 10x/, ['Every task is under 10x.']],
    [
      'low factors, one',
      [...like(2, 1, 1, 2), closedTask(1, 60, 2)],
      /under 10x/,
      [
        '1 task is under 10x; without it, the leverage factor would rise from 2.9x to 60.0x and the supervisory leverage factor would stay at 30.0x.',
      ],
    ],
    [
      'low factors, one of several without supervision',
      [...like(2, 1, 1, 0), closedTask(1, 60, 2)],
      /under 10x/,
      [
        '1 task is under 10x; without it, the leverage factor would rise from 2.9x to 60.0x and there would be no supervisory leverage factor.',
      ],
    ],
    ['the most supervision of two', [closedTask(1, 1, 5), closedTask(1, 1, 2)], /most supervision/, []],
    ['the most supervision of equals', like(3, 1, 1, 5), /most supervision/, []],
    ['the most supervision if there is none', like(3, 1, 1, 0), /most supervision/, []],
    [
      'the most supervision of one minute',
      [closedTask(1, 1, 1), ...like(2, 1, 1, 0)],
      /most supervision/,
      ['“Write the tests” (row 1) took the most supervision: 1 minute, 100.0% of all.'],
    ],
    [
      'a share that rounds half up',
      [closedTask(1, 1, 333), ...like(5, 1, 1, 332), closedTask(1, 1, 7)],
      /most supervision/,
      ['“Write the tests” (row 1) took the most supervision: 333 minutes, 16.7% of all.'],
    ],
    ['one supervisory minute without an estimate', like(2, null, 5, 1), /1 supervisory minute/, []],
    [
      'several without an estimate',
      like(2, null, 5, 2),
      /human estimate/,
      ['No task has a human estimate, so there are no averages.'],
    ],
  ] as const) {
    it(`says about ${name}: ${sentences[0] ?? 'nothing'}`, () => {
      const all = said(dayRecord('2026-04-19', tasks), []);
      assert.deepEqual(
        all.filter((each) => about.test(each)),
        sentences,
      );
    });
  }

  const day = (...tasks: readonly ReturnType<typeof closedTask>[]) =>
    said(dayRecord('2026-04-19', tasks), []);
  const titled = (
    title: string,
    ...figures: readonly [hours: number | null, ai: number, supervision: number]
  ) => closedTask(...figures, { title });

  it('counts every task of 1 supervisory minute, or says which ones it means', () => {
    const sentence = day(...like(1, 1, 1, 1), ...like(2, null, 1, 1)).find((each) =>
      each.includes('rounding'),
    );
    assert.match(sentence ?? '', /^1 task with a human estimate has 1 supervisory minute/);
  });

  it('calls no share 0.0% or 100.0% that isn’t', () => {
    const shares = day(titled('a', 2000, 1, 0), titled('b', 1000, 1, 0), ...like(3, 0.1, 10_000, 0)).find(
      (each) => each.includes('of the AI minutes'),
    );
    assert.equal(
      shares,
      'The first two rows, “a” and “b”, account for more than 99.9% of the human hours and less than 0.1% of the AI minutes.',
    );
  });

  it('calls nothing under 10x that is printed as 10.0x', () => {
    const narrow = like(1, 9.97, 60, 2);
    const about = (tasks: ReturnType<typeof like>) =>
      day(...tasks).filter((each) => each.includes('under 10x'));
    assert.deepEqual(about([...narrow, ...like(2, 30, 60, 2)]), [
      '1 task is just under 10x and rounds to 10.0x.',
    ]);
    assert.match(
      about([...narrow, ...like(2, 1, 60, 2)])[0] ?? '',
      /^2 tasks are under 10x; without them, .* 1 is just under it and rounds to 10\.0x\.$/,
    );
  });

  it('says which average falls if leaving rows out raises only one', () => {
    const sentence = day(...like(1, 1, 60, 1), ...like(1, 60, 60, 600)).find((each) =>
      each.includes('under 10x'),
    );
    assert.equal(
      sentence,
      '1 task is under 10x; without it, the leverage factor would rise from 30.5x to 60.0x and the supervisory leverage factor would fall from 6.1x to 6.0x.',
    );
  });

  it('explains how missing estimates affect the averages', () => {
    assert.ok(
      day(...like(1, 1, 10, 2), ...like(1, null, 10, 2)).includes(
        '1 task has no human estimate and counts 0 hours; without it, the leverage factor would rise from 3.0x to 6.0x and the supervisory leverage factor would rise from 15.0x to 30.0x.',
      ),
    );
  });

  it('has no averages if nothing was estimated', () => {
    const { totals } = dayRecord('2026-04-19', like(2, null, 5, 2));
    assert.equal(totals.leverageFactor, undefined);
    assert.equal(totals.supervisoryLeverageFactor, undefined);
  });

  it('names a task on one line, without control characters, and short', () => {
    const sentence = day(titled(`a\u001b[31m\nb${'c'.repeat(80)}`, 1, 1, 9), ...like(2, 1, 1, 1)).find(
      (each) => each.includes('most supervision'),
    );
    assert.match(sentence ?? '', /^“a \[31m bc+…” \(row 1\)/);
  });

  it('prints no figure that is not a number, whatever the day', () => {
    const task = fc
      .tuple(fc.option(fc.integer({ min: 1, max: 400 })), fc.nat(300), fc.nat(30))
      .map(([quarters, ai, supervision]) => closedTask(quarters && quarters / 4, ai, supervision));
    const day = fc
      .tuple(fc.nat(300), fc.nat(300), fc.nat(30))
      .map(([a, b, c]) => sums('2026-04-01', a, b, c));
    fc.assert(
      fc.property(fc.array(task), fc.array(day, { maxLength: 3 }), (tasks, earlier) => {
        for (const sentence of said(dayRecord('2026-04-19', tasks), earlier)) {
          assert.doesNotMatch(sentence, /NaN|Infinity|undefined|–/);
          assert.match(sentence, /^[“A-Z0-9].*\.$/u);
        }
      }),
    );
  });
});

describe('a day compared with earlier ones', () => {
  const today = dayRecord('2026-04-19', [closedTask(10, 60, 6)]);
  const on = (day: number, factor: number): DaySums => sums(`2026-04-0${day}`, 10, 600 / factor, 60 / factor);
  const unmeasured = (day: number): DaySums => sums(`2026-04-0${day}`, 10, 0, 0);

  for (const [name, earlier, sentences] of [
    [
      'is compared with the latest of them',
      [on(1, 5), on(2, 8), on(3, 20)],
      [
        'Against 2026-04-03, the leverage factor fell from 20.0x to 10.0x, and the supervisory leverage factor fell from 200.0x to 100.0x.',
      ],
    ],
    ['leaves out those without tasks', [{ ...on(1, 5), tasks: 0 }], []],
    ['says nothing if the latest has no factor', [unmeasured(1)], []],
    [
      'compares a single factor',
      [sums('2026-04-01', 10, 120, 0)],
      ['Against 2026-04-01, the leverage factor rose from 5.0x to 10.0x.'],
    ],
    ['is no record after one day that was lower', [on(1, 20), on(2, 30), on(3, 5), unmeasured(4)], []],
    [
      'is a record since the latest day that was higher',
      [on(1, 20), on(2, 30), on(3, 5), unmeasured(4), on(5, 5), unmeasured(6)],
      [
        'The leverage factor of 10.0x is higher than on the 2 earlier recorded days that have one since 2026-04-02, when it was 30.0x.',
        'The supervisory leverage factor of 100.0x is higher than on the 2 earlier recorded days that have one since 2026-04-02, when it was 300.0x.',
      ],
    ],
  ] as const) {
    it(name, () => {
      assert.deepEqual(compared(today, earlier), sentences);
      assert.deepEqual(compared(today, earlier.toReversed()), sentences);
    });
  }

  it('says that it moved if one decimal doesn’t show it, and by how little a record is one', () => {
    const close = [sums('2026-04-01', 10, 60.1, 6.01), sums('2026-04-02', 10, 60.2, 6)];
    assert.deepEqual(compared(today, close), [
      'Against 2026-04-02, the leverage factor rose by less than 0.1x to 10.0x, and the supervisory leverage factor stayed at 100.0x.',
      'The leverage factor of 10.0x is higher than on all 2 earlier recorded days. It is ahead of 2026-04-01 by less than 0.1x.',
    ]);
  });

  it('compares with no day that has no estimates, and falls to none', () => {
    assert.deepEqual(compared(today, [sums('2026-04-01', 0, 60, 6)]), []);
    const none = dayRecord('2026-04-19', [closedTask(null, 60, 6)]);
    assert.deepEqual(compared(none, [on(1, 5), on(2, 5)]), []);
  });

  it('counts only days that have the factor', () => {
    assert.ok(
      compared(today, [on(1, 5), unmeasured(2), on(3, 5)]).includes(
        'The leverage factor of 10.0x is higher than on all 2 earlier recorded days that have one.',
      ),
    );
  });

  it('says nothing if it has no factor or no hours itself', () => {
    const steps = compared(dayRecord('2026-04-19', [closedTask(null, 60, 6)]), [on(1, 5), on(2, 5)]);
    assert.deepEqual(
      steps.filter((each) => each.includes('higher than')),
      [],
    );
    assert.deepEqual(compared(dayRecord('2026-04-19', [closedTask(10, 0, 0)]), [on(1, 5), on(2, 5)]), []);
  });
});
