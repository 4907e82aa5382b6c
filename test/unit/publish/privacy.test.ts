import assert from 'node:assert/strict';
import { templatePresets } from '../../../src/core/exchange/template/templatePresets';
import { publishedForms, publishedText } from '../../../src/core/publish/forms/publishedForm';
import { recordCard } from '../../../src/core/publish/forms/recordCard';
import { selectRecord, type Publication } from '../../../src/core/publish/selection/publication';
import { periodOf } from '../../../src/core/findings/finding/period';
import { timeSheet } from '../../../src/core/publish/timesheet/timeSheet';
import { usualLook, writeTimeSheet } from '../../../src/core/publish/timesheet/writeTimeSheet';
import type { ClosedTask } from '../../../src/core/task/task';
import { publishingStore, sessionOf } from '../../fixtures/publishingStore';
import { randomHistory, type Days, type History } from '../../fixtures/randomHistory';

/** The long run: `PUBLISHED_HISTORIES=2000 npx mocha test/unit/publish/privacy.test.ts`. */
const histories = Number(process.env['PUBLISHED_HISTORIES'] ?? 12);
const ignored = '/work/HIDDEN-FOLDER';

/** Every second private task is private by its folder instead; whatever is not for others says so. */
function withHiddenText(days: Days): Days {
  let count = 0;
  return new Map(
    [...days].map(([day, tasks]) => [
      day,
      tasks.map((task): ClosedTask => {
        count += 1;
        const isHidden = task.private;
        const isByFolder = isHidden && count % 2 === 0;
        const estimate = task.estimate && {
          ...task.estimate,
          reasons: 'HIDDEN-REASON',
          persona: 'HIDDEN-PERSONA',
          earlier: [{ hours: 987_654, by: 'HIDDEN-ESTIMATOR', at: 0 }],
        };
        return {
          ...task,
          private: isHidden && !isByFolder,
          title: isHidden ? `HIDDEN-TITLE ${task.title}` : task.title,
          folder: isByFolder ? `${ignored}/below` : '/work/HIDDEN-PLACE',
          branch: 'HIDDEN-BRANCH',
          importKey: `row:0:HIDDEN-KEY ${task.id}`,
          project: isHidden ? 'HIDDEN-CLIENT' : 'open',
          workstream: isHidden ? 'HIDDEN-STREAM' : task.workstream,
          category: isHidden ? 'HIDDEN-CATEGORY' : task.category,
          estimate: estimate && isHidden ? { ...estimate, by: 'HIDDEN-MODEL' } : estimate,
          proposed: task.proposed && {
            ...task.proposed,
            proposalId: isHidden ? 'HIDDEN-PROPOSAL' : task.proposed.proposalId,
            estimate: { ...task.proposed.estimate, reasons: 'HIDDEN-REASON' },
          },
        };
      }),
    ]),
  );
}

function isPublic({ private: isPrivate, folder }: ClosedTask): boolean {
  return !isPrivate && !(folder ?? '').startsWith(ignored);
}

/** The time sheets of a record, of which no client's sum may count a task that is not public. */
function timeSheets(days: Days): readonly string[] {
  const store = publishingStore(days, { ignored: [ignored] });
  return (['entry', 'day'] as const).map((per) => {
    const { entries, sums } = timeSheet(store, {
      from: undefined,
      to: undefined,
      includePrivate: false,
      clients: [
        { name: 'Open', places: ['open'] },
        { name: 'HIDDEN-NAME', places: ['HIDDEN-CLIENT', ignored] },
      ],
      home: '/home/me',
      client: undefined,
      minutes: 'both',
      rounding: { step: 15, to: 'up' },
      per,
    });
    return `${writeTimeSheet(entries, 'toggl', { email: 'me', ...usualLook.toggl })}${JSON.stringify(sums)}`;
  });
}

/** What the pictures of a record show, but for the note of what was left out. */
function cards(days: Days): readonly unknown[] {
  const store = publishingStore(days, { ignored: [ignored] });
  return [...days.keys()]
    .flatMap((day) => [periodOf(day, 'day'), periodOf(day, 'month')])
    .map((span) => recordCard(store, span))
    .map((card) => card && { ...card, notes: [] });
}

