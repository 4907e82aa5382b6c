import assert from 'node:assert/strict';
import { openingRow } from '../../../src/editor/commands/form/askFields';
import { FormDrafts, type FormDraft } from '../../../src/editor/commands/form/formDrafts';
import type { FormSuggesting, TaskForm } from '../../../src/editor/commands/form/taskForm';
import type { TextAnswer, TextQuestion } from '../../../src/editor/quickInput/askText';
import { MemoryOfWindow } from '../recorder/recorderWorld';

const form: TaskForm = {
  command: 'Close Task',
  completeLabel: 'Close Task',
  key: 'close:1',
  today: () => '2026-04-19',
  content: ({ typed }) => ({
    result: '',
    private: false,
    actions: [],
    fields: (['title', 'estimate'] as const).map((field) => ({
      field,
      shown: typed[field],
      start: typed[field] ?? '',
    })),
  }),
  complete: () => Promise.resolve(),
};

const escape = (question: TextQuestion): TextAnswer => ({ kind: 'left', text: question.value ?? '' });
const escapeAfter = (text: string) => (): TextAnswer => ({ kind: 'left', text });
const back = (question: TextQuestion): TextAnswer => ({ kind: 'back', text: question.value ?? '' });
const enter = (text: string) => (): TextAnswer => ({ kind: 'accepted', text });

/** Opens the form with a draft and answers its boxes in turn. */
async function opened(
  draft: FormDraft,
  answers: readonly ((question: TextQuestion) => TextAnswer)[],
  suggesting?: (drafts: FormDrafts) => FormSuggesting,
) {
  const drafts = new FormDrafts(new MemoryOfWindow());
  drafts.set(form.key, draft);
  const left = [...answers];
  const asked = suggesting ? { ...form, suggesting: suggesting(drafts) } : form;
  const row = await openingRow(asked, drafts, async (question) => {
    const answer = left.shift();
    assert.ok(answer, `nothing more is asked than expected: ${question.title}`);
    return answer(question);
  });
  assert.equal(left.length, 0, 'every answer was asked for');
  return { row, draft: drafts.get(form.key) };
}

const nothing: FormDraft = { typed: {}, unfinished: {} };
const begun: FormDraft = { typed: { title: 'Port the parser' }, unfinished: {} };

describe('Escape while a form asks for what is missing', () => {
  for (const [name, draft, answers, row] of [
    ['leaves the form from the first box', nothing, [escape], undefined],
    ['leaves it from a form that was begun before', begun, [escape], undefined],
    [
      'leaves it from a box that still holds what was left in it',
      { typed: {}, unfinished: { title: 'Port' } },
      [escape],
      undefined,
    ],
    ['shows the rows once something is typed in the first box', nothing, [escapeAfter('Port')], 'title'],
    ['shows them once a field is filled in', nothing, [enter('Port the parser'), escape], 'estimate'],
  ] as const) {
    it(name, async () => {
      assert.equal((await opened(draft, answers)).row, row);
    });
  }

  it('keeps what was typed, whether the form is left or not', async () => {
    assert.deepEqual((await opened(begun, [escape])).draft, begun);
    assert.deepEqual((await opened(nothing, [escapeAfter('Port')])).draft.unfinished, { title: 'Port' });
    const cleared = await opened({ typed: {}, unfinished: { title: 'Port' } }, [escapeAfter('')]);
    assert.deepEqual([cleared.row, cleared.draft.unfinished], ['title', {}]);
  });

  it('is not the arrow back, which always shows the rows', async () => {
    assert.equal((await opened(nothing, [back])).row, 'title');
  });

  it('is not the button of a language model either: what it fills in is asked for no more', async () => {
    const pressed = (question: TextQuestion): TextAnswer => {
      assert.ok(question.button);
      return { kind: 'button', text: '3 or' };
    };
    let fills = false;
    const suggesting = (drafts: FormDrafts) => ({
      tooltip: 'Suggest',
      offered: Promise.resolve(true),
      run: () => {
        if (fills) {
          drafts.set(form.key, { typed: { title: 'Port', estimate: '2h' }, unfinished: {} });
        }
        return Promise.resolve(fills);
      },
    });
    const failed = await opened(begun, [pressed, escape], suggesting);
    assert.deepEqual([failed.row, failed.draft.unfinished], [undefined, { estimate: '3 or' }]);
    fills = true;
    const filled = await opened(begun, [pressed], suggesting);
    assert.deepEqual([filled.row, filled.draft.unfinished], ['complete', {}]);
  });

  it('is not asked where nothing is missing', async () => {
    assert.equal(
      (await opened({ typed: { title: 'Port', estimate: '2h' }, unfinished: {} }, [])).row,
      'complete',
    );
  });
});
