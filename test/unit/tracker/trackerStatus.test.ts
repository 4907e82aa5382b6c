import assert from 'node:assert/strict';
import { clockText, trackerStatus, type TrackerFacts } from '../../../src/core/tracker/trackerStatus';
import { flatTitle } from '../../../src/core/texts/flatTitle';
import { statusWording } from '../../../src/editor/statusBar/wording';

const idle: TrackerFacts = {
  store: { kind: 'ready', problems: [] },
  late: false,
  failing: false,
  currentTitle: 'Fix the parser',
  measurement: { aiMs: 3_909_000 },
  sessions: [],
};

describe('The status', () => {
  const rows: readonly (readonly [name: string, facts: Partial<TrackerFacts>, kind: string, text: string])[] =
    [
      ['a task and nothing running', {}, 'task-idle', '$(watch) Fix the parser'],
      ['no task', { currentTitle: undefined }, 'no-task', '$(watch) No task'],
      ['the store opens', { store: { kind: 'opening' } }, 'opening', '$(watch) Fix the parser'],
      [
        'the store opens, and nothing is remembered',
        { store: { kind: 'opening' }, currentTitle: undefined },
        'opening',
        '$(watch) No task',
      ],
      [
        'the store opens for long',
        { store: { kind: 'opening' }, late: true },
        'opening',
        '$(loading~spin) Fix the parser',
      ],
      ['one session', { sessions: [{ state: 'busy' }] }, 'working', '$(watch) Fix the parser \u20071:05:09'],
      [
        'three sessions, of which one is paused and one in another window',
        { sessions: [{ state: 'waiting' }, { state: 'paused' }, { state: 'other-window' }] },
        'working',
        '$(watch) Fix the parser \u20071:05:09 · 2',
      ],
      [
        'a session without a task',
        { currentTitle: undefined, sessions: [{ state: 'busy' }] },
        'working',
        '$(watch) No task \u20071:05:09',
      ],
      ['all paused', { sessions: [{ state: 'paused' }] }, 'paused', '$(debug-pause) Fix the parser'],
      [
        'one out of sight since a reload',
        { sessions: [{ state: 'suspended' }] },
        'task-idle',
        '$(watch) Fix the parser',
      ],
      [
        'measured time that waits',
        { failing: true, sessions: [{ state: 'busy' }] },
        'store-failing',
        '$(error) Record not saved',
      ],
      [
        'a store that fails, whatever runs',
        { store: { kind: 'failing', message: 'No.', nextStep: 'Do.' }, sessions: [{ state: 'busy' }] },
        'store-failing',
        '$(error) Record not saved',
      ],
      [
        'a right-to-left title, next to a clock that is not part of it',
        { currentTitle: 'שיפור (v2)', sessions: [{ state: 'busy' }, { state: 'busy' }] },
        'working',
        '$(watch) \u2068שיפור (v2)\u2069 \u20071:05:09 · 2',
      ],
      ['a title that would be an icon', { currentTitle: '$(bug) x' }, 'task-idle', '$(watch) $\u200b(bug) x'],
    ];
  for (const [name, facts, kind, text] of rows) {
    it(`${name}: ${kind}`, () => {
      const status = trackerStatus({ ...idle, ...facts });
      const wording = statusWording(status);
      assert.equal(status.kind, kind);
      assert.equal(wording.text, text);
      assert.equal(wording.failing, kind === 'store-failing');
      assert.doesNotMatch(
        wording.label,
        /\$\(\w+\) (?!x)|\d:\d\d/,
        'a screen reader hears neither icon nor clock',
      );
    });
  }

  for (const [ms, text] of [
    [0, '\u20070:00:00'],
    [-5, '\u20070:00:00'],
    [999, '\u20070:00:00'],
    [59 * 60_000 + 59_999, '\u20070:59:59'],
    [36_000_000, '10:00:00'],
    [360_000_000, '100:00:00'],
  ] as const) {
    it(`shows ${ms} ms as ${text}`, () => assert.equal(clockText(ms), text));
  }

  for (const [title, text] of [
    ['short', 'short'],
    ['x'.repeat(30), 'x'.repeat(30)],
    ['x'.repeat(31), `${'x'.repeat(29)}…`],
    ['two\nlines\u2028more', 'two lines more'],
    ['👩‍👩‍👧'.repeat(31), `${'👩‍👩‍👧'.repeat(29)}…`],
    ['', ''],
  ] as const) {
    it(`shortens ${JSON.stringify(title.slice(0, 40))}`, () => assert.equal(flatTitle(title), text));
  }
});
