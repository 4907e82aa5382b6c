import assert from 'node:assert/strict';
import { fittingState, FittingStates } from '../../../src/core/page/fittingState';
import { parseHostMessage, type RecordState } from '../../../src/core/page/protocol';
import { UserError } from '../../../src/core/userError';
import { FormDrafts, emptyDraft } from '../../../src/editor/commands/form/formDrafts';
import { inbox, inboxSession, openTasks, row, state } from '../../webview/states';
import { timeline } from '../../webview/timelineStates';

/** The state as it arrives at the page. */
function shown(given: RecordState): RecordState | undefined {
  const message = parseHostMessage({ type: 'state', state: fittingState(given) });
  return message?.type === 'state' ? message.state : undefined;
}

describe('the state that a page is sent', () => {
  it('is unchanged if all of it fits', () => {
    const whole = state([]);
    assert.equal(fittingState(whole), whole);
  });

  it('is unchanged if what is new in it fits, and cut where that does not', () => {
    const states = new FittingStates();
    const withSessions = (...sessions: RecordState['inbox']['sessions']): RecordState =>
      state([], { inbox: { ...inbox, sessions } });
    const [known, fits, unfit] = [inboxSession(1), inboxSession(2), inboxSession(3, { id: '' })];
    for (const given of [withSessions(known), withSessions(known, fits), withSessions(fits)]) {
      assert.equal(states.fit(given), given);
    }
    const cut = states.fit(withSessions(known, unfit, fits));
    assert.deepEqual(cut.inbox.sessions, [known, fits]);
    assert.match(cut.leftOut.join(), /^1 session in the inbox can't be shown here/);
    // What doesn't fit is not taken for known.
    assert.deepEqual(states.fit(withSessions(unfit)).inbox.sessions, []);
    assert.throws(() => states.fit({ ...withSessions(known), now: Number.NaN }), UserError);
  });

  const long = 'x'.repeat(6000);
  const [task] = openTasks;
  assert.ok(task);
  for (const [what, given, problem] of [
    ['a closed task', state([row(1), row(2, { id: long }), row(3)]), /^1 closed task can't be shown here/],
    ['a moment that is none', state([row(1), row(3), row(2, { closedAt: Number.NaN })]), /^1 closed task/],
    [
      'an open task',
      state([row(1), row(3)], { openTasks: [{ ...task, id: long }] }),
      /^1 open task can't be shown here/,
    ],
    [
      'sessions of the inbox',
      state([row(1), row(3)], {
        inbox: {
          ...inbox,
          sessions: [inboxSession(1), inboxSession(2, { id: long }), inboxSession(3, { id: '' })],
        },
      }),
      /^2 sessions in the inbox can't be shown here/,
    ],
  ] as const) {
    it(`lacks ${what} that doesn't fit and says so, and keeps the rest`, () => {
      assert.equal(parseHostMessage({ type: 'state', state: given }), undefined);
      const page = shown(given);
      assert.deepEqual(
        page?.rows.map(({ number }) => number),
        [1, 3],
      );
      assert.match(page?.leftOut.join() ?? '', problem);
    });
  }

  const { totals } = state([row(1)]);
  assert.ok(totals);
  for (const [what, change, lacks, said] of [
    [
      'totals',
      { totals: { ...totals, humanHours: Number.POSITIVE_INFINITY } },
      ({ totals }) => totals,
      /^The totals of the day can't be shown here: .* Export the day as JSON/,
    ],
    [
      'the day before',
      { previousDay: '+012026-04-11' },
      ({ previousDay }) => previousDay,
      /^The recorded day before this one can't be shown/,
    ],
    [
      'a timeline',
      { timeline: { ...timeline, end: Number.NaN } },
      ({ timeline }) => timeline,
      /^The timeline of the day can't be shown here/,
    ],
    ['the day after', { nextDay: '' }, ({ nextDay }) => nextDay, /^The recorded day after this one/],
    [
      'the rest of an inbox',
      { inbox: { ...inbox, count: Number.NaN } },
      ({ inbox }) => inbox.notice,
      /^A part of the inbox can't be shown here/,
    ],
  ] as const satisfies readonly (readonly [
    string,
    Partial<RecordState>,
    (page: RecordState) => unknown,
    RegExp,
  ])[]) {
    it(`lacks ${what} if it doesn't fit, says so, and keeps rows, tasks and sessions`, () => {
      const given = state([row(1)], { openTasks: [...openTasks], inbox, ...change });
      assert.equal(parseHostMessage({ type: 'state', state: given }), undefined);
      const page = shown(given);
      assert.ok(page);
      assert.equal(lacks(page), null);
      assert.match(page.leftOut.join(), said);
      assert.equal(page.leftOut.length, 1);
      assert.deepEqual([page.rows, page.openTasks], [given.rows, given.openTasks]);
      assert.deepEqual(page.inbox.sessions, given.inbox.sessions);
    });
  }

  it('still counts the open tasks that it lacks, so that no page says that none is open', () => {
    const unfit = { ...task, id: long };
    const counted = (given: RecordState['openTasks']): unknown => {
      const page = shown(state([], { openTasks: given }));
      return [page?.openTasks.length, page?.unshownOpenTasks];
    };
    assert.deepEqual(counted([unfit]), [0, 1]);
    assert.deepEqual(counted([unfit, task, unfit]), [1, 2]);
    assert.deepEqual(counted([task]), [1, 0]);
  });

  it('lacks a running session or an ignored folder alone, not its task or the inbox', () => {
    const strange = {
      id: '',
      agent: 'codex',
      mode: 'batch',
      startedAt: 0,
      busyMs: 0,
      state: 'busy',
    } as const;
    const page = shown(
      state([], {
        openTasks: [{ ...task, sessions: [...task.sessions, strange] }],
        inbox: { ...inbox, ignoredFolders: ['/projects/scratch', `/${long}`] },
      }),
    );
    assert.deepEqual(page?.openTasks, [task]);
    assert.deepEqual(page?.inbox.ignoredFolders, ['/projects/scratch']);
    assert.match(page?.leftOut.join(' ') ?? '', /^1 running session .* 1 ignored folder can't be shown/);
  });

  it('reports the parts left out even while the record is failing', () => {
    const store = { kind: 'failing', message: 'The disk is full.', nextStep: 'Free some space.' } as const;
    const page = shown(state([row(1, { id: long })], { store }));
    assert.deepEqual([page?.store, page?.leftOut.length], [store, 1]);
  });

  it('is refused in words if not even the day fits', () => {
    assert.throws(
      () => fittingState(state([], { day: '+012026-04-11', now: Number.NaN })),
      (error) =>
        error instanceof UserError &&
        error.message.startsWith("This day can't be shown: now, day can't be read."),
    );
  });
});

describe('memory of a window that can’t be written', () => {
  it('leaves no rejection behind', async () => {
    const rejected: unknown[] = [];
    const hear = (reason: unknown) => rejected.push(reason);
    process.on('unhandledRejection', hear);
    const drafts = new FormDrafts({
      get: () => undefined,
      update: () => Promise.reject(new Error('closed')),
    });
    drafts.set('start', emptyDraft);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', hear);
    assert.deepEqual(rejected, []);
  });
});
