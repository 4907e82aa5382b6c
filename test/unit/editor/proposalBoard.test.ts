import assert from 'node:assert/strict';
import type { Change } from '../../../src/core/task/change';
import { plainId } from '../../../src/core/transcript/inbox/inbox';
import { proposedFields } from '../../fixtures/proposals';
import { minute, nine, summary } from '../../fixtures/transcripts';
import { settled } from '../recorder/recorderWorld';
import { inInboxWorld } from './inboxWorld';
import { boardOf, figures, inProposalWorld, viewOf } from './proposalWorld';

const second = 1_000;

describe('The proposals of a window', () => {
  it('are read again, at growing intervals, where a transcript could not be read', () =>
    inProposalWorld(async (world) => {
      const { board, source, time, log } = world;
      let told = 0;
      board.onDidChange(() => (told += 1));
      const known = () => board.proposals().filter(({ measured }) => measured !== undefined).length;
      source.failure = new Error('no thread');
      assert.equal(known(), 0);
      await settled();
      assert.equal(log.errors.length, 3);
      await time.pass(4 * second);
      assert.deepEqual([known(), told], [0, 0], 'not at once: pages ask several times a second');
      await time.pass(second);
      assert.deepEqual([known(), told], [0, 1]);
      await settled();
      assert.equal(log.errors.length, 6);
      source.failure = undefined;
      await time.pass(9 * second);
      assert.deepEqual([known(), told], [0, 1]);
      await time.pass(second);
      assert.deepEqual([known(), told], [0, 2]);
      await figures(world);
      assert.equal(known(), 3);
      assert.equal(log.errors.length, 6);
    }));

  it('have no time for good only once the transcripts were read, and those that have some are as they are', () =>
    inProposalWorld(async (world) => {
      const joins = (reading: boolean) => viewOf(world, reading).items.map(({ join }) => join);
      const found = 'Time from the transcript of its session.';
      assert.deepEqual(joins(true), [found, found, found]);
      world.source.change([]);
      const [first] = joins(true);
      assert.match(first ?? '', /^Transcripts are being read, and its time may be in them\./u);
      const [later] = joins(false);
      assert.match(later ?? '', /^No time found\./u);
    }));

  it('that no transcript shows have their turns to the end, once that is known', () =>
    inInboxWorld([summary('b', { end: nine + 30 * minute })], async (world) => {
      const { store, source } = world;
      const sessionId = plainId({ agent: 'claude', externalId: 'b' });
      const propose = (name: string, at: number): Change => ({
        entity: 'proposal',
        id: `proposal-${name.repeat(32)}`,
        kind: 'set',
        fields: { ...proposedFields({ proposedAt: at }), join: { by: 'process', sessionId, at } },
      });
      await store.append([propose('1', nine + 10.5 * minute), propose('2', nine + 20.5 * minute)]);
      const board = boardOf(world, world);
      const growing = () => board.proposals().map(({ work }) => work.growing);
      source.failure = new Error('no thread');
      assert.deepEqual(growing(), [true, true]);
      await settled();
      source.failure = undefined;
      // The joins are found again where the transcripts have anything to say.
      source.change([...source.sessions()]);
      assert.deepEqual(growing(), [true, true]);
      await settled();
      assert.deepEqual(growing(), [false, false]);
      await figures({ ...world, board });
      assert.deepEqual(
        board.proposals().map(({ measured }) => (measured?.aiMs ?? 0) / minute),
        [11, 19],
      );
      board.dispose();
    }));
});
