import assert from 'node:assert/strict';
import { fittingState } from '../../src/core/fittingState';
import { parseHostMessage, type RecordState } from '../../src/core/protocol';
import { FormDrafts, emptyDraft } from '../../src/editor/formDrafts';
import { inbox, inboxSession, openTasks, row, state } from '../webview/states';

const problemsOf = ({ store }: RecordState) => (store.kind === 'ready' ? store.problems : []);
const shown = (given: RecordState) => parseHostMessage({ type: 'state', state: fittingState(given) })?.state;

describe('the state that a page is sent', () => {
  it('is left as it is where all of it fits', () => {
    const whole = state([]);
    assert.equal(fittingState(whole), whole);
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
      assert.match((page && problemsOf(page).join()) ?? '', problem);
    });
  }
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
