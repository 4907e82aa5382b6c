import assert from 'node:assert/strict';
import {
  deleteTaskChanges,
  finishedTaskChanges,
  moveTaskChanges,
  reopenTaskChanges,
  setPrivate,
  startTaskChanges,
} from '../../../src/core/task/actions';
import type { Change } from '../../../src/core/task/change';
import { closeTaskChanges, proposeClosing, recordedMinutes } from '../../../src/core/task/closing';
import { editFigure } from '../../../src/core/typed/editFigure';
import type { Parsed } from '../../../src/core/typed/parsed';
import { isClosed } from '../../../src/core/task/isClosed';
import { taskFieldsSchema, type ClosedTask, type Task } from '../../../src/core/task/task';
import { noTokens, unsplitTokens } from '../../../src/core/task/tokens';
import { closedTask, measurement, noon, openTask } from '../../fixtures/tasks';

/** The task after the changes, as the store would fold them. */
function applied(task: Task, changes: readonly Change[]): Task {
  return changes.reduce<Task>(
    (before, change) =>
      change.entity === 'task' && change.kind === 'set' ? { ...before, ...change.fields } : before,
    task,
  );
}

function closed(task: Task): ClosedTask {
  assert.ok(isClosed(task));
  return task;
}

function accepted(answer: Parsed<Change[]>): Change[] {
  assert.ok(answer.ok, answer.ok ? '' : answer.problem);
  return answer.value;
}

describe('closing a task', () => {
  for (const [ms, minutes] of [
    [0, 0],
    [1, 1],
    [29_999, 1],
    [89_999, 1],
    [90_000, 2],
    [149_999, 2],
    [3_600_000, 60],
  ] as const) {
    it(`records ${ms} ms as ${minutes} min`, () => assert.equal(recordedMinutes(ms), minutes));
  }

  const proposal = proposeClosing(measurement, noon, 'Europe/Berlin', '00:00');

  it('proposes the rounded measurement on the day it is closed', () => {
    assert.deepEqual(
      [proposal.day, proposal.aiMinutes, proposal.supervisoryMinutes, proposal.tokens],
      ['2026-04-19', 120, 4, measurement.tokens],
    );
    assert.equal(proposeClosing(measurement, noon, 'Europe/Berlin', '15:00').day, '2026-04-18');
  });

  it('keeps the measured evidence of accepted figures and freezes the measurement', () => {
    const { closing } = closed(applied(openTask(), closeTaskChanges('task-1', proposal, noon)));
    assert.deepEqual(closing, {
      closedAt: noon,
      sequence: 0,
      day: '2026-04-19',
      zone: 'Europe/Berlin',
      aiMinutes: 120,
      aiEvidence: 'measured',
      supervisoryMinutes: 4,
      supervisionEvidence: 'estimated',
      tokens: measurement.tokens,
      tokensEvidence: 'measured',
      measured: measurement,
    });
  });

  it('marks changed figures as edited, each on its own', () => {
    const draft = { ...proposal, aiMinutes: 90, tokens: unsplitTokens(7) };
    const { closing } = closed(applied(openTask(), closeTaskChanges('task-1', draft, noon)));
    assert.deepEqual(
      [closing.aiEvidence, closing.supervisionEvidence, closing.tokensEvidence],
      ['edited', 'estimated', 'edited'],
    );
    assert.deepEqual(closing.measured, measurement);
  });

  it('stores an estimate given at closing, and leaves the task its own otherwise', () => {
    const estimate = { hours: 12, by: 'me', at: noon };
    const task = openTask({ estimate: { hours: 3, by: 'a model', at: 1 } });
    assert.deepEqual(
      applied(task, closeTaskChanges('task-1', { ...proposal, estimate }, noon)).estimate,
      estimate,
    );
    assert.equal(applied(task, closeTaskChanges('task-1', proposal, noon)).estimate?.hours, 3);
  });

  it('without any measurement records zeros that don’t count as edits', () => {
    const nothing = { ...measurement, aiMs: 0, wallClockMs: 0, supervisoryMs: 0 };
    const { closing } = closed(
      applied(openTask(), closeTaskChanges('task-1', proposeClosing(nothing, noon, 'UTC', '00:00'), noon)),
    );
    assert.deepEqual([closing.aiMinutes, closing.aiEvidence], [0, 'measured']);
  });

  it('without tokens has no tokens, even if some were measured and cleared', () => {
    const { closing } = closed(
      applied(openTask(), closeTaskChanges('task-1', { ...proposal, tokens: undefined }, noon)),
    );
    assert.equal('tokens' in closing, false);
    assert.equal('tokensEvidence' in closing, false);
  });
});

describe('starting and logging', () => {
  it('starts an open task with every field the store needs', () => {
    const [change] = startTaskChanges('id-1', { title: 'Build it', project: 'shop' }, noon);
    assert.ok(change?.entity === 'task' && change.kind === 'set');
    const fields = taskFieldsSchema.parse(change.fields);
    assert.deepEqual(
      [fields.title, fields.project, fields.startedAt, fields.closing],
      ['Build it', 'shop', noon, null],
    );
  });

  it('logs a finished task for an earlier day with edited figures', () => {
    const [change] = finishedTaskChanges(
      'id-1',
      {
        title: 'Done before',
        day: '2026-04-01',
        zone: 'UTC',
        estimate: { hours: 3, by: 'me', at: noon },
        aiMinutes: 20,
        supervisoryMinutes: 0,
        tokens: 500,
      },
      noon,
    );
    assert.ok(change?.entity === 'task' && change.kind === 'set');
    const { closing } = taskFieldsSchema.parse(change.fields);
    assert.deepEqual(
      [closing?.day, closing?.aiEvidence, closing?.supervisionEvidence, closing?.tokens, closing?.measured],
      ['2026-04-01', 'edited', 'edited', { ...noTokens, unsplit: 500 }, undefined],
    );
  });
});

