import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { analysis } from '../../src/core/analysis';
import { comparison } from '../../src/core/comparison';
import { dayRecord } from '../../src/core/dayRecord';
import type { DaySums } from '../../src/core/recordStore';
import { closedTask, printedRecord, tasksOf } from '../fixtures/tasks';

const first = dayRecord('2026-04-12', tasksOf(printedRecord('2026-04-12')));
const second = dayRecord('2026-04-19', tasksOf(printedRecord('2026-04-19')));

function sums(day: string, humanHours: number, aiMinutes: number, supervisoryMinutes: number): DaySums {
  return { day, tasks: 1, humanHours, aiMinutes, supervisoryMinutes, tokens: 0 };
}
const sumsOfFirst = sums('2026-04-12', 1222.75, 614, 140);

describe('the analysis of a day', () => {
  it('states the claims of 2026-04-12', () => {
    assert.deepEqual(analysis(first, []), [
      'The first two rows hold 52.3% of the human hours and 17.9% of the AI minutes; together they come to 349.1x (supervisory 5485.7x).',
      'The median leverage factor is 45.0x.',
      'No task is under 10x.',
      "Row 24 took the most supervision: 10 minutes, 7.1% of the day's.",
      "1 task has 1 supervisory minute, where rounding dominates: one more minute would halve its supervisory factor and bring the day's average to 520.3x.",
      'All 74 figures of minutes are measured.',
    ]);
  });

  it('states the claims of 2026-04-19 after 2026-04-12', () => {
    assert.deepEqual(analysis(second, [sumsOfFirst]), [
      'The first two rows hold 15.0% of the human hours and 5.5% of the AI minutes; together they come to 174.5x (supervisory 4800.0x).',
      'The median leverage factor is 32.0x.',
      '11 tasks are under 10x; without them the averages are 85.7x (supervisory 1038.0x).',
      "Row 16 took the most supervision: 25 minutes, 16.9% of the day's.",
      "19 tasks have 1 supervisory minute, where rounding dominates: one more minute each would halve their supervisory factors and bring the day's average to 767.2x.",
      'All 94 figures of minutes are measured.',
      'Against 2026-04-12, the leverage factor fell from 119.5x to 63.7x, and the supervisory leverage factor rose from 524.0x to 865.7x.',
      'The supervisory leverage factor of 865.7x is the highest of all 2 recorded days.',
    ]);
  });

  it('claims no record after a higher day', () => {
    const sentences = analysis(second, [sums('2026-04-18', 2018.333, 1000, 93.348)]);
    assert.ok(sentences.some((each) => each.includes('fell from 121.1x to 63.7x')));
    assert.ok(sentences.some((each) => each.includes('fell from 1297.3x to 865.7x')));
    assert.deepEqual(
      sentences.filter((each) => each.includes('highest')),
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
      analysis(second, earlier).filter((each) => each.includes('highest'));
    assert.deepEqual(highest(days), [
      'The leverage factor of 63.7x is the highest since 2026-04-01.',
      'The supervisory leverage factor of 865.7x is the highest since 2026-04-01.',
    ]);
    assert.deepEqual(highest(days.slice(0, 2)), []);
    assert.deepEqual(highest([...days.slice(1), ...days.slice(0, 1)]), highest(days));
  });

  it('claims no record for equalling one', () => {
    const same = sums('2026-04-12', 2135.5, 2010, 148);
    const sentences = analysis(second, [same]);
    assert.deepEqual(
      sentences.filter((each) => each.includes('highest')),
      [],
    );
    assert.ok(sentences.some((each) => each.includes('the leverage factor stayed at 63.7x')));
  });

  it('compares with earlier days only', () => {
    assert.deepEqual(analysis(first, [sumsOfFirst, sums('2026-04-20', 1, 600, 600)]), analysis(first, []));
  });

  it('says nothing of an empty day', () => {
    assert.deepEqual(analysis(dayRecord('2026-04-19', []), [sumsOfFirst]), []);
  });

  it('says of one task what can be said of one', () => {
    assert.deepEqual(analysis(dayRecord('2026-04-19', [closedTask(12, 40, 2)]), []), [
      'Both figures of minutes are measured.',
    ]);
  });

  const seen = { aiMs: 20_000, wallClockMs: 20_000, supervisoryMs: 9_000 };
  for (const [name, task, sentence] of [
    ['nothing at all', closedTask(2, 0, 0), 'Nothing was measured: all minutes are 0.'],
    [
      'no supervision',
      closedTask(200, 40, 0),
      'Of 2 figures of minutes, 1 measured and 1 with nothing measured.',
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
      'Both figures of minutes are measured.',
    ],
    [
      'none because a person said so',
      closedTask(2, 0, 0, {}, { aiEvidence: 'edited', supervisionEvidence: 'edited' }),
      'Both figures of minutes are edited.',
    ],
  ] as const) {
    it(`calls measured only what was seen: ${name}`, () =>
      assert.equal(analysis(dayRecord('2026-04-19', [task]), []).at(-1), sentence));
  }

  it('counts what is estimated, edited and imported, and tasks without an estimate', () => {
    const tasks = [
      closedTask(null, 40, 2, {}, { aiEvidence: 'estimated', supervisionEvidence: 'edited' }),
      closedTask(2, 40, 2, {}, { aiEvidence: 'imported', supervisionEvidence: 'imported' }),
    ];
    assert.deepEqual(analysis(dayRecord('2026-04-19', tasks), []), [
      'Every task with a factor is under 10x.',
      '1 task has no human estimate and counts 0 hours.',
      'Of 4 figures of minutes, 1 estimated, 1 edited and 2 imported.',
    ]);
  });

  it('counts ties for the most supervision', () => {
    const tasks = [closedTask(2, 1, 5), closedTask(2, 1, 5), closedTask(2, 1, 2)];
    assert.ok(
      analysis(dayRecord('2026-04-19', tasks), []).includes(
        '2 tasks took the most supervision, 5 minutes each.',
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
    ['two of four rows', like(4, 1, 1, 2), /first two/, []],
    [
      'two of five rows',
      like(5, 1, 1, 2),
      /first two/,
      [
        'The first two rows hold 40.0% of the human hours and 40.0% of the AI minutes; together they come to 60.0x (supervisory 30.0x).',
      ],
    ],
    [
      'two of five rows without supervision',
      like(5, 1, 1, 0),
      /first two/,
      ['The first two rows hold 40.0% of the human hours and 40.0% of the AI minutes.'],
    ],
    ['two of five rows without hours', like(5, null, 1, 2), /first two/, []],
    ['two of five rows without AI minutes', like(5, 1, 0, 2), /first two/, []],
    ['the median of two', falling.slice(0, 2), /median/, []],
    ['the median of three', falling.slice(0, 3), /median/, ['The median leverage factor is 30.0x.']],
    ['the median of four', falling, /median/, ['The median leverage factor is 22.5x.']],
    [
      'the median of three with a factor',
      [...falling.slice(0, 3), closedTask(null, 1, 2)],
      /median/,
      ['The median leverage factor is 30.0x.'],
    ],
    ['low factors, none of two', falling.slice(0, 2), /under 10x/, []],
    ['low factors, none of three', falling.slice(1), /under 10x/, ['No task is under 10x.']],
    [
      'low factors, none of three beside one without a factor',
      [...falling.slice(1), closedTask(null, 1, 2)],
      /under 10x/,
      ['No task with a factor is under 10x.'],
    ],
    ['low factors where no task has a factor', like(3, null, 60, 2), /under 10x/, []],
    ['low factors, all', like(3, 1, 60, 2), /under 10x/, ['Every task is under 10x.']],
    [
      'low factors, one',
      [...like(2, 1, 1, 2), closedTask(1, 60, 2)],
      /under 10x/,
      ['1 task is under 10x; without it the averages are 60.0x (supervisory 30.0x).'],
    ],
    [
      'low factors, one of several without supervision',
      [...like(2, 1, 1, 0), closedTask(1, 60, 2)],
      /under 10x/,
      ['1 task is under 10x.'],
    ],
    ['the most supervision of two', [closedTask(1, 1, 5), closedTask(1, 1, 2)], /most supervision/, []],
    ['the most supervision of equals', like(3, 1, 1, 5), /most supervision/, []],
    ['the most supervision where there is none', like(3, 1, 1, 0), /most supervision/, []],
    [
      'the most supervision of one minute',
      [closedTask(1, 1, 1), ...like(2, 1, 1, 0)],
      /most supervision/,
      ["Row 1 took the most supervision: 1 minute, 100.0% of the day's."],
    ],
    [
      'a share that rounds half up',
      [closedTask(1, 1, 333), ...like(5, 1, 1, 332), closedTask(1, 1, 7)],
      /most supervision/,
      ["Row 1 took the most supervision: 333 minutes, 16.7% of the day's."],
    ],
    ['one supervisory minute without an estimate', like(2, null, 5, 1), /1 supervisory minute/, []],
    [
      'several without an estimate',
      like(2, null, 5, 2),
      /no human estimate/,
      ['2 tasks have no human estimate and count 0 hours.'],
    ],
  ] as const) {
    it(`says of ${name}: ${sentences[0] ?? 'nothing'}`, () => {
      const said = analysis(dayRecord('2026-04-19', tasks), []);
      assert.deepEqual(
        said.filter((each) => about.test(each)),
        sentences,
      );
    });
  }

  it('prints no figure that is not a number, whatever the day', () => {
    const task = fc
      .tuple(fc.option(fc.integer({ min: 1, max: 400 })), fc.nat(300), fc.nat(30))
      .map(([quarters, ai, supervision]) => closedTask(quarters && quarters / 4, ai, supervision));
    const day = fc
      .tuple(fc.nat(300), fc.nat(300), fc.nat(30))
      .map(([a, b, c]) => sums('2026-04-01', a, b, c));
    fc.assert(
      fc.property(fc.array(task), fc.array(day, { maxLength: 3 }), (tasks, earlier) => {
        for (const sentence of analysis(dayRecord('2026-04-19', tasks), earlier)) {
          assert.doesNotMatch(sentence, /NaN|Infinity|undefined|–/);
          assert.match(sentence, /^[A-Z0-9].*\.$/);
        }
      }),
    );
  });
});

describe('a day beside earlier ones', () => {
  const today = dayRecord('2026-04-19', [closedTask(10, 60, 6)]);
  const on = (day: number, factor: number): DaySums => sums(`2026-04-0${day}`, 10, 600 / factor, 60 / factor);
  const unmeasured = (day: number): DaySums => sums(`2026-04-0${day}`, 10, 0, 0);

  for (const [name, earlier, sentences] of [
    [
      'is set against the latest of them',
      [on(1, 5), on(2, 8), on(3, 20)],
      [
        'Against 2026-04-03, the leverage factor fell from 20.0x to 10.0x, and the supervisory leverage factor fell from 200.0x to 100.0x.',
      ],
    ],
    ['leaves out those without tasks', [{ ...on(1, 5), tasks: 0 }], []],
    ['says nothing where the latest has no factor', [unmeasured(1)], []],
    [
      'says what can be said of one factor',
      [sums('2026-04-01', 10, 120, 0)],
      [
        'Against 2026-04-01, the leverage factor rose from 5.0x to 10.0x.',
        'The leverage factor of 10.0x is the highest of all 2 recorded days.',
      ],
    ],
    ['is no record after one day that was lower', [on(1, 20), on(2, 30), on(3, 5), unmeasured(4)], []],
    [
      'is a record since the latest day that was higher',
      [on(1, 20), on(2, 30), on(3, 5), unmeasured(4), on(5, 5), unmeasured(6)],
      [
        'The leverage factor of 10.0x is the highest since 2026-04-02.',
        'The supervisory leverage factor of 100.0x is the highest since 2026-04-02.',
      ],
    ],
  ] as const) {
    it(name, () => {
      assert.deepEqual(comparison(today, earlier), sentences);
      assert.deepEqual(comparison(today, earlier.toReversed()), sentences);
    });
  }

  it('says nothing where it has no factor or no hours itself', () => {
    const steps = comparison(dayRecord('2026-04-19', [closedTask(null, 60, 6)]), [on(1, 5), on(2, 5)]);
    assert.deepEqual(
      steps.filter((each) => each.includes('highest')),
      [],
    );
    assert.deepEqual(comparison(dayRecord('2026-04-19', [closedTask(10, 0, 0)]), [on(1, 5), on(2, 5)]), []);
  });
});
