import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { filesUnder, textOf } from './projectFiles';

const sources = [...filesUnder('src', '.ts'), ...filesUnder('webview', '.ts')];

/** The parts that each part may import from; `types` if only for types. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  core: ['core', 'package'],
  store: ['core', 'store', 'node', 'package'],
  agents: ['core', 'agents', 'node', 'package'],
  recorder: ['core', 'recorder', 'package'],
  editor: ['core', 'recorder', 'editor', 'vscode', 'node', 'package', 'types of store', 'types of agents'],
  webview: ['core', 'webview', 'package'],
  cli: ['core', 'store', 'agents', 'cli', 'node', 'package'],
  extension: ['core', 'store', 'agents', 'recorder', 'editor', 'extension', 'vscode', 'node', 'package'],
};

interface Import {
  readonly path: string;
  readonly specifier: string;
  readonly types: boolean;
}

describe('Arrows between the parts of the code', () => {
  it('can be seen: there are sources with imports in every part that exists', () => {
    const parts = new Set(sources.map(partOf));
    for (const part of ['core', 'store', 'recorder', 'editor', 'webview']) {
      assert.ok(parts.has(part), `${part} has no sources`);
    }
    assert.ok(sources.flatMap(importsOf).length > sources.length);
  });

  for (const [part, allowed] of Object.entries(arrows)) {
    it(`lead from ${part} to ${allowed.join(', ')} only`, () => {
      const wrong = sources
        .filter((path) => partOf(path) === part)
        .flatMap(importsOf)
        .filter((each) => !allowed.includes(targetOf(each)))
        .filter((each) => !(each.types && allowed.includes(`types of ${targetOf(each)}`)))
        .map(({ path, specifier }) => `${path} imports ${specifier}`);
      assert.deepEqual(wrong, []);
    });
  }

  it('start in a known part, wherever the file is', () => {
    assert.deepEqual(
      sources.filter((path) => !(partOf(path) in arrows)),
      [],
    );
  });
});

describe('The pages', () => {
  it('never loosen their content security policy', () => {
    const wrong = [...sources, ...filesUnder('webview', '.css')].filter((path) =>
      /'unsafe-(?:inline|eval|hashes)'|unsafe-(?:inline|eval)/.test(textOf(path)),
    );
    assert.deepEqual(wrong, []);
  });

  it('are never kept alive while hidden', () => {
    assert.deepEqual(
      sources.filter((path) => textOf(path).includes('retainContextWhenHidden')),
      [],
    );
  });
});

function partOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'webview' ? 'webview' : second.replace(/^(cli|extension)\.ts$/, '$1');
}

function targetOf({ path, specifier }: Import): string {
  if (specifier === 'vscode') {
    return 'vscode';
  }
  if (specifier.startsWith('node:')) {
    return 'node';
  }
  return specifier.startsWith('.') ? partOf(posix.join(posix.dirname(path), specifier)) : 'package';
}

function importsOf(path: string): Import[] {
  const statement = /^(?:import|export)\s+(type\s+)?(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
  return [...textOf(path).matchAll(statement)].map(([, types, specifier = '']) => ({
    path,
    specifier,
    types: types !== undefined,
  }));
}