describe('editing a task', () => {
  const task = closed(
    applied(
      openTask({ estimate: { hours: 2, by: 'a model', at: 1 } }),
      closeTaskChanges('task-1', proposeClosing(measurement, noon, 'UTC', '00:00'), noon),
    ),
  );

  it('makes a changed figure edited and keeps the measurement', () => {
    const { closing } = closed(applied(task, accepted(editFigure(task, 'aiMinutes', '90', noon))));
    assert.deepEqual([closing.aiMinutes, closing.aiEvidence, closing.measured], [90, 'edited', measurement]);
    assert.equal(closing.supervisionEvidence, 'estimated');
  });

  it('makes changed supervision edited, and leaves the evidence of the AI minutes', () => {
    const { closing } = closed(applied(task, accepted(editFigure(task, 'supervisoryMinutes', '5', noon))));
    assert.deepEqual(
      [closing.supervisoryMinutes, closing.supervisionEvidence, closing.aiEvidence],
      [5, 'edited', 'measured'],
    );
  });

  for (const [field, text, back] of [
    ['aiMinutes', '90', '2h'],
    ['supervisoryMinutes', '0', '4'],
    ['tokens', '1k', '3,520'],
    ['tokens', '', '3520'],
  ] as const) {
    it(`brings the measured ${field} back when “${back}” is typed after “${text}”`, () => {
      const edited = applied(task, accepted(editFigure(task, field, text, noon)));
      assert.notDeepEqual(edited, task);
      assert.deepEqual(applied(edited, accepted(editFigure(edited, field, back, noon))), task);
    });
  }

  for (const [field, text] of [
    ['title', ' Write the tests '],
    ['estimate', '2h'],
    ['aiMinutes', '120m'],
    ['supervisoryMinutes', '4'],
    ['tokens', '3,520'],
  ] as const) {
    it(`changes nothing if ${field} stays the same`, () => {
      assert.deepEqual(accepted(editFigure(task, field, text, noon)), []);
    });
  }

  it('records who estimated again and when, and keeps the version before', () => {
    const edited = applied(task, accepted(editFigure(task, 'estimate', '1-3h', noon)));
    const earlier = [{ hours: 2, by: 'a model', at: 1 }];
    assert.deepEqual(edited.estimate, { hours: 2, lowHours: 1, highHours: 3, by: 'me', at: noon, earlier });
    const again = applied(edited, accepted(editFigure(edited, 'estimate', '5h', noon)));
    assert.deepEqual(
      again.estimate?.earlier?.map(({ hours }) => hours),
      [2, 2],
    );
  });

  it('keeps an imported figure edited, since nothing measured it', () => {
    const imported = closedTask(1, 20, 2, {}, { aiEvidence: 'imported' });
    const once = closed(applied(imported, accepted(editFigure(imported, 'aiMinutes', '30', noon))));
    const back = closed(applied(once, accepted(editFigure(once, 'aiMinutes', '20', noon))));
    assert.equal(back.closing.aiEvidence, 'edited');
  });

  it('refuses figures of an open task, but not its title and estimate', () => {
    const open = openTask();
    for (const field of ['aiMinutes', 'supervisoryMinutes', 'tokens'] as const) {
      const answer = editFigure(open, field, '5', noon);
      assert.match(answer.ok ? '' : answer.problem, /still open/);
    }
    assert.equal(accepted(editFigure(open, 'title', 'Other', noon)).length, 1);
    assert.equal(accepted(editFigure(open, 'estimate', '5', noon)).length, 1);
  });

  it('passes on the problem with the text', () => {
    const answer = editFigure(task, 'aiMinutes', 'many', noon);
    assert.match(answer.ok ? '' : answer.problem, /not a duration/);
  });

  it('moves, reopens, deletes and makes private; asking twice changes nothing more', () => {
    const moved = closed(applied(task, moveTaskChanges(task, '2026-04-01')));
    assert.deepEqual([moved.closing.day, moved.closing.zone], ['2026-04-01', 'UTC']);
    assert.deepEqual(moveTaskChanges(moved, '2026-04-01'), []);
    assert.deepEqual(moveTaskChanges(openTask(), '2026-04-01'), []);
    assert.equal(applied(task, reopenTaskChanges(task)).closing, null);
    assert.deepEqual(reopenTaskChanges(openTask()), []);
    assert.deepEqual(deleteTaskChanges(openTask()), [{ entity: 'task', id: 'task-1', kind: 'delete' }]);
    assert.equal(applied(task, setPrivate(task, true)).private, true);
    assert.deepEqual(setPrivate(task, false), []);
  });

  it('does not mutate the task', () => {
    const before = structuredClone(task);
    for (const field of ['title', 'estimate', 'aiMinutes', 'supervisoryMinutes', 'tokens'] as const) {
      editFigure(task, field, '77', noon);
    }
    moveTaskChanges(task, '2026-01-01');
    assert.deepEqual(task, before);
  });
});
