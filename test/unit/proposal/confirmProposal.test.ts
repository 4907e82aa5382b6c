import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { proposeClosing } from '../../../src/core/task/closing';
import type { Change } from '../../../src/core/task/change';
import {
  confirmChanges,
  confirmedTaskId,
  mergeIntoTaskChanges,
} from '../../../src/core/proposal/confirming/confirmProposal';
import {
  dismissChanges,
  editProposalChanges,
  mergeProposalChanges,
  reopenProposalChanges,
} from '../../../src/core/proposal/confirming/decideProposal';
import type { JoinedProposal } from '../../../src/core/proposal/joinedProposal';
import { endedAt, proposedWork, type ProposedWork } from '../../../src/core/proposal/confirming/proposedWork';
import { unionMs } from '../../../src/core/days/interval';
import type { UnassignedPart } from '../../../src/core/transcript/inbox/inbox';
import { measurementOfParts, type FetchedPart } from '../../../src/core/transcript/inbox/inboxActions';
import { UndoStack } from '../../../src/editor/undo/undoStack';
import type { OpenRecordStore } from '../../../src/store/openRecordStore';
import { proposal, proposedFields } from '../../fixtures/proposals';
import { coveredOf, minute, nine, summary } from '../../fixtures/transcripts';
import { setTask } from '../../store/recordBuilders';
import { inTemporaryFolder, openStore } from '../../store/storeInTemporaryFolder';

const session = summary('a', { end: nine + 30 * minute });
const zone = 'Europe/Berlin';
const refuse = () => Promise.resolve(false);
const ids = ['1', '2', '3'].map((each) => `proposal-${each.padStart(32, '0')}`);

function part(from: number, to: number): UnassignedPart {
  const id = `claude:a:${from}`;
  return { id, session, from, to, whole: false, storedAs: null, later: from > session.start };
}

/** The session cut at the given minutes, a proposal for each piece of it. */
function joined(store: OpenRecordStore, cuts: readonly number[]): readonly JoinedProposal[] {
  const ends = [...cuts.map((each) => nine + each * minute), session.end + 1];
  return store.openProposals().map((each) => {
    const index = ids.indexOf(each.id);
    const parts = [part(index === 0 ? 0 : (ends[index - 1] ?? 0), ends[index] ?? 0)];
    return { proposal: each, join: { kind: 'transcript', parts, takenBy: [], growing: false } };
  });
}

function fetched(work: ProposedWork): FetchedPart[] {
  return work.parts.map((each) => ({
    part: each,
    until: each.to,
    covered: coveredOf(each.session, each.from, each.to),
    storedSpans: [],
    supervised: [],
  }));
}

function confirming(work: ProposedWork, now = nine): Change[] {
  const draft = proposeClosing(measurementOfParts(fetched(work)), endedAt(work), zone, '04:00');
  const place = { project: 'shop', branch: 'main', folder: '/projects/shop' };
  return confirmChanges({ work, fetched: fetched(work), place, private: false, draft, reviewed: true, now });
}

async function withProposals(
  work: (store: OpenRecordStore, undo: UndoStack, works: () => readonly ProposedWork[]) => Promise<void>,
  cuts: readonly number[] = [10, 20],
): Promise<void> {
  await inTemporaryFolder(async (directory) => {
    const store = await openStore(directory);
    await store.append(
      ids.map((id, index) => ({
        entity: 'proposal',
        id,
        kind: 'set',
        fields: proposedFields({ title: `Piece ${index + 1}`, proposedAt: nine + index * minute }),
      })),
    );
    const undo = new UndoStack(store, { get: () => undefined, update: () => Promise.resolve() });
    await work(store, undo, () => proposedWork(joined(store, cuts)));
    await store.close();
  });
}

function only(works: readonly ProposedWork[], index: number): ProposedWork {
  return works.find(({ proposal: { id } }) => id === ids[index]) ?? assert.fail(`no proposal ${index}`);
}

/** All that counts: closed tasks with their minutes, open proposals, and what of the session no task has. */
function whole(store: OpenRecordStore) {
  return {
    tasks: store.closedTasks('2026-11-14').map(({ id, closing }) => [id, closing.aiMinutes]),
    open: store.openProposals(),
    coverage: store.coverage().filter(({ taskId }) => taskId !== null),
  };
}

