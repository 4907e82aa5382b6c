import assert from 'node:assert/strict';
import { emptyDraft, FormDrafts, type FormDraft } from '../../../src/editor/commands/form/formDrafts';
import type { WindowMemory } from '../../../src/recorder/ports/windowMemory';

function windowMemory(): WindowMemory {
  const kept = new Map<string, string>();
  return {
    get: (key) => (kept.has(key) ? JSON.parse(kept.get(key) ?? '') : undefined),
    update: (key, value) => {
      kept.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

const draft: FormDraft = {
  typed: { estimate: '3h' },
  unfinished: { title: 'Half a sen' },
  private: true,
  sessions: ['claude:a:0'],
  goOnFor: { 'session-1': 'task-2' },
};

describe('The draft of a form', () => {
  it('is empty where there is none', () => {
    assert.deepEqual(new FormDrafts(windowMemory()).get('close:task-1'), emptyDraft);
  });

  it('is there again after a reload, for its own form only', () => {
    const memory = windowMemory();
    new FormDrafts(memory).set('close:task-1', draft);
    const again = new FormDrafts(memory);
    assert.deepEqual(again.get('close:task-1'), draft);
    assert.deepEqual(again.get('edit:task-1'), emptyDraft);
  });

  it('is gone once the form was completed', () => {
    const memory = windowMemory();
    const drafts = new FormDrafts(memory);
    drafts.set('close:task-1', draft);
    drafts.forget('close:task-1');
    assert.deepEqual(new FormDrafts(memory).get('close:task-1'), emptyDraft);
  });

  it('is kept for the 50 forms used last', () => {
    const drafts = new FormDrafts(windowMemory());
    for (let form = 1; form <= 51; form++) {
      drafts.set(`close:${form}`, draft);
      drafts.set('close:1', draft);
    }
    assert.deepEqual([drafts.get('close:1'), drafts.get('close:2')], [draft, emptyDraft]);
  });

  it('is there again next to one that can not be read, whatever its length', async () => {
    const memory = windowMemory();
    const long = { ...draft, unfinished: { title: 'x'.repeat(100_000) } };
    await memory.update('formDrafts', { bad: { typed: 7 } });
    const kept = memory.get('formDrafts');
    assert.ok(typeof kept === 'object');
    await memory.update('formDrafts', { ...kept, 'close:task-1': draft, start: long });
    const drafts = new FormDrafts(memory);
    assert.deepEqual([drafts.get('close:task-1'), drafts.get('start')], [draft, long]);
  });

  for (const kept of ['text', 7, { form: { typed: { moon: 'x' } } }, { form: { typed: { title: 7 } } }]) {
    it(`is empty where the window's memory holds ${JSON.stringify(kept)}`, async () => {
      const memory = windowMemory();
      await memory.update('formDrafts', kept);
      assert.deepEqual(new FormDrafts(memory).get('form'), emptyDraft);
    });
  }
});
