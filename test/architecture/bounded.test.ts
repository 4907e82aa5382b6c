import assert from 'node:assert/strict';
import { filesUnder, textOf } from './projectFiles';

describe('The lengths of texts and lists', () => {
  it('are bounded in one place, which looks at the type first', () => {
    const files = ['src', 'webview'].flatMap((folder) => filesUnder(folder, '.ts'));
    const bounding = files.filter((file) => /\bz\.(?:minLength|maxLength|length)\(/.test(textOf(file)));
    assert.deepEqual(bounding, ['src/core/bounded.ts']);
  });
});
