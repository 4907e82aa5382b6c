import assert from 'node:assert/strict';
import { isSettled } from '../../../src/core/proposal/confirming/measuredProposal';
import {
  splitChanges,
  splitPoints,
  takeApartChanges,
} from '../../../src/core/proposal/confirming/splitProposal';
import { mergeProposalChanges } from '../../../src/core/proposal/confirming/decideProposal';
import { dismissProposal } from '../../../src/editor/commands/proposal/dismissProposal';
import { recordProposals } from '../../../src/editor/commands/proposal/recordProposals';
import { minute, nine } from '../../fixtures/transcripts';
import { idsOf } from './inboxWorld';
import {
  boardOf,
  dayOfSession,
  figures,
  inProposalWorld,
  proposedIds,
  rows,
  viewOf,
  works,
} from './proposalWorld';

const refuse = () => Promise.resolve(false);
const reviewed = { reviewed: true } as const;

describe('Proposals of one session', () => {
  it('are shown with their own stretch of it, both factors, and what confirming all would add', () =>
    inProposalWorld(async (world) => {
      assert.deepEqual(
        viewOf(world).items.map(({ figures: known }) => known),
        [null, null, null],
        'their transcripts have not been read yet',
      );
      await figures(world);
      const { count, items, all } = viewOf(world);
      assert.equal(count, 3);
      assert.deepEqual(
        items.map((each) => [each.title, each.figures?.aiMinutes, each.figures?.leverageFactor, each.join]),
        [
          ['First', 10, 36, 'Time from the transcript of its session.'],
          ['Second', 10, 24, 'Time from the transcript of its session.'],
          ['Third', 10, 12, 'Time from the transcript of its session.'],
        ],
      );
      assert.deepEqual(all, {
        ids: proposedIds,
        days: [
          {
            dayLabel: dayOfSession,
            tasks: 3,
            humanHours: 12,
            before: { leverageFactor: null, supervisoryLeverageFactor: null },
            after: { leverageFactor: 24, supervisoryLeverageFactor: null },
          },
        ],
      });
    }));

  it('are confirmed together as one action; their minutes are those of the session, and one Undo gives all back', () =>
    inProposalWorld(async (world) => {
      const { store, undo, clock } = world;
      await figures(world);
      assert.ok(world.board.proposals().every(isSettled));
      await recordProposals(world, works(world), reviewed);
      assert.deepEqual(rows(world), [
        ['First', 10, 6],
        ['Second', 10, 4],
        ['Third', 10, 2],
      ]);
      assert.deepEqual([idsOf(world), works(world), undo.label], [[], [], 'Confirm 3 proposed tasks']);
      await undo.undo(refuse);
      assert.deepEqual([rows(world), idsOf(world), works(world).length], [[], [], 3]);
      // Once more, so that what Undo deleted comes back whole.
      await recordProposals(world, works(world), reviewed);
      assert.equal(rows(world).length, 3);
      assert.ok(store.closedTasks(dayOfSession).every(({ proposed }) => proposed?.reviewed === true));
      assert.equal(world.recorder.measurement.between(nine, clock(), clock()).aiMs, 30 * minute);
    }));

  it('keep what git says came out of the work of each', () =>
    inProposalWorld(async (world) => {
      const { git, store } = world;
      git.answer = { commits: 1, files: 2, added: 30, removed: 4 };
      await recordProposals(world, works(world), reviewed);
      assert.deepEqual(
        git.asked.map(({ folder, from, to }) => [folder, (from - nine) / 60_000, (to - nine) / 60_000]),
        [
          ['/projects/shop', 0, 10],
          ['/projects/shop', 10, 20],
          ['/projects/shop', 20, 30],
        ],
      );
      assert.deepEqual(
        store.closedTasks(dayOfSession).map(({ closing }) => closing.cameOut),
        [git.answer, git.answer, git.answer],
      );
    }));

  it('have their time for themselves: the inbox offers none of it, unless they are switched off', () =>
    inProposalWorld((world) => {
      assert.deepEqual([idsOf(world), world.inbox.since('/projects/shop', 0)], [[], []]);
      world.settings.choose('off');
      assert.deepEqual(idsOf(world), ['a']);
      return Promise.resolve();
    }));

  it('are confirmed in any order, each with its own minutes', () =>
    inProposalWorld(async (world) => {
      for (const index of [1, 0, 0]) {
        await recordProposals(world, works(world).slice(index, index + 1), reviewed);
      }
      assert.deepEqual(
        rows(world)
          .map(([title, minutes]) => [title, minutes])
          .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
        [
          ['First', 10],
          ['Second', 10],
          ['Third', 10],
        ],
      );
      assert.deepEqual(idsOf(world), []);
    }));

  it('leave the time of a dismissed one in the inbox', () =>
    inProposalWorld(async (world) => {
      const [first] = works(world);
      assert.ok(first);
      await dismissProposal(world, first);
      await recordProposals(world, works(world), reviewed);
      assert.deepEqual(
        rows(world).map(([title]) => title),
        ['Second', 'Third'],
      );
      const [left] = world.inbox.partsSince('/projects/shop', 0);
      assert.deepEqual([left?.from, left?.to], [0, nine + 10 * minute]);
      await world.undo.undo(refuse);
      await world.undo.undo(refuse);
      assert.equal(works(world).length, 3);
    }));

  it('are confirmed once, whatever two windows do', () =>
    inProposalWorld(async (world) => {
      const other = await world.otherWindow();
      const board = boardOf(other, world);
      const theirs = board.proposals().map(({ work }) => work);
      await recordProposals(world, works(world), reviewed);
      await world.store.append([]);
      const confirming = recordProposals({ ...other, board }, theirs, reviewed);
      await confirming.catch((error: unknown) =>
        assert.match(String(error), /confirmed, merged or dismissed/),
      );
      assert.equal(rows(world).length, 3);
      assert.equal(world.recorder.measurement.between(nine, world.clock(), world.clock()).aiMs, 30 * minute);
    }));

  it('can be merged, taken apart again, and split at a prompt', () =>
    inProposalWorld(async (world) => {
      const { undo, store, board, source } = world;
      const [first, second] = works(world);
      assert.ok(first && second);
      await undo.apply('Merge', mergeProposalChanges(first, second, nine));
      const [merged] = works(world);
      assert.deepEqual(
        [merged?.edited.title, merged?.edited.estimate.hours, merged?.merged.length],
        ['Second', 10, 1],
      );
      assert.ok(merged);
      await undo.apply('Split', takeApartChanges(merged));
      assert.deepEqual(
        works(world).map(({ edited }) => [edited.title, edited.estimate.hours]),
        [
          ['First', 6],
          ['Second', 4],
          ['Third', 2],
        ],
      );
      const at = nine + 14 * minute;
      source.composed.set('a', [{ id: 'prompt', since: at - minute, at, length: 40, ms: 20_000 }]);
      const again = works(world)[1] ?? assert.fail();
      const [point, ...others] = splitPoints(await board.fetch(again));
      assert.ok(point);
      assert.deepEqual([others, point.at, point.msBefore, point.msAfter], [[], at, 4 * minute, 6 * minute]);
      const firstPiece = {
        id: '00000000-0000-0000-0000-0000000000ff',
        title: 'Second, begun',
        hours: { hours: 1 },
      };
      await undo.apply('Split', splitChanges(again, point, firstPiece, nine));
      await recordProposals(world, works(world), reviewed);
      assert.deepEqual(
        rows(world).sort((a, b) => String(a[0]).localeCompare(String(b[0]))),
        [
          ['First', 10, 6],
          ['Second', 6, 3],
          ['Second, begun', 4, 1],
          ['Third', 10, 2],
        ],
      );
      assert.equal(store.openProposals().length, 0);
    }));
});
