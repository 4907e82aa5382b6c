import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  offeredParts,
  requestParts,
  suggestionRequest,
  type WorkFacts,
} from '../../../src/core/proposal/suggesting/suggestionRequest';

const past = {
  similarity: 0.8,
  id: 'task-9',
  title: 'Port the CSV importer',
  day: '2026-04-19',
  category: null,
  outcome: null,
  humanHours: 12,
  lowHours: 8,
  highHours: 16,
  estimatedBy: 'me',
  aiMinutes: 40,
  supervisoryMinutes: 2,
  leverageFactor: 18,
  supervisoryLeverageFactor: 360,
  cameOut: { commits: 2, files: 5, added: 1200, removed: 30 },
};
const facts: WorkFacts = {
  title: 'Port the XML importer',
  folder: 'shop',
  branch: 'feature/xml-import',
  cameOut: { commits: 3, files: 12, added: 340, removed: 120 },
  similar: [
    past,
    { ...past, title: 'Import', humanHours: 0.5, lowHours: null, highHours: null, cameOut: null },
  ],
};
const said = {
  title: '- Title so far: "Port the XML importer"',
  folder: '- Folder: "shop"',
  branch: '- Branch: "feature/xml-import"',
  cameOut: '- Committed: commits 3, files 12, lines added 340, removed 120',
  similar:
    '- Comparable past tasks:\n  - "Port the CSV importer": 12 hours (8 to 16); commits 2, files 5, lines added 1,200, removed 30\n  - "Import": 0.5 hours',
};

describe('What a language model is sent for a suggestion', () => {
  it('is each part that the user allows, as it is shown, and nothing of the others', () => {
    const offered = offeredParts(facts);
    assert.deepEqual(Object.fromEntries(offered.map(({ part, text }) => [part, text])), said);
    for (const allowed of fc.sample(fc.subarray([...requestParts]), 30)) {
      const request = suggestionRequest(offered.filter(({ part }) => allowed.includes(part)));
      for (const part of requestParts) {
        assert.equal(request.includes(said[part]), allowed.includes(part), part);
      }
    }
  });

  it('is no minute, token or factor of a comparable task, and not who estimated it', () => {
    const request = suggestionRequest(offeredParts(facts));
    assert.doesNotMatch(request, /\b40\b|\b18\b|\b360\b|2026-04-19|task-9|"me"/u);
  });

  it('has no part of what is not known', () => {
    const nothing = { title: '', folder: null, branch: null, cameOut: undefined, similar: [] };
    assert.deepEqual(offeredParts(nothing), []);
    const none = { commits: 0, files: 0, added: 0, removed: 0 };
    assert.deepEqual(offeredParts({ ...nothing, cameOut: none }), []);
  });

  it('keeps each text within its line and its quotes, whatever it is', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 1000 });
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, folder, branch) => {
        const similar = [{ ...past, title }];
        for (const { part, text } of offeredParts({ title, folder, branch, cameOut: undefined, similar })) {
          assert.equal(text.split('\n').length, part === 'similar' ? 2 : 1);
          const quoted = text.slice(text.indexOf('"'), text.lastIndexOf('"') + 1);
          assert.equal(typeof JSON.parse(quoted), 'string');
          assert.ok(text.length < 2000);
        }
      }),
    );
  });
});
