import assert from 'node:assert/strict';
import { recordProposals } from '../../../src/editor/commands/proposal/recordProposals';
import { ConfirmAtOnce } from '../../../src/editor/inbox/confirmAtOnce';
import type { ProposalMode } from '../../../src/editor/settings';
import { until } from './inboxWorld';
import {
  dayOfSession,
  inProposalWorld,
  proposeInAnotherSession,
  rows,
  works,
  type ProposalWorld,
} from './proposalWorld';

const refuse = () => Promise.resolve(false);

async function whileAtOnce(
  mode: ProposalMode,
  world: ProposalWorld,
  work: () => Promise<void>,
): Promise<void> {
  const { board, settings, memory, log, inbox, store } = world;
  settings.choose(mode);
  const atOnce = new ConfirmAtOnce({
    board,
    settings,
    memory,
    log,
    changes: [inbox, store],
    record: (each) => recordProposals(world, each, { reviewed: false }),
  });
  await work();
  atOnce.dispose();
}

describe('Where proposals are confirmed at once', () => {
  it('each is recorded when its time is known, marked as not reviewed', () =>
    inProposalWorld((world) =>
      whileAtOnce('confirm', world, async () => {
        await until(world, () => rows(world).length === 3);
        assert.ok(
          world.store.closedTasks(dayOfSession).every(({ proposed }) => proposed?.reviewed === false),
        );
        assert.deepEqual(works(world), []);
      }),
    ));

  it('what the user takes back stays with the user, here and after a reload', () =>
    inProposalWorld(async (world) => {
      await whileAtOnce('confirm', world, () => until(world, () => rows(world).length === 3));
      await world.undo.undo(refuse);
      await whileAtOnce('confirm', world, async () => {
        world.settings.choose('confirm');
        // A fourth proposal is recorded, so those three have been looked at.
        await proposeInAnotherSession(world);
        await until(world, () => rows(world).length === 1);
      });
      assert.equal(works(world).length, 3);
    }));

  it('one whose time is only likely, or not found, is asked for', () =>
    inProposalWorld(async (world) => {
      world.source.change(world.source.sessions().map(({ proposals: _proposals, ...each }) => each));
      await whileAtOnce('confirm', world, async () => {
        await proposeInAnotherSession(world);
        await until(world, () => rows(world).length === 1);
      });
      assert.equal(works(world).length, 3);
    }));
});