function publications(days: Days, of: History): readonly (Publication | undefined)[] {
  const history = [...days.values()].flat();
  const ids = new Set<string | null>(history.map(({ id }) => id));
  const store = publishingStore(days, {
    ignored: [ignored],
    spans: of.spans.filter(({ taskId }) => ids.has(taskId)),
    sessions: [
      ...of.sessions,
      ...history.map((task) => sessionOf(task.id, isPublic(task) ? 'claude' : 'HIDDEN-AGENT')),
    ],
  });
  const recorded = [...days.keys()].toSorted();
  const spans = [
    { from: undefined, to: undefined },
    { from: recorded[1], to: recorded[4] },
    ...recorded.flatMap((day) => [periodOf(day, 'day'), periodOf(day, 'week'), periodOf(day, 'month')]),
  ];
  return spans.map((span) => selectRecord(store, { ...span, includePrivate: false })?.publication);
}

function textsOf(publication: Publication): readonly string[] {
  return [
    ...publishedForms.map((form) => publishedText(publication, form, { rowDecimals: 1 })),
    ...templatePresets.map((template) =>
      publishedText(publication, 'markdown', { rowDecimals: 2, template }),
    ),
  ];
}

describe('What is published of any record', () => {
  it(`has nothing of private tasks, and is the same without them, over ${histories} records`, function () {
    this.timeout(1_800_000);
    let [texts, withHidden] = [0, 0];
    for (let seed = 1; seed <= histories; seed += 1) {
      const history = randomHistory(seed);
      const days = withHiddenText(history.days);
      const open = new Map([...days].map(([day, tasks]) => [day, tasks.filter(isPublic)]));
      const [found, alone] = [publications(days, history), publications(open, history)];
      assert.equal(found.length, alone.length);
      assert.doesNotMatch(timeSheets(days).join(''), /HIDDEN/);
      assert.deepEqual(timeSheets(days), timeSheets(open));
      assert.doesNotMatch(JSON.stringify(cards(days)), /HIDDEN/);
      assert.deepEqual(cards(days), cards(open));
      found.forEach((publication, index) => {
        const same = alone[index];
        assert.equal(publication === undefined, same === undefined);
        if (publication === undefined || same === undefined) {
          return;
        }
        for (const text of textsOf(publication)) {
          assert.doesNotMatch(text, /HIDDEN|987,?654/);
          texts += 1;
        }
        withHidden += publication.scope.length > same.scope.length ? 1 : 0;
        assert.deepEqual(textsOf({ ...publication, scope: [] }), textsOf({ ...same, scope: [] }));
      });
    }
    assert.ok(texts > histories * 100, `${texts}`);
    assert.ok(withHidden > histories, `${withHidden}`);
  });

  it('says what kinds of tasks were left out, and of which agents the rest is, without a count', () => {
    const tasks = [{ private: false }, { private: true }, { private: true }].map(
      (fields, index): ClosedTask => ({ ...base, ...fields, id: `t${index}` }),
    );
    const days = new Map([['2026-04-19', [...tasks, { ...base, id: 'i', folder: `${ignored}/x` }]]]);
    const sessions = ['claude', 'codex'].map((agent) => sessionOf('t0', agent));
    const store = publishingStore(days, { ignored: [ignored], sessions });
    const choice = { from: '2026-04-19', to: '2026-04-19' };
    assert.deepEqual(selectRecord(store, { ...choice, includePrivate: false })?.publication.scope, [
      'Agents whose sessions are recorded for these tasks: Claude Code and Codex.',
      'Private tasks were left out.',
      'Tasks in ignored folders were left out.',
    ]);
    const whole = selectRecord(store, { ...choice, includePrivate: true });
    assert.equal(whole?.publication.scope.at(-1), 'Private tasks are included.');
    assert.deepEqual([whole.leftOut, whole.publication.whole.rows.length], [[], 4]);
  });

  it('is nothing where a span has private tasks only, and no day of a longer one shows that it had them', () => {
    const days = new Map([
      ['2026-04-18', [{ ...base, id: 'a', private: true }]],
      ['2026-04-19', [base]],
    ]);
    const store = publishingStore(days);
    const span = { from: '2026-04-01', to: '2026-04-18', includePrivate: false };
    assert.equal(selectRecord(store, span), undefined);
    const all = selectRecord(store, { from: undefined, to: undefined, includePrivate: false });
    assert.deepEqual(
      all?.publication.days.map(({ record }) => record.day),
      ['2026-04-19'],
    );
  });
});

const base = randomTask();

function randomTask(): ClosedTask {
  const [task] = [...randomHistory(3).days.values()].flat();
  assert.ok(task);
  return { ...task, private: false, folder: null, closing: { ...task.closing, day: '2026-04-19' } };
}
