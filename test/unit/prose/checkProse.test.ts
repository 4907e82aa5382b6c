import assert from 'node:assert/strict';
import { basisText } from '../../../src/core/prose/basisText';
import { checkProse } from '../../../src/core/prose/checkProse';
import { english } from '../../../src/core/texts/texts';
import { printedProseRecord, proseStatements, type ProseStatement } from '../../fixtures/proseTexts';

/** How often a checker that is right must find a wrong figure. */
const found = 0.9;

interface Tally {
  readonly right: readonly ProseStatement[];
  readonly wrong: readonly ProseStatement[];
  readonly falseAlarms: readonly string[];
  readonly missed: readonly string[];
}

function tally(file: string, grouped: boolean): Tally {
  const records = new Map(
    (['2026-04-12', '2026-04-19'] as const).map((day) => [day, printedProseRecord(day, grouped)]),
  );
  const judged = proseStatements(file).map((statement) => {
    const record = records.get(statement.day);
    assert.ok(record);
    const contradicted = checkProse(statement.text, record).some(({ verdict }) => verdict === 'contradicted');
    return { statement, contradicted };
  });
  const right = judged.filter(({ statement }) => statement.wrongAt === undefined);
  const wrong = judged.filter(({ statement }) => statement.wrongAt !== undefined);
  return {
    right: right.map(({ statement }) => statement),
    wrong: wrong.map(({ statement }) => statement),
    falseAlarms: right.flatMap(({ statement, contradicted }) => (contradicted ? [statement.text] : [])),
    missed: wrong.flatMap(({ statement, contradicted }) => (contradicted ? [] : [statement.text])),
  };
}

describe('the checker of prose', () => {
  const corpus = tally('corpus.txt', true);

  it('is tried on more than 300 statements about both days', () => {
    assert.ok(corpus.right.length + corpus.wrong.length >= 300);
    assert.equal(new Set(corpus.wrong.map(({ day }) => day)).size, 2);
  });

  it('calls no right statement wrong', () => {
    assert.deepEqual(corpus.falseAlarms, []);
  });

  it('finds nine in ten of the figures that are wrong by a step', () => {
    assert.ok(
      corpus.missed.length <= corpus.wrong.length * (1 - found),
      `${corpus.missed.length} of ${corpus.wrong.length} missed: ${corpus.missed.join(' | ')}`,
    );
  });

  it('calls no right statement wrong where tasks have no category or workstream', () => {
    assert.deepEqual(tally('corpus.txt', false).falseAlarms, []);
  });

  for (const file of ['holdOut.txt', 'holdOut2.txt', 'holdOut3.txt']) {
    it(`calls nothing right wrong in other phrasings: ${file}`, () => {
      assert.deepEqual(tally(file, true).falseAlarms, []);
      assert.deepEqual(tally(file, false).falseAlarms, []);
    });
  }

  for (const [day, text, wrong, replacement, basis] of [
    [
      '2026-04-19',
      'The leverage factor was 63.8x.',
      '63.8x',
      '63.7x',
      'The leverage factor of rows 1–47 is 63.7x.',
    ],
    ['2026-04-19', 'Twelve tasks are under 10x.', 'Twelve', 'Eleven', '11: rows 37–47.'],
    [
      '2026-04-12',
      'The day held 1,222.85 human hours.',
      '1,222.85',
      '1,222.75',
      'The human hours of rows 1–37 are 1,222.75.',
    ],
    ['2026-04-19', 'It took 2,011 AI minutes.', '2,011', '2,010', 'The AI minutes of rows 1–47 are 2,010.'],
    [
      '2026-04-12',
      'The top two tasks hold 52.4% of the human hours.',
      '52.4%',
      '52.3%',
      "rows 1, 2: 52.3% of the day's human hours.",
    ],
    [
      '2026-04-19',
      'Rows 1–10 range from 150.0x to 174.6x.',
      '174.6x',
      '174.5x',
      'The highest of rows 1–10 is 174.5x.',
    ],
    [
      '2026-04-19',
      'The day used 9.6 million tokens.',
      '9.6 million',
      '9.5 million',
      'The tokens of rows 1–47 are 9,487,000.',
    ],
  ] as const) {
    it(`says what the record has and for which rows, and writes it as the text does: ${text}`, () => {
      const findings = checkProse(text, printedProseRecord(day, true)).filter(
        ({ verdict }) => verdict === 'contradicted',
      );
      assert.deepEqual(
        findings.map(({ start, end, replacement: written, basis: rests }) => [
          text.slice(start, end),
          written,
          rests && basisText(rests, english),
        ]),
        [[wrong, replacement, basis]],
      );
    });
  }

  it('says what a right figure rests on', () => {
    const text = 'The supervisory leverage factor was 865.7x.';
    const [finding] = checkProse(text, printedProseRecord('2026-04-19', true));
    assert.equal(finding?.verdict, 'supported');
    assert.ok(finding?.basis);
    assert.equal(
      basisText(finding.basis, english),
      'The supervisory leverage factor of rows 1–47 is 865.7x.',
    );
  });

  for (const text of [
    'It added 4,300 lines.',
    'The suite has 38 tests.',
    'The week averaged 71.2x.',
    'The hotfixes averaged 12.4x.',
  ]) {
    it(`leaves unchecked what rests on nothing in the record: ${text}`, () => {
      const verdicts = checkProse(text, printedProseRecord('2026-04-19', true)).map(({ verdict }) => verdict);
      assert.deepEqual(verdicts, ['unchecked']);
    });
  }

  for (const text of [
    'The refactor was hard. It took 12 AI minutes and 3 supervisory minutes.',
    'The hotfix was hard. Supervision came to 3 minutes.',
    'Four tasks were about plumbing; they took 61 AI minutes.',
    'Two tasks needed rework and made 12.5x.',
    'If supervision had taken 200 minutes, the factor would have been 640.7x.',
    'The factor wasn’t 64.8x, as first reported.',
    'The week averaged 71.2x over 130 tasks.',
    'The tests of the newsletter app ran for 14 minutes.',
  ]) {
    it(`calls no figure wrong that may be of something else: ${text}`, () => {
      const verdicts = checkProse(text, printedProseRecord('2026-04-19', true)).map(({ verdict }) => verdict);
      assert.ok(verdicts.length > 0 && !verdicts.includes('contradicted'), verdicts.join());
    });
  }

  for (const text of [
    'At 09:30 on 2026-04-19 it went live.',
    'Version 2.4.1 replaced v1.9 and `63.8x`.',
    'See [this](https://example.org/63.8x/47x) or https://example.org/12x.',
    '# Sunday, 19 April 2026',
    '```\nThe leverage factor was 63.8x.\n```',
    '| 48 tasks | 63.8x |\n| --- | --- |',
    '---\nfactor: 63.8x\n---\n',
    '    The leverage factor was 63.8x.',
    'It cost $63.80 or €12.',
  ]) {
    it(`finds no claim in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(checkProse(text, printedProseRecord('2026-04-19', true)), []);
    });
  }

  it('reads a bounded part of a huge text', () => {
    const record = printedProseRecord('2026-04-19', true);
    for (const part of [
      'row 1, stack manager under 10x ',
      '1,222.75x–',
      'rows 1–200 and ',
      '"',
      '(',
      'twenty-',
    ]) {
      assert.ok(checkProse(part.repeat(40_000), record).length >= 0);
    }
  });
});
