import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { filesUnder, textOf } from './projectFiles';

/** More than a reader takes in at a glance. */
const mostFiles = 20;

const sources = ['src', 'webview'].flatMap((folder) => filesUnder(folder, '.ts'));

describe('A folder of the code', () => {
  it(`holds at most ${mostFiles} files`, () => {
    const counts = new Map<string, number>();
    for (const path of sources) {
      counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
    }
    assert.deepEqual(
      [...counts].filter(([, count]) => count > mostFiles),
      [],
    );
  });

  it('imports from none that imports from it, directly or through others', () => {
    const imported = importedFolders();
    assert.ok(imported.get('src/store')?.includes('src/store/journal'), 'imports are seen');
    assert.deepEqual(inCircle(imported), []);
  });
});

/** For each folder, the others that its files import from. */
function importedFolders(): ReadonlyMap<string, readonly string[]> {
  const known = new Set(sources);
  const folders = new Map<string, Set<string>>();
  for (const path of sources) {
    const folder = posix.dirname(path);
    const imported = folders.get(folder) ?? new Set<string>();
    folders.set(folder, imported);
    for (const [, specifier = ''] of textOf(path).matchAll(/(?:from|import\(|import)\s*'(\.[^']+)'/g)) {
      const target = posix.join(folder, specifier);
      if (known.has(`${target}.ts`) && posix.dirname(target) !== folder) {
        imported.add(posix.dirname(target));
      }
    }
  }
  return new Map([...folders].map(([folder, imported]) => [folder, [...imported]]));
}

/** What is left once every folder is taken away that imports only from folders that were. */
function inCircle(imported: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const left = new Map(imported);
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const [folder, others] of left) {
      if (!others.some((other) => left.has(other))) {
        left.delete(folder);
      }
    }
  }
  return [...left].map(
    ([folder, others]) => `${folder} → ${others.filter((each) => left.has(each)).join(', ')}`,
  );
}
