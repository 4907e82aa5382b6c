import assert from 'node:assert/strict';
import type { OfferedPart, RequestPart } from '../../../src/core/proposal/suggesting/suggestionRequest';
import { suggestionRequest } from '../../../src/core/proposal/suggesting/suggestionRequest';
import type { Form } from '../../../src/editor/quickInput/runForm';
import { chooseRequest } from '../../../src/editor/suggest/chooseRequest';
import { MemoryOfWindow } from '../recorder/recorderWorld';

const offered: readonly OfferedPart[] = [
  { part: 'title', text: '- Title so far: "Port"' },
  { part: 'branch', text: '- Branch: "port"' },
  { part: 'cameOut', text: '- Committed: commits 1' },
];
const [large, small] = ['Large', 'Small'].map((name) => ({
  name,
  vendor: 'fake',
  id: name,
  ask: () => assert.fail('nothing is sent while the user chooses'),
}));

interface Choosing {
  readonly select?: readonly string[];
  readonly memory?: MemoryOfWindow;
  readonly isPrivate?: boolean;
}

/** Selects rows in turn, as a user does who then leaves with Escape unless the form is done. */
async function choosing({ select = [], memory = new MemoryOfWindow(), isPrivate = false }: Choosing) {
  const shown: string[] = [];
  const rows: string[] = [];
  const chosen = await chooseRequest(
    {
      memory,
      preview: {
        ofText: (_path, text, work) => {
          shown.push(text);
          return work((by) => void shown.push(by));
        },
      },
      runForm: async (form: Form) => {
        for (const id of select) {
          assert.ok(form.rows().some((row) => row.id === id));
          if ((await form.choose(id)) === 'done') {
            return true;
          }
        }
        rows.push(...form.rows().map(({ label, description }) => `${label} · ${description}`));
        return false;
      },
      pickModel: () => Promise.resolve(small),
    },
    large && small ? [large, small] : [],
    offered,
    isPrivate,
  );
  return { chosen, shown, rows };
}

function requestOf(...parts: readonly RequestPart[]): string {
  return suggestionRequest(offered.filter(({ part }) => parts.includes(part)));
}

describe('Choosing what a language model is sent', () => {
  it('starts from all that is known, and sends what is shown', async () => {
    const { chosen, shown } = await choosing({ select: ['send'] });
    assert.deepEqual([chosen?.request, shown], [requestOf('title', 'branch', 'cameOut'), [chosen?.request]]);
    assert.equal(chosen?.model.name, 'Large');
  });

  it('leaves out what the user leaves out, shows that at once, and takes it in again', async () => {
    const { chosen, shown } = await choosing({ select: ['title', 'branch', 'title', 'send'] });
    assert.equal(chosen?.request, requestOf('title', 'cameOut'));
    assert.deepEqual(shown, [
      requestOf('title', 'branch', 'cameOut'),
      requestOf('branch', 'cameOut'),
      requestOf('cameOut'),
      requestOf('title', 'cameOut'),
    ]);
  });

  it('sends nothing while nothing is selected, nor when the user leaves', async () => {
    const everything = ['title', 'branch', 'cameOut'];
    const { chosen, rows } = await choosing({ select: [...everything, 'send', 'send'] });
    assert.equal(chosen, undefined);
    assert.equal(rows[0], '$(sparkle) Send to Large · select something to send first');
    assert.equal((await choosing({})).chosen, undefined);
  });

  it('remembers what was left out, and the model', async () => {
    const memory = new MemoryOfWindow();
    await choosing({ memory, select: ['branch', 'model', 'send'] });
    const { chosen } = await choosing({ memory, select: ['send'] });
    assert.deepEqual([chosen?.request, chosen?.model.name], [requestOf('title', 'cameOut'), 'Small']);
    await memory.update('suggestionLeavesOut', ['nonsense', 7]);
    assert.equal((await choosing({ memory, select: ['send'] })).chosen?.model.name, 'Small');
  });

  it('starts from counts alone for a private task, and remembers nothing of that', async () => {
    const memory = new MemoryOfWindow();
    const first = await choosing({ memory, isPrivate: true, select: ['title', 'send'] });
    assert.equal(first.shown[0], requestOf('cameOut'));
    assert.equal(first.chosen?.request, requestOf('title', 'cameOut'));
    const again = await choosing({ memory, isPrivate: true, select: ['send'] });
    assert.equal(again.chosen?.request, requestOf('cameOut'));
    const open = await choosing({ memory, select: ['send'] });
    assert.equal(open.chosen?.request, requestOf('title', 'branch', 'cameOut'));
  });
});
