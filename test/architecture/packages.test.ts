import assert from 'node:assert/strict';
import { filesUnder, textOf } from './projectFiles';

const sources = ['src', 'webview'].flatMap((folder) => filesUnder(folder, '.ts'));

describe('The packages that are bundled', () => {
  it('have the small build of zod in them, without the words of all its languages, which its object `z` drags along', () => {
    const importers = sources.filter((path) => textOf(path).includes("from 'zod"));
    assert.ok(importers.length > 0);
    const dragging = importers.filter(
      (path) => !/^import (\* as z|\{ config \}|type \{[^}]+\}) from 'zod\/mini';$/m.test(textOf(path)),
    );
    assert.deepEqual(dragging, []);
  });
});
