import assert from 'node:assert/strict';
import { emptyDraft, type FormDraft } from '../../../src/editor/commands/form/formDrafts';
import { assignTo } from '../../../src/editor/commands/inbox/inboxSessions';
import { figuresNow, recordClosing } from '../../../src/editor/commands/task/closing/recordClosing';
import { OfferedProposals } from '../../../src/editor/commands/unassigned/offeredProposals';
import { TakenSessions } from '../../../src/editor/commands/unassigned/takenSessions';
import { nine } from '../../fixtures/transcripts';
import { changeTask } from '../../store/recordBuilders';
import { inProposalWorld, viewOf, works, type ProposalWorld } from './proposalWorld';

const refuse = () => Promise.resolve(false);

/** Task 1 has the session in which three tasks were proposed, and no estimate of its own. */
function inTaskWorld(
  work: (world: ProposalWorld, offered: OfferedProposals) => Promise<void>,
): Promise<void> {
  return inProposalWorld(async (world) => {
    await world.store.append([changeTask('task-1', { estimate: null })]);
    const task = world.store.task('task-1') ?? assert.fail();
    // Before anything was proposed, so to say: the inbox doesn't offer what proposals have.
    world.settings.choose('off');
    await assignTo(world, task, world.inbox.items);
    world.settings.choose('ask');
    await work(world, new OfferedProposals(world, 'task-1'));
  });
}

async function close(world: ProposalWorld, offered: OfferedProposals, draft: FormDraft) {
  const task = world.store.task('task-1') ?? assert.fail();
  const taken = new TakenSessions(world, task);
  const { estimate } = figuresNow(world, 'task-1', draft, taken, offered);
  await recordClosing(world, 'task-1', draft, taken, offered);
  return { shown: estimate, task: world.store.task('task-1') ?? assert.fail() };
}

describe('Closing a task for whose work agents proposed tasks', () => {
  it('starts from what they estimated, and decides on them; one Undo opens all again', () =>
    inTaskWorld(async (world, offered) => {
      assert.deepEqual(
        viewOf(world).items.map(({ join, figures }) => [join, figures]),
        works(world).map(() => ['Its time is in “task-1”: confirming adds it there.', null]),
      );
      assert.equal(viewOf(world).all, null);
      const { shown, task } = await close(world, offered, emptyDraft);
      assert.deepEqual([shown?.hours, shown?.by], [12, 'claude-opus-5']);
      assert.deepEqual(
        [task.estimate, task.proposed?.estimate.hours, task.proposed?.reviewed],
        [shown, 12, true],
      );
      assert.deepEqual([task.closing?.aiMinutes, works(world)], [30, []]);
      await world.undo.undo(refuse);
      assert.deepEqual([world.store.task('task-1')?.estimate, works(world).length], [null, 3]);
    }));

  it('keeps what the user typed beside it', () =>
    inTaskWorld(async (world, offered) => {
      const { task } = await close(world, offered, { ...emptyDraft, typed: { estimate: '20h' } });
      assert.deepEqual([task.estimate?.hours, task.estimate?.by], [20, 'me']);
      assert.deepEqual(
        task.estimate?.earlier?.map(({ hours, by }) => [hours, by]),
        [[12, 'claude-opus-5']],
      );
      assert.equal(task.proposed?.estimate.hours, 12);
    }));

  it('leaves them proposed where the user wants that, and an estimate of the task stays', () =>
    inTaskWorld(async (world, offered) => {
      await world.store.append([changeTask('task-1', { estimate: { hours: 3, by: 'me', at: nine } })]);
      const { task } = await close(world, offered, { ...emptyDraft, withoutProposed: true });
      assert.deepEqual([task.estimate?.hours, task.proposed, works(world).length], [3, null, 3]);
    }));
});
