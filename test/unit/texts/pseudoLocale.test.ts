import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import * as fc from 'fast-check';
import { writeMarkdownOfDays } from '../../../src/core/exchange/writing/writeMarkdownOfDays';
import { evidences } from '../../../src/core/task/evidence';
import { analysis } from '../../../src/core/record/analysis';
import { dayRecord } from '../../../src/core/record/dayRecord';
import { formatEvidence } from '../../../src/core/figures/formatEvidence';
import { trackerStatus } from '../../../src/core/tracker/trackerStatus';
import {
  emptyInboxText,
  figuresText,
  folderName,
  hooksText,
  keptText,
} from '../../../src/core/transcript/inbox/inboxText';
import type { Parsed } from '../../../src/core/typed/parsed';
import { parseDay } from '../../../src/core/typed/parseDay';
import { parseEstimate } from '../../../src/core/typed/parseEstimate';
import { parseMinutes } from '../../../src/core/typed/parseMinutes';
import { parseTitle } from '../../../src/core/typed/parseTitle';
import { parseTokens } from '../../../src/core/typed/parseTokens';
import { english } from '../../../src/core/texts/texts';
import { outsideBrackets, pseudoBundle } from '../../fixtures/pseudoLocale';
import { closedTask } from '../../fixtures/tasks';

const problemOf = (result: Parsed<unknown>): string => (result.ok ? '' : result.problem);
const tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, unsplit: 0 };
const failing = { store: { kind: 'ready', problems: [] }, late: false, failing: true } as const;

type Case = readonly [name: string, text: () => string | null, data?: readonly string[]];

/** Texts that core hands to a page, each with the foreign parts that it may contain unchanged. */
const texts: readonly Case[] = [
  ...evidences.flatMap((evidence) => [
    [`${evidence} as a word`, () => formatEvidence(evidence).word] as const,
    [`${evidence} explained`, () => formatEvidence(evidence).explanation] as const,
  ]),
  ...(['', '-3', '1e3', '1,000', '30m 1h', '3-1h', '12 apples', '0', '3 4', '9999999'] as const).flatMap(
    (text) => [
      [`the estimate “${text}”`, () => problemOf(parseEstimate(text)), ['apples']] as const,
      [`the minutes “${text}”`, () => problemOf(parseMinutes(text)), ['apples']] as const,
      [`the tokens “${text}”`, () => problemOf(parseTokens(text)), ['apples']] as const,
      [`the title “${text}”`, () => problemOf(parseTitle(text))] as const,
      [`the day “${text}”`, () => problemOf(parseDay(text, '2026-04-19')), ['apples']] as const,
    ],
  ),
  ['a title that is too long', () => problemOf(parseTitle('a'.repeat(20_000)))],
  ['a day to come', () => problemOf(parseDay('2026-05-01', '2026-04-19'))],
  ['a day that is none', () => problemOf(parseDay('2026-02-31', '2026-04-19'))],
  ['the figures of one turn', () => figuresText({ turns: 1, prompts: 1, aiMs: 1, attentionMs: 0, tokens })],
  [
    'the figures of several turns',
    () =>
      figuresText({ turns: 2, prompts: 2, aiMs: 1, attentionMs: 90_000, tokens: { ...tokens, input: 1 } }),
  ],
  ['no folder', () => folderName(null)],
  ['a lost transcript', () => keptText({ kept: 'all' })],
  ['a cut transcript', () => keptText({ kept: 'part' })],
  ...(['never', 'stopped', 'endless'] as const).map(
    (silence) => [`hooks: ${silence}`, () => hooksText(silence)] as const,
  ),
  ['an inbox that starts', () => emptyInboxText({ kind: 'starting' }, false)],
  ['an inbox that is off', () => emptyInboxText({ kind: 'off' }, false)],
  ['an inbox while files are read', () => emptyInboxText({ kind: 'reading', files: 1, ofFiles: 2 }, false)],
  ['an inbox while a file is read', () => emptyInboxText({ kind: 'reading', files: 0, ofFiles: 1 }, false)],
  ['an inbox without sessions', () => emptyInboxText({ kind: 'ready', skipped: [] }, false)],
  ['an inbox that is cleared', () => emptyInboxText({ kind: 'ready', skipped: [] }, true)],
  [
    'time that could not be saved',
    () => {
      const status = trackerStatus({
        ...failing,
        currentTitle: undefined,
        measurement: { aiMs: 0 },
        sessions: [],
      });
      return status.kind === 'store-failing' ? `${status.message} ${status.nextStep}` : status.kind;
    },
  ],
];

describe('core in a language whose words are 40 % longer', () => {
  before(() => l10n.config({ contents: pseudoBundle() }));
  after(() => l10n.config({ contents: {} }));

  for (const [name, text, data] of texts) {
    it(`is translated: ${name}`, () => {
      assert.equal(outsideBrackets(text() ?? '', data), '');
    });
  }

  it('has every sentence about any day and its comparisons translated', () => {
    const task = fc
      .tuple(
        fc.option(fc.integer({ min: 1, max: 400 })),
        fc.nat(300),
        fc.nat(3),
        fc.constantFrom(...evidences),
      )
      .map(([quarters, ai, supervision, aiEvidence]) =>
        closedTask(quarters && quarters / 4, ai, supervision, { title: '1' }, { aiEvidence }),
      );
    const earlier = fc.array(
      fc.tuple(fc.nat(300), fc.nat(300), fc.nat(30)).map(([humanHours, aiMinutes, supervisoryMinutes]) => ({
        day: '2026-04-01',
        tasks: 1,
        humanHours,
        aiMinutes,
        supervisoryMinutes,
        tokens: 0,
      })),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(fc.array(task), earlier, (tasks, days) => {
        for (const sentence of analysis(dayRecord('2026-04-19', tasks), days, l10n)) {
          assert.equal(outsideBrackets(sentence), '', sentence);
        }
      }),
    );
  });

  it('still publishes in English', () => {
    const tasks = [
      closedTask(4, 10, 1),
      closedTask(2, 20, 1, { id: 'b' }),
      closedTask(null, 5, 0, { id: 'c' }),
    ];
    const record = dayRecord('2026-04-19', tasks);
    const options = { includePrivate: true, rowDecimals: 1, project: undefined } as const;
    const written = writeMarkdownOfDays([record], options, { closedTasks: () => tasks, daySums: () => [] });
    const [sentence] = analysis(record, [], english);
    assert.ok(sentence !== undefined && written.includes(sentence), written);
    assert.doesNotMatch(written, /⟦/u);
  });
});
