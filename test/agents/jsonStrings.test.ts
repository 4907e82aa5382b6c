import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stringEnd } from '../../src/agents/json/jsonSkim';

describe('The end of a JSON string', () => {
  it('is found behind any number of letters and escapes, near or far', () => {
    for (let letters = 0; letters < 70; letters += 1) {
      for (let escapes = 0; escapes < 5; escapes += 1) {
        for (const between of ['', '\\"', '\\\\', 'x'.repeat(60)]) {
          const text = 'a'.repeat(letters) + between + '\\\\'.repeat(escapes);
          const bytes = Buffer.from(`"${text}","b":"c"`);
          assert.equal(stringEnd(bytes, 1), text.length + 1, text);
        }
      }
    }
  });

  it('is missing where every quote is escaped', () => {
    for (let letters = 0; letters < 70; letters += 1) {
      for (const end of ['', '\\', '\\"', '\\\\\\"', '\\"\\"']) {
        const text = 'a'.repeat(letters) + end;
        assert.equal(stringEnd(Buffer.from(text), 0), -1, text);
      }
    }
  });
});