describe('Confirming a proposal', () => {
  it('records it on the day of its work with the measured minutes and the estimate of the agent', () =>
    withProposals(async (store, undo, works) => {
      await undo.apply('Confirm', confirming(only(works(), 1)));
      const [task] = store.closedTasks('2026-11-14');
      assert.ok(task);
      const { estimate } = proposedFields();
      assert.deepEqual(
        [task.title, task.estimate, task.closing.aiMinutes, task.closing.aiEvidence, task.startedAt],
        ['Piece 2', estimate, 10, 'estimated', nine + 10 * minute],
      );
      assert.deepEqual(task.proposed, { proposalId: ids[1], estimate, reviewed: true });
      assert.deepEqual(store.proposal(ids[1] ?? '')?.decision, {
        kind: 'confirmed',
        at: nine,
        taskId: confirmedTaskId(only(works(), 0)).replace(/1$/u, '2'),
      });
    }));

  it('makes one task of all windows that do it at once', () =>
    withProposals(async (store, _undo, works) => {
      const changes = confirming(only(works(), 0));
      await Promise.all([store.append(changes), store.append(changes)]);
      assert.deepEqual(
        whole(store).tasks.map(([, minutes]) => minutes),
        [10],
      );
    }));

  it('without any time is a row of no minutes on the day it was proposed', () =>
    withProposals(async (store, undo, works) => {
      const work = { ...only(works(), 0), parts: [], joined: null };
      await undo.apply('Confirm', confirming(work));
      const [task] = store.closedTasks('2026-11-14');
      assert.deepEqual(
        [task?.closing.aiMinutes, task?.closing.aiEvidence, task?.closing.closedAt],
        [0, 'measured', nine],
      );
    }));

  it('of all of them in any order, some merged or dismissed, counts each moment once, and Undo gives all back', () =>
    fc.assert(
      fc.asyncProperty(
        fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 15, max: 29 })),
        fc.array(fc.tuple(fc.constantFrom('confirm', 'dismiss', 'merge', 'undo'), fc.nat(5), fc.nat(5)), {
          maxLength: 8,
        }),
        (cuts, steps) =>
          withProposals(async (store, undo, works) => {
            const history = [JSON.stringify(whole(store))];
            for (const [step, at, into] of steps) {
              const open = works();
              const work = open[at % Math.max(1, open.length)];
              const other = open[into % Math.max(1, open.length)];
              if (step === 'undo') {
                await undo.undo(refuse);
                history.splice(Math.max(1, history.length - 1));
                assert.equal(JSON.stringify(whole(store)), history.at(-1));
              } else if (work && other && !(step === 'merge' && work === other)) {
                const changes =
                  step === 'confirm'
                    ? confirming(work)
                    : step === 'merge'
                      ? mergeProposalChanges(work, other, nine)
                      : dismissChanges(work, nine);
                await undo.apply(step, changes);
                history.push(JSON.stringify(whole(store)));
              }
              const spans = store
                .closedTasks('2026-11-14')
                .flatMap(({ id }) => store.spansOfTask(id).filter(({ kind }) => kind === 'agent'));
              const sum = spans.reduce((ms, { start, end }) => ms + end - start, 0);
              assert.equal(sum, unionMs(spans), 'no moment counts twice');
              const left = works().flatMap((each) => each.parts);
              const unconfirmed = left.reduce((ms, { from, to }) => ms + lengthOf(from, to), 0);
              const dismissed = store
                .decidedProposals()
                .filter(({ decision }) => decision?.kind === 'dismissed')
                .reduce((ms, { id }) => ms + pieceMs(id, cuts), 0);
              assert.equal(
                sum + unconfirmed + dismissed,
                session.end - session.start,
                'rows sum to the session',
              );
            }
          }, cuts),
      ),
      { numRuns: 25 },
    ));
});

function lengthOf(from: number, to: number | null): number {
  return Math.min(to ?? session.end, session.end) - Math.max(from, session.start);
}

function pieceMs(id: string, cuts: readonly number[]): number {
  const ends = [...cuts.map((each) => nine + each * minute), session.end];
  const index = ids.indexOf(id);
  return (ends[index] ?? 0) - (index === 0 ? nine : (ends[index - 1] ?? 0));
}

