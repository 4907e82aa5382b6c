import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { evidences } from '../../../src/core/task/evidence';
import { dayFindings, findings } from '../../../src/core/findings/findings';
import { periodOf, periodUnits } from '../../../src/core/findings/finding/period';
import { surroundingsOf } from '../../../src/core/findings/surroundings';
import { dayRecord } from '../../../src/core/record/dayRecord';
import { formatEvidence } from '../../../src/core/figures/formatEvidence';
import { publishedForms, publishedText } from '../../../src/core/publish/forms/publishedForm';
import { selectRecord } from '../../../src/core/publish/selection/publication';
import { trackerStatus } from '../../../src/core/tracker/trackerStatus';
import {
  emptyInboxText,
  figuresText,
  folderName,
  hooksText,
  keptText,
  skippedText,
} from '../../../src/core/transcript/inbox/inboxText';
import { skipReasons } from '../../../src/core/transcript/source/skipReason';
import type { Parsed } from '../../../src/core/typed/parsed';
import { parseDay } from '../../../src/core/typed/parseDay';
import { parseEstimate } from '../../../src/core/typed/parseEstimate';
import { parseMinutes } from '../../../src/core/typed/parseMinutes';
import { parseTitle } from '../../../src/core/typed/parseTitle';
import { parseTokens } from '../../../src/core/typed/parseTokens';
import { english } from '../../../src/core/texts/texts';
import { outsideBrackets, pseudoBundle } from '../../fixtures/pseudoLocale';
import { daysStore } from '../../fixtures/daysStore';
import { publishingStore } from '../../fixtures/publishingStore';
import { randomHistory, type Days } from '../../fixtures/randomHistory';
import { closedTask } from '../../fixtures/tasks';

/** Names in random histories. */
const names = ['feature', 'ops', 'research', 'app', 'shop', 'claude', 'codex', 'model'];

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
  ...skipReasons.map(
    (reason) =>
      [
        `skipped: ${reason}`,
        () => skippedText({ kind: 'ready', skipped: [{ reason, count: 2 }] }),
        ['2 ×'],
      ] as const,
  ),
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

  it('has every sentence of the findings translated', () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 40; seed += 1) {
      const { days, spans, sessions } = randomHistory(seed);
      const numbered: Days = new Map(
        [...days].map(([day, tasks]) => [
          day,
          tasks.map((task, index) => ({ ...task, title: index % 2 ? '1: 2' : '3' })),
        ]),
      );
      const store = daysStore(numbered, spans, sessions);
      for (const [day, tasks] of numbered) {
        for (const unit of periodUnits) {
          const period = unit === 'days' ? { unit, from: '2026-03-20', to: day } : periodOf(day, unit);
          const { rows, totals } = dayRecord(day, tasks);
          const surroundings = surroundingsOf(period, tasks, store, { includePrivate: true });
          for (const { kind, sentences } of findings({ period, rows, totals }, surroundings, l10n)) {
            kinds.add(kind);
            for (const sentence of sentences) {
              assert.equal(outsideBrackets(sentence, names), '', sentence);
            }
          }
        }
      }
    }
    assert.equal(kinds.size, 19);
  });

  it('still publishes in English', () => {
    const tasks = [
      closedTask(4, 10, 1),
      closedTask(2, 20, 1, { id: 'b' }),
      closedTask(null, 5, 0, { id: 'c' }),
    ];
    const record = dayRecord('2026-04-19', tasks);
    const store = publishingStore(new Map([['2026-04-19', tasks]]));
    const span = { from: '2026-04-19', to: '2026-04-19', includePrivate: true };
    const publication = selectRecord(store, span)?.publication;
    assert.ok(publication);
    const written = publishedForms
      .map((form) => publishedText(publication, form, { rowDecimals: 1 }))
      .join('\n');
    const [sentence] = dayFindings(record, english, daysStore(new Map()), span)[0]?.sentences ?? [];
    assert.ok(sentence !== undefined && written.includes(sentence), written);
    assert.doesNotMatch(written, /⟦/u);
  });
});
