import assert from 'node:assert/strict';
import { FolderNames } from '../../../src/core/folders/folderPath';
import * as fc from 'fast-check';
import type { Coverage } from '../../../src/core/task/agentSession';
import {
  inboxItems,
  KnownInbox,
  partsSince,
  unassignedParts,
  type UnassignedPart,
} from '../../../src/core/transcript/inbox/inbox';
import {
  emptyInboxText,
  figuresText,
  proposedTitle,
  skippedText,
} from '../../../src/core/transcript/inbox/inboxText';
import { LocalDays } from '../../../src/core/days/localDays';
import type {
  TranscriptStatus,
  TranscriptSummary,
} from '../../../src/core/transcript/source/transcriptSource';
import { noTokens, unsplitTokens } from '../../../src/core/task/tokens';
import { coverageOf, coveredOf, minute, nine, summary } from '../../fixtures/transcripts';

const session = summary('a', { start: nine, end: nine + 60 * minute });
const days = new LocalDays('Europe/Berlin', '04:00');

function figures({ session, from, to }: UnassignedPart) {
  const { spans, facts, attentionMs } = coveredOf(session, from, to);
  const { turns, prompts, tokens } = facts;
  return {
    turns,
    prompts,
    tokens,
    attentionMs,
    aiMs: spans.reduce((sum, { start, end }) => sum + end - start, 0),
  };
}

function inbox(summaries: readonly TranscriptSummary[], coverage: readonly Coverage[] = []) {
  return inboxItems(unassignedParts({ summaries, coverage, ignoredFolders: [] }), days, figures);
}

describe('The part of a session without a task', () => {
  const rows: [string, Partial<Coverage>[], [from: number, to: number | null][]][] = [
    ['nothing is stored', [], [[0, null]]],
    ['a task follows it', [{}], []],
    ['it is ignored', [{ taskId: null, ignored: true }], []],
    ['it continued after its task was closed', [{ to: nine + minute }], [[nine + minute, null]]],
    ['its task was closed after its end', [{ to: session.end + 1 }], []],
    ['its last record is where the task ended', [{ to: session.end }], [[session.end, null]]],
    ['it began before its task', [{ from: nine + minute }], [[0, nine + minute]]],
    ['its task began with it', [{ from: nine }], []],
    [
      'two tasks leave a gap',
      [{ to: nine + minute }, { from: nine + 2 * minute }],
      [[nine + minute, nine + 2 * minute]],
    ],
    [
      'two tasks overlap',
      [
        { from: nine, to: nine + 9 * minute },
        { from: nine + 2 * minute, to: nine + 3 * minute },
      ],
      [[nine + 9 * minute, null]],
    ],
    ['it was measured for no task', [{ taskId: null }], [[0, null]]],
    [
      'the rest was measured for no task',
      [{ to: nine + minute }, { taskId: null, from: nine + minute }],
      [[nine + minute, null]],
    ],
  ];
  for (const [what, stored, expected] of rows) {
    it(`is right if ${what}`, () => {
      const coverage = stored.map((each) => coverageOf(session, each));
      const parts = unassignedParts({ summaries: [session], coverage, ignoredFolders: [] });
      assert.deepEqual(
        parts.map(({ from, to }) => [from, to]),
        expected,
      );
    });
  }

  it('is empty in an ignored folder and below it, and only there', () => {
    const summaries = [
      summary('in', { folder: '/projects/shop' }),
      summary('below', { folder: '/projects/shop/api' }),
      summary('beside', { folder: '/projects/shopping' }),
      summary('above', { folder: '/projects' }),
      summary('nowhere', { folder: null }),
    ];
    const parts = unassignedParts({ summaries, coverage: [], ignoredFolders: ['/projects/shop'] });
    assert.deepEqual(
      parts.map((part) => part.session.externalId),
      ['beside', 'above', 'nowhere'],
    );
  });

  it('knows a folder by all names that the user declares the same, when it is ignored and when a task lies in it', () => {
    const folderNames = new FolderNames([['~/shop', '/projects/shop']], { isMac: false, home: '/home/ada' });
    const summaries = [
      summary('linked', { folder: '/home/ada/shop/api' }),
      summary('other', { folder: '/home/ada/shops' }),
    ];
    const left = (ignoredFolders: readonly string[]): readonly UnassignedPart[] =>
      unassignedParts({ summaries, coverage: [], ignoredFolders, folderNames });
    assert.deepEqual(namesOf(left(['/projects/shop'])), ['other']);
    assert.deepEqual(namesOf(left(['/projects'])), ['other']);
    assert.deepEqual(namesOf(partsSince(left([]), '/projects/shop', nine, folderNames)), ['linked']);
    assert.deepEqual(namesOf(partsSince(left([]), '/projects/shop', nine)), []);
  });

  it('covers, together with the stored parts, every moment once', () => {
    const interval = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 }));
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 5 }), (intervals) => {
        const coverage = intervals.map(([from, length], index) =>
          coverageOf(session, {
            sessionId: `s${index}`,
            from: nine + from * minute,
            to: nine + (from + length) * minute,
          }),
        );
        const parts = unassignedParts({ summaries: [session], coverage, ignoredFolders: [] });
        for (let moment = nine; moment <= session.end; moment += minute) {
          const inStore = coverage.some(({ from, to }) => from <= moment && (to === null || moment < to));
          const inInbox = parts.filter(({ from, to }) => from <= moment && (to === null || moment < to));
          assert.equal(inInbox.length, inStore ? 0 : 1);
        }
      }),
    );
  });
});