describe('Editing a proposal', () => {
  it('keeps what the agent said, and its estimate among the earlier versions', () =>
    withProposals(async (store, undo, works) => {
      const edit = { title: 'Better words', hours: { hours: 9 }, outcome: { kind: 'corrected' } } as const;
      await undo.apply('Edit', editProposalChanges(only(works(), 0).proposal, edit, nine));
      const work = only(works(), 0);
      const { estimate } = proposedFields();
      assert.equal(work.proposal.estimate.hours, 6);
      const { reasons: _reasons, ...version } = estimate;
      assert.deepEqual(work.edited.estimate, { hours: 9, by: 'me', at: nine, earlier: [version] });
      await undo.apply('Confirm', confirming(work));
      const [task] = store.closedTasks('2026-11-14');
      assert.deepEqual(
        [task?.title, task?.estimate?.hours, task?.proposed?.estimate, task?.outcome],
        ['Better words', 9, estimate, { kind: 'corrected' }],
      );
      await undo.undo(refuse);
      await undo.undo(refuse);
      assert.equal(only(works(), 0).proposal.edited, null);
    }));
});

describe('Merging a proposal', () => {
  it('into another adds its hours and its time, and its task is confirmed for both', () =>
    withProposals(async (store, undo, works) => {
      await undo.apply('Merge', mergeProposalChanges(only(works(), 0), only(works(), 1), nine));
      assert.deepEqual(
        works().map((each) => [each.edited.title, each.edited.estimate.hours, each.parts.length]),
        [
          ['Piece 2', 12, 2],
          ['Piece 3', 6, 1],
        ],
      );
      await undo.apply('Confirm', confirming(only(works(), 1)));
      const [task] = store.closedTasks('2026-11-14');
      assert.deepEqual([task?.closing.aiMinutes, task?.proposed?.estimate.hours], [20, 12]);
      assert.deepEqual(
        store.decidedProposals().map(({ id, decision }) => [id, decision?.taskId === task?.id]),
        [
          [ids[0], true],
          [ids[1], true],
        ],
      );
    }));

  it('into an open task gives it the time, and the estimate if it has none or the user adds it', () =>
    withProposals(async (store, undo, works) => {
      await store.append([setTask('task-1', { estimate: null }), setTask('task-2')]);
      const merge = async (index: number, taskId: string, how: 'keep' | 'add') => {
        const work = only(works(), index);
        const task = store.task(taskId) ?? assert.fail();
        await undo.apply('Merge', mergeIntoTaskChanges(task, work, fetched(work), how, nine));
      };
      await merge(0, 'task-1', 'keep');
      await merge(1, 'task-2', 'add');
      await merge(2, 'task-2', 'keep');
      assert.deepEqual(
        ['task-1', 'task-2'].map((id) => [store.task(id)?.estimate?.hours, store.spansOfTask(id).length]),
        [
          [6, 10],
          [14, 20],
        ],
      );
      assert.deepEqual([store.openProposals(), store.task('task-2')?.estimate?.by], [[], 'me']);
    }));

  it('each into the other, in two windows at once, leaves one of them to decide on', () => {
    const into = (id: string) => ({ ...proposedFields(), into: id });
    const [one = '', two = ''] = ids;
    const joins = [
      { proposal: proposal({ id: one, edited: into(two) }), join: null },
      { proposal: proposal({ id: two, edited: into(one) }), join: null },
    ];
    assert.deepEqual(
      proposedWork(joins).map((work) => [work.proposal.id, work.merged.map(({ id }) => id)]),
      [[one, [two]]],
    );
  });
});

describe('Dismissing a proposal', () => {
  it('counts nothing, and it can be opened again', () =>
    withProposals(async (store, undo, works) => {
      await undo.apply('Dismiss', dismissChanges(only(works(), 0), nine));
      assert.deepEqual([works().length, whole(store).tasks], [2, []]);
      const [dismissed] = store.decidedProposals();
      assert.ok(dismissed);
      await undo.apply('Reopen', reopenProposalChanges(dismissed));
      assert.equal(works().length, 3);
    }));
});
