import assert from 'node:assert/strict';
import type { Change } from '../../../src/core/task/change';
import { closingChanges, closingFigures } from '../../../src/editor/commands/task/closing/closingFigures';
import { editChanges } from '../../../src/editor/commands/task/editing/editedTask';
import { emptyDraft, type FormDraft } from '../../../src/editor/commands/form/formDrafts';
import type { Task } from '../../../src/core/task/task';
import { closedTask, measurement, noon, openTask } from '../../fixtures/tasks';

const moment = { now: noon, zone: 'Europe/Berlin', dayStart: '00:00' };

function typed(texts: FormDraft['typed'], rest: Partial<FormDraft> = {}): FormDraft {
  return { ...emptyDraft, typed: texts, ...rest };
}

/** A task after changes, as a store would show it. */
function after(task: Task, changes: readonly Change[]): Task {
  return changes.reduce(
    (all, change) => (change.entity === 'task' && change.kind === 'set' ? { ...all, ...change.fields } : all),
    task,
  );
}

function closed(task: Task, draft: FormDraft): Task {
  return after(task, closingChanges(task, closingFigures(measurement, draft, moment), draft, noon));
}

describe('The form that closes a task', () => {
  it('records what was measured where nothing else was typed', () => {
    const task = closed(openTask(), emptyDraft);
    assert.deepEqual(task.closing, {
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
    assert.deepEqual([task.title, task.private, task.estimate], ['Write the tests', false, null]);
  });

  it('records what was typed as edited, along with the measurement', () => {
    const texts = {
      title: '  Write all tests ',
      estimate: '1-3d',
      aiMinutes: '1h 30m',
      supervisoryMinutes: '7',
      tokens: '250k',
    };
    const task = closed(openTask(), typed(texts, { private: true }));
    assert.equal(task.title, 'Write all tests');
    assert.equal(task.private, true);
    assert.deepEqual(task.estimate, { hours: 16, lowHours: 8, highHours: 24, by: 'me', at: noon });
    assert.deepEqual(
      [task.closing?.aiMinutes, task.closing?.aiEvidence, task.closing?.supervisoryMinutes],
      [90, 'edited', 7],
    );
    assert.deepEqual([task.closing?.tokens?.unsplit, task.closing?.tokensEvidence], [250_000, 'edited']);
    assert.deepEqual(task.closing?.measured, measurement);
  });

  for (const [name, tokens, expected] of [
    ['no tokens where the text was emptied', '', undefined],
    ['zero tokens where 0 was typed', '0', 0],
  ] as const) {
    it(`records ${name}`, () => {
      assert.equal(closed(openTask(), typed({ tokens })).closing?.tokens?.unsplit, expected);
    });
  }

  it('leaves the estimate of the task as it is where none was typed', () => {
    const estimate = { hours: 3, by: 'gpt', at: 1 };
    assert.deepEqual(closed(openTask({ estimate }), emptyDraft).estimate, estimate);
  });

  it('says how the work came out, and keeps how often it was corrected', () => {
    const corrected = { kind: 'corrected', corrections: 2 } as const;
    const task = openTask({ outcome: corrected });
    assert.deepEqual(closed(task, typed({}, { outcome: 'corrected' })).outcome, corrected);
    assert.deepEqual(closed(task, typed({}, { outcome: 'dropped' })).outcome, { kind: 'dropped' });
  });

  it('ignores texts of a draft that can no longer be read', () => {
    const task = closed(openTask(), typed({ aiMinutes: 'many', estimate: '', tokens: '-4', title: ' ' }));
    assert.deepEqual(
      [task.closing?.aiMinutes, task.estimate, task.title, task.closing?.tokens],
      [120, null, 'Write the tests', measurement.tokens],
    );
  });
});

describe('The form that edits a task', () => {
  const task = closedTask(8, 30, 4);

  it('stores nothing where nothing differs', () => {
    const same = typed({ title: task.title, estimate: '8h', aiMinutes: '30m' }, { private: false });
    assert.deepEqual(editChanges(task, same, noon), []);
  });

  it('stores several figures of the closing as one field', () => {
    const changes = editChanges(task, typed({ aiMinutes: '40', supervisoryMinutes: '5', tokens: '9' }), noon);
    assert.equal(changes.length, 1);
    const { closing } = after(task, changes);
    assert.deepEqual(
      [closing?.aiMinutes, closing?.supervisoryMinutes, closing?.tokens?.unsplit, closing?.day],
      [40, 5, 9, '2026-04-19'],
    );
  });

  it('changes title, estimate and privacy of an open task, and no figures', () => {
    const open = openTask();
    const draft = typed({ title: 'New', estimate: '90m', aiMinutes: '40' }, { private: true });
    const edited = after(open, editChanges(open, draft, noon));
    assert.deepEqual(
      [edited.title, edited.estimate?.hours, edited.private, edited.closing],
      ['New', 1.5, true, null],
    );
  });

  it('says how the work came out, of a closed task as well', () => {
    assert.deepEqual(after(task, editChanges(task, typed({}, { outcome: 'dropped' }), noon)).outcome, {
      kind: 'dropped',
    });
  });

  it('keeps what comparable work really took, of a closed task only, and forgets it when it is emptied', () => {
    const found = after(task, editChanges(task, typed({ realEffort: '1d' }), noon));
    assert.deepEqual(found.realEffort, { hours: 8, at: noon });
    assert.deepEqual(editChanges(found, typed({ realEffort: '8h' }), noon + 1), []);
    assert.equal(after(found, editChanges(found, typed({ realEffort: ' ' }), noon)).realEffort, null);
    for (const text of ['1-3h', 'long', '-2', '0']) {
      assert.deepEqual(editChanges(found, typed({ realEffort: text }), noon), []);
    }
    assert.deepEqual(editChanges(openTask(), typed({ realEffort: '8' }), noon), []);
  });

  it('does not change the task it was given', () => {
    const before = structuredClone(task);
    editChanges(task, typed({ title: 'New', aiMinutes: '40' }), noon);
    assert.deepEqual(task, before);
  });
});