describe('An empty inbox', () => {
  const rows: [string, TranscriptStatus, boolean, RegExp][] = [
    ['before the first reading', { kind: 'starting' }, false, /will be read in a moment/],
    ['while nothing may be read', { kind: 'off' }, false, /turned off. Turn it on in the settings/],
    ['during a reading', { kind: 'reading', files: 1, ofFiles: 1200 }, false, /: 1 of 1,200 files\.$/],
    ['that could not be read', { kind: 'failed', message: 'The disk is gone.' }, true, /The disk is gone\.$/],
    ['of tidy people', { kind: 'ready', skipped: [] }, true, /belongs to a task or is ignored/],
    ['without any agent', { kind: 'ready', skipped: [] }, false, /No agent has left a transcript/],
  ];
  for (const [when, status, any, expected] of rows) {
    it(`${when} says why`, () => assert.match(emptyInboxText(status, any), expected));
  }
});

describe('The inbox', () => {
  it('is newest first, in the local day in which each session ended, however the sessions come', () => {
    const nightly = summary('nightly', {
      start: Date.UTC(2026, 10, 15, 2),
      end: Date.UTC(2026, 10, 15, 2, 59),
    });
    const early = summary('early', { start: Date.UTC(2026, 10, 15, 2), end: Date.UTC(2026, 10, 15, 3) });
    const tie = summary('tie');
    const all = [tie, summary('a'), nightly, early];
    const expected = [
      ['early', '2026-11-15'],
      ['nightly', '2026-11-14'],
      ['a', '2026-11-14'],
      ['tie', '2026-11-14'],
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        assert.deepEqual(
          inbox(shuffled).map((item) => [item.session.externalId, item.day]),
          expected,
        );
      }),
    );
  });

  it('leaves out a session without prompt and work, and a rest that is no more than a last record', () => {
    const empty = summary('empty', { prompts: 0, aiMs: 0, tokens: noTokens });
    const asked = summary('asked', { prompts: 1, aiMs: 0 });
    const unasked = summary('unasked', { prompts: 0, aiMs: minute });
    assert.deepEqual(
      inbox([empty, asked, unasked, session], [coverageOf(session, { to: session.end })]).map(
        (item) => item.session.externalId,
      ),
      ['asked', 'unasked'],
    );
  });

  it('shows the work of a rest once it is known', () => {
    const coverage = [coverageOf(session, { to: nine + 45 * minute })];
    const [rest] = inbox([session], coverage);
    assert.deepEqual([rest?.aiMs, rest?.turns, rest?.start], [15 * minute, 15, nine + 45 * minute]);
    const parts = unassignedParts({ summaries: [session], coverage, ignoredFolders: [] });
    assert.deepEqual(
      inboxItems(parts, days, () => undefined),
      [],
    );
  });

  it('offers a task the work in its folder since it was started', () => {
    const summaries = [
      summary('before', { end: nine + minute }),
      summary('during', { start: nine + 2 * minute, end: nine + 20 * minute }),
      summary('after', { start: nine + 20 * minute }),
      summary('elsewhere', { start: nine + 20 * minute, folder: '/projects/other' }),
      summary('beside', { start: nine + 20 * minute, folder: '/projects/shopping' }),
      summary('above', { start: nine + 20 * minute, folder: '/projects' }),
      summary('nowhere', { start: nine + 20 * minute, folder: null }),
      summary('below', { start: nine + 20 * minute, folder: '/projects/shop/api' }),
    ];
    const parts = unassignedParts({ summaries, coverage: [], ignoredFolders: [] });
    const offered = partsSince(parts, '/projects/shop/', nine + 10 * minute);
    assert.deepEqual(
      offered.map((part) => [part.session.externalId, part.from]),
      [
        ['during', nine + 10 * minute],
        ['after', 0],
        ['below', 0],
      ],
    );
    const [during] = offered;
    assert.ok(during);
    const [item] = inboxItems([during], days, figures);
    assert.deepEqual([item?.aiMs, item?.turns], [10 * minute, 10], 'the figures of what it is offered');
    assert.notEqual(during.id, parts.find(({ session }) => session === during.session)?.id);
  });

  it('offers a task the whole of a session measured for no task since before', () => {
    const coverage = [coverageOf(session, { sessionId: 'live', taskId: null })];
    const parts = unassignedParts({ summaries: [session], coverage, ignoredFolders: [] });
    assert.deepEqual(
      partsSince(parts, '/projects/shop', nine + 10 * minute).map(({ storedAs, from }) => [storedAs, from]),
      parts.map(({ from }) => ['live', from]),
    );
  });

  it('is the same with cached results, whatever changed in between', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const change = fc.oneof(
      fc.record({ kind: fc.constant('session'), name, minutes: fc.nat(30) }),
      fc.record({ kind: fc.constant('stored'), name, minutes: fc.option(fc.nat(30)) }),
      fc.record({ kind: fc.constant('ignored'), name: fc.constantFrom('/projects/shop', '/elsewhere') }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const known = new KnownInbox();
        const sessions = new Map(['a', 'b', 'c'].map((each) => [each, summary(each)]));
        // As the store does, a new list where it is another.
        let coverage: readonly Coverage[] = [];
        let ignoredFolders: readonly string[] = [];
        for (const each of changes) {
          if ('minutes' in each && each.kind === 'session') {
            sessions.set(each.name, summary(each.name, { end: nine + (each.minutes ?? 0) * minute }));
          } else if ('minutes' in each) {
            const to = each.minutes === null ? null : nine + each.minutes * minute;
            coverage = [...coverage, coverageOf(summary(each.name), { to })];
          } else {
            ignoredFolders = [each.name];
          }
          const content = { summaries: [...sessions.values()], coverage, ignoredFolders };
          assert.deepEqual(
            inboxItems(unassignedParts(content, known), days, figures, known),
            inboxItems(unassignedParts(content), days, figures),
          );
        }
      }),
    );
  });

  it('reuses the results of unchanged sessions', () => {
    const known = new KnownInbox();
    const again = (summaries: readonly TranscriptSummary[], stored: readonly Coverage[] = []) =>
      inboxItems(
        unassignedParts({ summaries, coverage: stored, ignoredFolders: [] }, known),
        days,
        figures,
        known,
      );
    const [before] = again([session]);
    const [same, changed] = again([summary('b', { start: nine + minute }), session]);
    assert.equal(same, before);
    assert.equal(changed?.session.externalId, 'b');
    assert.notEqual(again([session], [coverageOf(session, { to: nine + minute })])[0], before);
  });

  it('has all of 5,000 sessions, or none if all are stored', () => {
    const many = Array.from({ length: 5000 }, (_, index) =>
      summary(`s${index}`, { start: nine - index * 7 * 60 * minute }),
    );
    assert.equal(inbox(many).length, 5000);
    assert.equal(
      inbox(
        many,
        many.map((each) => coverageOf(each)),
      ).length,
      0,
    );
  });
});

