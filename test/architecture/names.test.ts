import assert from 'node:assert/strict';
import { filesUnder, textOf } from './projectFiles';

const exported =
  /^export (?:abstract )?(?:async )?(?:function|const|class|interface|type|enum) ([A-Za-z_$][\w$]*)/gm;

describe('The names that modules export', () => {
  const filesByName = new Map<string, string[]>();
  for (const file of ['src', 'webview'].flatMap((folder) => filesUnder(folder, '.ts'))) {
    for (const [, name = ''] of textOf(file).matchAll(exported)) {
      filesByName.set(name, [...(filesByName.get(name) ?? []), file]);
    }
  }

  it('are found', () => {
    assert.ok(filesByName.size > 500, `${filesByName.size}`);
    assert.deepEqual(filesByName.get('activate'), ['src/extension.ts']);
  });

  it('mean one thing each: no two files export the same one', () => {
    const twice = [...filesByName].filter(([, files]) => files.length > 1);
    assert.deepEqual(twice, []);
  });
});
