import assert from 'node:assert/strict';
import { calibration, tasksOfProposals } from '../../../src/core/proposal/calibration';
import {
  toggledSuggestion,
  withSuggestion,
  suggestionOf,
} from '../../../src/editor/commands/form/draftedSuggestion';
import { emptyDraft, FormDrafts, type FormDraft } from '../../../src/editor/commands/form/formDrafts';
import { editChanges } from '../../../src/editor/commands/task/editing/editedTask';
import { figuresNow, recordClosing } from '../../../src/editor/commands/task/closing/recordClosing';
import { OfferedProposals } from '../../../src/editor/commands/unassigned/offeredProposals';
import { TakenSessions } from '../../../src/editor/commands/unassigned/takenSessions';
import { nine } from '../../fixtures/transcripts';
import { changeTask } from '../../store/recordBuilders';
import { MemoryOfWindow } from '../recorder/recorderWorld';
import { inProposalWorld, works, type ProposalWorld } from './proposalWorld';

const refuse = () => Promise.resolve(false);
const input = {
  title: 'Port the importer',
  hours: 6,
  low: 4,
  high: 10,
  because: 'Three formats.',
  model: 'GPT-5',
};
const suggestion = { id: '5f0c9a52-3a3f-4a5b-8f58-6d6c1f0f7c11', at: nine, input };
const proposalId = 'proposal-5f0c9a523a3f4a5b8f586d6c1f0f7c11';
const suggested = withSuggestion(emptyDraft, suggestion);
const byModel = { hours: 6, lowHours: 4, highHours: 10, by: 'GPT-5', at: nine, reasons: 'Three formats.' };

/** Task 1 has no estimate yet; agents proposed tasks that have nothing to do with it. */
function inWorld(work: (world: ProposalWorld) => Promise<void>): Promise<void> {
  return inProposalWorld(async (world) => {
    await world.store.append([changeTask('task-1', { estimate: null })]);
    await work(world);
  });
}

async function close(world: ProposalWorld, draft: FormDraft) {
  const task = world.store.task('task-1') ?? assert.fail();
  const taken = new TakenSessions(world, task);
  const offered = new OfferedProposals(world, task.id);
  const shown = figuresNow(world, task.id, draft, taken, offered).estimate;
  await recordClosing(world, task.id, draft, taken, offered);
  const closed = world.store.task(task.id) ?? assert.fail();
  return { shown, closed };
}

describe('A form that a language model has filled in', () => {
  it('records what it shows, as the estimate of that model; one Undo takes all of it back', () =>
    inWorld(async (world) => {
      const { shown, closed } = await close(world, suggested);
      assert.deepEqual([closed.title, closed.estimate, shown], [input.title, byModel, byModel]);
      assert.deepEqual(closed.proposed, { proposalId, estimate: byModel, reviewed: true });
      const kept = world.store.proposal(proposalId);
      assert.deepEqual(
        [kept?.way, kept?.model, kept?.decision?.kind, kept?.decision?.taskId, kept?.folder],
        ['suggestion', 'GPT-5', 'confirmed', 'task-1', null],
      );
      assert.equal(works(world).length, 3, 'what agents proposed stays as it is');
      await world.undo.undo(refuse);
      assert.deepEqual(
        [
          world.store.task('task-1')?.closing,
          world.store.task('task-1')?.proposed,
          world.store.proposal(proposalId),
        ],
        [null, null, undefined],
      );
    }));

  it("keeps the user's hours, and what the model said beside them, which its calibration compares", () =>
    inWorld(async (world) => {
      const { closed } = await close(world, { ...suggested, typed: { ...suggested.typed, estimate: '3h' } });
      assert.deepEqual([closed.estimate?.hours, closed.estimate?.by], [3, 'me']);
      assert.deepEqual(
        closed.estimate?.earlier?.map(({ hours, by }) => [hours, by]),
        [[6, 'GPT-5']],
      );
      assert.deepEqual(closed.proposed?.estimate, byModel);
      const found = tasksOfProposals(world.store);
      const [pairs] = calibration(Array.from({ length: 5 }, () => found).flat());
      assert.deepEqual([pairs?.estimator, pairs?.median], ['GPT-5', 0.5]);
    }));

  it('records nothing of a suggestion that was left out', () =>
    inWorld(async (world) => {
      const { closed } = await close(world, toggledSuggestion(suggested));
      assert.deepEqual(
        [closed.title, closed.estimate, closed.proposed, world.store.proposal(proposalId)],
        ['task-1', null, null, undefined],
      );
    }));

  it('edits a closed task the same way, and keeps its own estimate among the earlier ones', () =>
    inWorld(async (world) => {
      const { closed } = await close(world, { ...emptyDraft, typed: { estimate: '2h' } });
      await world.undo.apply('Edit', editChanges(closed, suggested, nine));
      const edited = world.store.task('task-1');
      assert.deepEqual(
        [edited?.title, edited?.estimate?.by, edited?.estimate?.earlier?.map(({ hours, by }) => [hours, by])],
        [input.title, 'GPT-5', [[2, 'me']]],
      );
      assert.equal(edited?.proposed?.proposalId, proposalId);
    }));
});

describe('The draft of a form with a suggestion', () => {
  const begun: FormDraft = {
    typed: { title: 'Mine', estimate: '2h', aiMinutes: '7' },
    unfinished: { estimate: '3' },
  };

  it('has title and estimate of the model, and all other entries', () => {
    const { typed, unfinished } = withSuggestion(begun, suggestion);
    assert.deepEqual([typed, unfinished], [{ title: input.title, aiMinutes: '7' }, {}]);
  });

  it('gives back what was typed before once it is left out, and takes the suggestion in again', () => {
    const filled = withSuggestion(begun, suggestion);
    const without = toggledSuggestion(filled);
    assert.deepEqual([without.typed, without.unfinished], [begun.typed, begun.unfinished]);
    assert.deepEqual([suggestionOf(without), suggestionOf(filled)?.id], [undefined, suggestion.id]);
    assert.deepEqual(toggledSuggestion(without), filled);
  });

  it('keeps what was typed after it', () => {
    const filled = withSuggestion(begun, suggestion);
    const changed = { ...filled, typed: { ...filled.typed, title: 'Better', estimate: '5h' } };
    const without = toggledSuggestion(changed);
    assert.deepEqual(without.typed, { title: 'Better', estimate: '5h', aiMinutes: '7' });
  });

  it('is there after a reload of the window', () => {
    const memory = new MemoryOfWindow();
    new FormDrafts(memory).set('close:1', withSuggestion(begun, suggestion));
    assert.deepEqual(new FormDrafts(memory).get('close:1'), withSuggestion(begun, suggestion));
  });
});