describe('The texts of the inbox', () => {
  it('propose a title from the known facts', () => {
    const title = (...sessions: TranscriptSummary[]): string => proposedTitle(inbox(sessions));
    assert.equal(title(summary('a')), 'shop: claude, 2026-11-14');
    assert.equal(title(summary('a', { folder: null, firstLine: ' Fix\tit ' })), 'Fix it');
    assert.equal(title(summary('a', { folder: 'C:\\work\\shop\\', firstLine: 'Fix it' })), 'shop: Fix it');
    assert.equal(
      title(
        summary('late', { start: nine + 1, firstLine: 'Then that' }),
        summary('a', { firstLine: 'First' }),
      ),
      'shop: First',
    );
  });

  const told: [attention: number, tokens: number, text: string][] = [
    [0, 0, '2 turns · 34 min'],
    [59_999, 0, '2 turns · 34 min'],
    [60_000, 1234, '2 turns · 34 min · waited 1 min · 1,234 tokens'],
    [125 * 60_000, 1, '2 turns · 34 min · waited 125 min · 1 token'],
  ];
  for (const [attentionMs, tokens, text] of told) {
    it(`put ${attentionMs} ms of waiting and ${tokens} tokens as “${text}”`, () => {
      const part = { turns: 2, prompts: 1, aiMs: 34 * minute, attentionMs, tokens: unsplitTokens(tokens) };
      assert.equal(figuresText(part), text);
    });
  }

  it('list the parts left out', () => {
    assert.equal(skippedText({ kind: 'ready', skipped: [] }), null);
    assert.equal(
      skippedText({ kind: 'ready', skipped: [{ reason: 'malformed line', count: 1200 }] }),
      'Not read from the transcripts: 1,200 × malformed line.',
    );
  });
});

function namesOf(parts: readonly UnassignedPart[]): string[] {
  return parts.map(({ session }) => session.externalId);
}
