import assert from 'node:assert/strict';
import { cameOutRow, resultOf } from '../../../src/editor/commands/form/cameOutRow';
import { FormDrafts } from '../../../src/editor/commands/form/formDrafts';
import { MemoryOfWindow } from '../recorder/recorderWorld';

const counts = { commits: 3, files: 12, added: 340, removed: 120 };
const place = { folder: '/projects/shop', branch: 'feature/export-invoices' };
const spans = [{ start: 0, end: 1 }];

function world(answer: typeof counts | undefined) {
  const asked: (string | null)[] = [];
  const drafts = new FormDrafts(new MemoryOfWindow());
  const whatCameOut = ({ folder }: { readonly folder: string | null }) => {
    asked.push(folder);
    return Promise.resolve(answer);
  };
  return { drafts, whatCameOut, asked };
}

describe('The row of a form that says what came out of the work', () => {
  it('says so at the description too, which it starts from what the branch is called', async () => {
    const deps = world(counts);
    const result = await resultOf(deps, place, spans);
    assert.equal(result.hint, 'What came out: 3 commits · 12 files · +340 −120 lines.');
    const [shown = assert.fail()] = cameOutRow(deps, 'close:1', result, 'CSV');
    assert.equal(shown.row.description, '3 commits · 12 files · +340 −120 lines');
    assert.match(shown.row.detail ?? '', /“Export invoices”/u);
    assert.equal(await shown.run(), 'title');
    assert.deepEqual(deps.drafts.get('close:1').unfinished, { title: 'Export invoices' });
  });

  it('is only to be read where the branch says nothing new', async () => {
    const deps = world(counts);
    for (const [branch, title] of [
      ['feature/export-invoices', 'Export INVOICES'],
      ['main', 'CSV'],
      [null, 'CSV'],
    ] as const) {
      const [shown = assert.fail()] = cameOutRow(
        deps,
        'close:1',
        await resultOf(deps, { ...place, branch }, spans),
        title,
      );
      assert.deepEqual([shown.row.detail, await shown.run()], [undefined, undefined]);
    }
    assert.deepEqual(deps.drafts.get('close:1').unfinished, {});
  });

  it('is none where nothing is known, and asks nothing where the closing has frozen it', async () => {
    const deps = world(undefined);
    const result = await resultOf(deps, place, spans);
    assert.deepEqual([result.hint, cameOutRow(deps, 'close:1', result, 'CSV')], [undefined, []]);
    const frozen = await resultOf(deps, place, spans, counts);
    assert.deepEqual([frozen.cameOut, deps.asked], [counts, ['/projects/shop']]);
  });
});
